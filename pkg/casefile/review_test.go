package casefile_test

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

var now = time.Date(2024, 3, 15, 2, 0, 0, 0, time.UTC)

// event is something that can happen to a review.
type event struct {
	name string
	do   func(casefile.Review) (casefile.Review, error)
}

var events = []event{
	{"open", casefile.Review.Open},
	{"approve", func(r casefile.Review) (casefile.Review, error) { return r.Decide(chain.Approve, now) }},
	{"reject", func(r casefile.Review) (casefile.Review, error) { return r.Decide(chain.Reject, now) }},
	{"return", func(r casefile.Review) (casefile.Review, error) { return r.Decide(chain.Return, now) }},
	{"conclude", casefile.Review.Conclude},
	{"resubmit", func(r casefile.Review) (casefile.Review, error) { return r.Resubmit(now) }},
	{"restart", func(r casefile.Review) (casefile.Review, error) { return r.Restart(now) }},
	{"withdraw", casefile.Review.Withdraw},
}

// allowed is the table of the package comment by hand: the events that a state
// takes. "decided" is moving with an outcome.
var allowed = map[string]map[string]bool{
	"moving":    {"open": true, "restart": true, "withdraw": true},
	"decided":   {"conclude": true, "restart": true},
	"waiting":   {"approve": true, "reject": true, "return": true, "withdraw": true},
	"returned":  {"resubmit": true, "withdraw": true},
	"approved":  {},
	"rejected":  {},
	"withdrawn": {},
}

func named(r casefile.Review) string {
	if r.State == casefile.Moving && r.Outcome != "" {
		return "decided"
	}
	return string(r.State)
}

// TestEveryEventInEveryState walks all states that can be reached on each chain
// and tries every event in each.
func TestEveryEventInEveryState(t *testing.T) {
	t.Parallel()
	for _, c := range chain.All() {
		seen := map[string]bool{}
		states := map[string]bool{}
		todo := []casefile.Review{casefile.NewReview("case", 1, casefile.TestKind, c, now)}
		for len(todo) > 0 {
			r := todo[0]
			todo = todo[1:]
			id := r.Execution() + named(r) + string(rune('0'+r.Stage)) + string(r.Outcome)
			if seen[id] || r.Round > 2 || r.Attempt > 2 {
				continue
			}
			seen[id], states[named(r)] = true, true
			for _, e := range events {
				next, err := e.do(r)
				if ok := err == nil; ok != allowed[named(r)][e.name] {
					t.Errorf("%s: %s in state %s: %v", c.ID(), e.name, named(r), err)
				}
				switch {
				case err == nil && next.Version != r.Version+1:
					t.Errorf("%s: %s takes version %d to %d", c.ID(), e.name, r.Version, next.Version)
				case err == nil && (named(next) == "moving" || named(next) == "decided") == next.Next.IsZero():
					t.Errorf("%s: after %s the review is %s and next is %v", c.ID(), e.name, named(next), next.Next)
				case err != nil && next != r:
					t.Errorf("%s: a refused %s changes the review", c.ID(), e.name)
				case err == nil:
					todo = append(todo, next)
				}
			}
		}
		for state := range allowed {
			if !states[state] {
				t.Errorf("%s never reaches %s", c.ID(), state)
			}
		}
	}
}

func TestAnUnknownAnswerChangesNothing(t *testing.T) {
	t.Parallel()
	c, err := chain.For(chain.Full, true)
	if err != nil {
		t.Fatal(err)
	}
	r, err := casefile.NewReview("case", 1, casefile.TestKind, c, now).Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, answer := range []chain.Answer{"", "no", "APPROVE", "approve "} {
		if next, err := r.Decide(answer, now); !fault.Is(err, fault.Invalid) || next != r {
			t.Errorf("answer %q: %v", answer, err)
		}
	}
}

func TestC2_AResubmissionStartsAtTheFirstStage(t *testing.T) {
	t.Parallel()
	r := casefile.Review{ChainName: chain.Full, ChainVersion: 1, State: casefile.ReviewReturned, Round: 2, Attempt: 3, Stage: 3,
		Outcome: chain.Returned, Version: 9}
	next, err := r.Resubmit(now)
	if err != nil {
		t.Fatal(err)
	}
	if next.Round != 3 || next.Stage != 1 || next.Attempt != 1 || next.Outcome != "" || next.State != casefile.Moving {
		t.Errorf("%+v", next)
	}
}
