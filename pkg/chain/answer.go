package chain

import "fmt"

// Answer is what a reviewer says at a stage. Its value is the wire value of
// forms, the table and the state machines.
type Answer string

// The answers of spec C1.
const (
	Approve Answer = "approve"
	Reject  Answer = "reject"
	Return  Answer = "return"
)

// ParseAnswer reads a submitted value; anything but the three wraps ErrUnknown.
func ParseAnswer(s string) (Answer, error) {
	switch a := Answer(s); a {
	case Approve, Reject, Return:
		return a, nil
	}
	return "", fmt.Errorf("answer %q: %w", s, ErrUnknown)
}

// Label is the reviewer's choice as the form shows it: 同意, 不同意 or 退回
// (fig. 69). It is empty for a value that is not an answer.
func (a Answer) Label() string {
	switch a {
	case Approve:
		return "同意"
	case Reject:
		return "不同意"
	case Return:
		return "退回"
	}
	return ""
}

// Result is the 審核結果 a stage shows after the answer: 通過, 不通過 or 退回
// (fig. 70). It is empty for a value that is not an answer.
func (a Answer) Result() string {
	switch a {
	case Approve:
		return "通過"
	case Reject:
		return "不通過"
	case Return:
		return "退回"
	}
	return ""
}

// NeedsOpinion says whether 審核意見 may not be left empty (C1).
func (a Answer) NeedsOpinion() bool { return a != Approve }

// Reply is what a waiting state machine is told, as the "answer" of its task's
// output. Only Approve's leads to the next stage, every other to conclude,
// which looks at the table for what to do.
type Reply string

// Replies that no reviewer gives.
const (
	ReplyStale     Reply = "stale"     // the round or attempt is no longer the current one
	ReplyWithdrawn Reply = "withdrawn" // the applicant took the submission back (C8)
)

// Reply is the answer as the state machine is told it.
func (a Answer) Reply() Reply { return Reply(a) }
