package chain

import (
	"fmt"
	"slices"
)

// Outcome is how a round ends. Its value is the one stored with the review.
type Outcome string

// The three ends. Returned ends the round but not the review: the applicant
// corrects, and the next round starts at stage 1 (C2).
const (
	Approved Outcome = "approved"
	Rejected Outcome = "rejected"
	Returned Outcome = "returned"
)

// Step is what follows an answer: either the order of the next Stage, or an
// Outcome with Stage 0.
type Step struct {
	Stage   int
	Outcome Outcome
}

// Concluded says whether the round ends here.
func (s Step) Concluded() bool { return s.Outcome != "" }

// Next follows an answer given at the stage with that order, counted from 1.
// A value that is no answer wraps ErrUnknown, an edge that the chain lacks
// ErrNoEdge; neither changes anything.
func (c Chain) Next(order int, a Answer) (Step, error) {
	if _, err := ParseAnswer(string(a)); err != nil {
		return Step{}, err
	}
	if _, err := c.Stage(order); err != nil {
		return Step{}, err
	}
	if !slices.Contains(c.Answers(), a) {
		return Step{}, fmt.Errorf("chain %s for accounts, answer %q: %w", c.ID(), a, ErrNoEdge)
	}
	switch {
	case a == Reject:
		return Step{Outcome: Rejected}, nil
	case a == Return:
		return Step{Outcome: Returned}, nil
	case order == len(c.stages):
		return Step{Outcome: Approved}, nil
	}
	return Step{Stage: order + 1}, nil
}
