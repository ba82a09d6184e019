package casefile

import "mydata.nat.gov.tw/portal/pkg/chain"

// Kind is what a review is about.
type Kind string

// The kinds of review. Those about accounts are cases of their own, with the
// letter D (A6, A9 to A12, A15).
const (
	TestKind Kind = "test" // 測試: the first application (D1)

	ProviderKind  Kind = "account-provider"  // 新增: the officer of an applying organisation, by sign-up
	AuthorityKind Kind = "account-authority" // 新增: the officer of a competent authority, by sign-up
	SubKind       Kind = "account-sub"       // 新增: a 副帳號
	EditKind      Kind = "account-edit"      // 異動
	DeleteKind    Kind = "account-delete"    // 刪除
	OfficerKind   Kind = "account-officer"   // 變更承辦人
	RebindKind    Kind = "account-rebind"    // 重新綁定: of an authenticator that is lost
)

var labels = map[Kind]string{TestKind: "測試", ProviderKind: "新增", AuthorityKind: "新增", SubKind: "新增", EditKind: "異動",
	DeleteKind: "刪除", OfficerKind: "變更承辦人", RebindKind: "重新綁定"}

// Label is the kind's word in lists and mails; empty for an unknown kind.
func (k Kind) Label() string { return labels[k] }

// Account reports whether a review of this kind is about an account.
func (k Kind) Account() bool { return k != TestKind }

// SignUp reports whether the account asked for is an organisation's first, so
// that ops confirms the organisation too (A6).
func (k Kind) SignUp() bool { return k == ProviderKind || k == AuthorityKind }

// Title is the heading of a case whose newest review is of this kind.
func (k Kind) Title() string {
	if k.Account() {
		return "帳號申請單(" + k.Label() + ")"
	}
	return "服務申請單(" + k.Label() + ")"
}

// Chain names the chain a review of this kind runs, before it is considered
// that the organisation may have no authority.
func (k Kind) Chain() chain.Name {
	if k.Account() {
		return chain.OpsOnly
	}
	return chain.Full
}
