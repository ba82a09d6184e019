package casefile

import (
	"fmt"
	"time"

	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// ReviewState is where one review stands; see the package comment.
type ReviewState string

// The states of a review.
const (
	Moving          ReviewState = "moving"
	Waiting         ReviewState = "waiting"
	ReviewReturned  ReviewState = "returned"
	ReviewApproved  ReviewState = "approved"
	ReviewRejected  ReviewState = "rejected"
	ReviewWithdrawn ReviewState = "withdrawn"
	ReviewHeld      ReviewState = "held"
)

// Over reports whether nothing can follow.
func (s ReviewState) Over() bool {
	return s == ReviewApproved || s == ReviewRejected || s == ReviewWithdrawn
}

// Review is one run of a chain over one submission of a case.
type Review struct {
	CaseID       string        `json:"case"`
	Seq          int           `json:"seq"` // counts from 1 within the case
	Kind         Kind          `json:"kind"`
	ChainName    chain.Name    `json:"chain"`
	ChainVersion int           `json:"chainv"`
	State        ReviewState   `json:"state"`
	Round        int           `json:"round"`             // counts from 1; a resubmission opens the next
	Attempt      int           `json:"attempt"`           // counts from 1 within the round
	Stage        int           `json:"stage"`             // order of the stage that is open or to be opened
	Outcome      chain.Outcome `json:"outcome,omitempty"` // decided, perhaps not applied yet
	Next         time.Time     `json:"next,omitzero"`     // the machine owes a step since then
	Started      time.Time     `json:"started"`
	Version      int           `json:"v"`
	LogHash      string        `json:"loghash"`
}

// RecordVersion is the version the review has once written.
func (r Review) RecordVersion() int { return r.Version }

// NewReview is a review that was submitted at now and waits for its machine.
func NewReview(caseID string, seq int, kind Kind, c chain.Chain, now time.Time) Review {
	return Review{CaseID: caseID, Seq: seq, Kind: kind, ChainName: c.Name(), ChainVersion: c.Version(),
		State: Moving, Round: 1, Attempt: 1, Stage: 1, Next: now, Started: now, Version: 1}
}

// Hold makes a new review wait for the account it was sent together with (A6).
func (r Review) Hold() Review {
	r.State, r.Next = ReviewHeld, time.Time{}
	return r
}

// Release starts a held review on the chain of the organisation as confirmed.
func (r Review) Release(c chain.Chain, now time.Time) (Review, error) {
	if r.State != ReviewHeld {
		return r, refused("release", r)
	}
	r.ChainName, r.ChainVersion = c.Name(), c.Version()
	r.State, r.Next = Moving, now
	r.Version++
	return r, nil
}

// Close ends a held review together with the account that was refused.
func (r Review) Close() (Review, error) {
	if r.State != ReviewHeld {
		return r, refused("close", r)
	}
	r.State = ReviewRejected
	r.Version++
	return r, nil
}

// Chain is the chain the review started with. One about an account has no 退回
// (fig. 78).
func (r Review) Chain() (chain.Chain, error) {
	c, err := chain.Lookup(r.ChainName, r.ChainVersion)
	if r.Kind.Account() {
		c = c.ForAccounts()
	}
	return c, err
}

// Execution names the state machine's execution for the current attempt.
func (r Review) Execution() string { return ExecutionName(r.CaseID, r.Seq, r.Round, r.Attempt) }

// ExecutionName is the name an attempt's execution bears: after the random case
// id, never after the number (architecture, Ids only).
func ExecutionName(caseID string, review, round, attempt int) string {
	return fmt.Sprintf("%s-%d-%d-%d", caseID, review, round, attempt)
}

// Open marks the stage the machine asked for as waiting for its party.
func (r Review) Open() (Review, error) {
	if r.State != Moving || r.Outcome != "" {
		return r, refused("open", r)
	}
	r.State, r.Next = Waiting, time.Time{}
	r.Version++
	return r, nil
}

// Decide records the answer at the open stage and says what the machine owes
// next. An answer the chain lacks is refused (trust 6, 7).
func (r Review) Decide(a chain.Answer, now time.Time) (Review, error) {
	if r.State != Waiting {
		return r, refused("decide", r)
	}
	c, err := r.Chain()
	if err != nil {
		return r, err
	}
	step, err := c.Next(r.Stage, a)
	if err != nil {
		return r, &fault.Error{Code: fault.Invalid, Op: "casefile.Decide", Message: "這個審核結果不適用於目前的關卡。", Err: err}
	}
	if step.Concluded() {
		r.Outcome = step.Outcome
	} else {
		r.Stage = step.Stage
	}
	r.State, r.Next = Moving, now
	r.Version++
	return r, nil
}

// Conclude marks the decided outcome as applied. After 退回 the review waits for
// the applicant, otherwise it is over.
func (r Review) Conclude() (Review, error) {
	if r.State != Moving || r.Outcome == "" {
		return r, refused("conclude", r)
	}
	switch r.Outcome {
	case chain.Approved:
		r.State = ReviewApproved
	case chain.Rejected:
		r.State = ReviewRejected
	case chain.Returned:
		r.State = ReviewReturned
	default:
		return r, fault.Newf(fault.Internal, "outcome %q", r.Outcome)
	}
	r.Next = time.Time{}
	r.Version++
	return r, nil
}

// Resubmit opens the next round at the first stage (C2).
func (r Review) Resubmit(now time.Time) (Review, error) {
	if r.State != ReviewReturned {
		return r, refused("resubmit", r)
	}
	r.State, r.Outcome, r.Next = Moving, "", now
	r.Round, r.Attempt, r.Stage = r.Round+1, 1, 1
	r.Version++
	return r, nil
}

// Restart asks for a new execution of the round the machine has lost.
func (r Review) Restart(now time.Time) (Review, error) {
	if r.State != Moving {
		return r, refused("restart", r)
	}
	r.Attempt++
	r.Next = now
	r.Version++
	return r, nil
}

// Withdraw ends the review for its applicant, unless the last decision has
// been taken already (C8).
func (r Review) Withdraw() (Review, error) {
	undecided := r.Outcome == "" || r.State == ReviewReturned
	if r.State.Over() || r.State == ReviewHeld || !undecided {
		return r, refused("withdraw", r)
	}
	r.State, r.Outcome, r.Next = ReviewWithdrawn, "", time.Time{}
	r.Version++
	return r, nil
}

// End ends a review whose matter has ended otherwise: the service was taken down,
// or has gone on to a step the review was not for. A decision that was not
// applied yet has no effect any more.
func (r Review) End() (Review, error) {
	if r.State.Over() || r.State == ReviewHeld {
		return r, refused("end", r)
	}
	r.State, r.Outcome, r.Next = ReviewWithdrawn, "", time.Time{}
	r.Version++
	return r, nil
}

// Answered reports whether the stage with that order has its answer in the
// current round.
func (r Review) Answered(order int) bool {
	return order < r.Stage || (order == r.Stage && r.Outcome != "")
}

func refused(act string, r Review) error {
	return fault.Newf(fault.Conflict, "%s a review that is %s at stage %d", act, r.State, r.Stage)
}
