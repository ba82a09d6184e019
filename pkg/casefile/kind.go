package casefile

import "mydata.nat.gov.tw/portal/pkg/chain"

// Kind is what a review is about.
type Kind string

// The kinds of review.
const (
	TestKind Kind = "test" // 測試: the first application (D1)
)

// Label is the kind's word in lists and mails; empty for an unknown kind.
func (k Kind) Label() string {
	if k == TestKind {
		return "測試"
	}
	return ""
}

// Title is the heading of a case whose newest review is of this kind.
func (k Kind) Title() string { return "服務申請單(" + k.Label() + ")" }

// Chain names the chain a review of this kind runs, before it is considered
// that the organisation may have no authority.
func (k Kind) Chain() chain.Name { return chain.Full }
