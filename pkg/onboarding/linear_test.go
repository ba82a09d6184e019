package onboarding_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// start is where races begin.
type start struct {
	world *portaltest.World
	draft string
	state whole
}

// starts are a draft that is ready to be sent, cases that wait at each stage but
// the second, and one that was returned.
func starts(t *testing.T) []start {
	t.Helper()
	w := portaltest.NewWorld(t)
	draft := w.Draft(t, w.Officer, portaltest.Application())
	begun := func(at sight, answers ...chain.Answer) start {
		w := w.Copy()
		number, err := w.Submit(t.Context(), w.Officer, draft)
		if err != nil {
			t.Fatal(err)
		}
		w.Settle(t)
		id, err := w.Store.Claimed(t.Context(), onboarding.NumberClaim, number)
		if err != nil {
			t.Fatal(err)
		}
		for n, answer := range answers {
			decide(t, w, []account.Actor{w.Bureau, w.Ops, w.Bureau}[n], id, answer)
		}
		return start{w, draft, whole{number: number, sight: at}}
	}
	returned := begun(sight{phase: "returned", round: 1, stage: 1}, chain.Return)
	returned.state.draft = 1
	return []start{{w, draft, whole{}}, returned,
		begun(sight{phase: "waiting", round: 1, stage: 1}),
		begun(sight{phase: "waiting", round: 1, stage: 3}, chain.Approve, chain.Approve),
		begun(sight{phase: "waiting", round: 1, stage: 4}, chain.Approve, chain.Approve, chain.Approve)}
}

// explain prints a history in the order of its acts.
func explain(history []porcupine.Operation) string {
	var b strings.Builder
	for _, op := range history {
		fmt.Fprintf(&b, "%5d–%-5d %+v → %+v\n", op.Call, min(op.Return, 99999), op.Input, op.Output)
	}
	return b.String()
}

// TestTrust1_RacingHistoriesAreLinearizable plays two thousand races and has each
// checked against the model: every act is as if it had happened at one moment.
func TestTrust1_RacingHistoriesAreLinearizable(t *testing.T) {
	t.Parallel()
	const histories = 2000
	from := starts(t)
	seen := map[string]int{}
	for seed := range uint64(histories) {
		begin := from[seed%uint64(len(from))]
		p := newPlay(t, begin, seed, nil)
		history := p.race()
		if got := porcupine.CheckOperationsTimeout(model(begin.state), history, time.Minute); got != porcupine.Ok {
			t.Fatalf("history %d is %s:\n%s", seed, got, explain(history))
		}
		if seed%50 == 0 {
			if found := booked(t, p.World).Check(nil, store.Passing); found != nil {
				t.Fatalf("history %d leaves %v", seed, found)
			}
		}
		for _, op := range history {
			in, out := op.Input.(asked), op.Output.(told)
			seen[in.act+" "+string(out.code)]++
		}
		seen["ends "+history[len(history)-2].Output.(told).sight.phase]++
	}
	t.Logf("%v", seen)
	for _, want := range []string{"submit ", "decide ", "decide conflict", "decide unavailable", "withdraw ", "edit ", "edit conflict", "resubmit ",
		"ends approved", "ends rejected", "ends withdrawn", "ends returned", "ends waiting"} {
		if seen[want] == 0 {
			t.Errorf("no history has %q", want)
		}
	}
}
