//go:build emulator

package flow_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/wiring"
	"mydata.nat.gov.tw/portal/test/flow/live"
)

// TestC7_OfRacingDecisionsOneWins lets 64 different decisions about one stage
// loose at once, ten times over.
func TestC7_OfRacingDecisionsOneWins(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	cast := p.Cast(t)
	for round := range 10 {
		t.Run(fmt.Sprintf("round %d", round+1), func(t *testing.T) {
			t.Parallel()
			x := p.File(t, cast, live.Later())
			x.AwaitStage(t, live.Soon, 1, 1)
			winners, losses := race(t, p, x, 64)
			if len(winners) != 1 {
				t.Fatalf("%d decisions won", len(winners))
			}
			winner := winners[0]
			for _, lost := range losses {
				told := fault.MessageOf(lost)
				if !fault.Is(lost, fault.Conflict) || !strings.Contains(told, winner.Actor) || !strings.Contains(told, winner.Answer.Label()) {
					t.Errorf("a loser is told %q (%v), and not that %s answered %s", told, lost, winner.Actor, winner.Answer.Label())
				}
			}
			checkOneDecision(t, p, x, winner)
		})
	}
}

// race lets two people send n ballots with all answers at once, and returns the
// stages of those that were taken and the errors of the others.
func race(t *testing.T, p *live.Portal, x live.Paper, n int) (winners []casefile.Stage, losses []error) {
	t.Helper()
	seen := x.Ballot(t, chain.Approve)
	people := []account.Actor{x.Bureau, x.Bureau2}
	answers := []chain.Answer{chain.Approve, chain.Reject, chain.Return}
	var (
		runners sync.WaitGroup
		mu      sync.Mutex
		start   = make(chan struct{})
	)
	for i := range n {
		runners.Go(func() {
			b := seen
			b.Answer, b.FormKey = answers[i%len(answers)], wiring.NewID()
			<-start
			stage, err := p.Decide(t.Context(), people[i%len(people)], b)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				losses = append(losses, err)
			} else {
				winners = append(winners, stage)
			}
		})
	}
	close(start)
	runners.Wait()
	return winners, losses
}

// checkOneDecision holds the review's history against the one decision, and
// waits for where it leads.
func checkOneDecision(t *testing.T, p *live.Portal, x live.Paper, winner casefile.Stage) {
	t.Helper()
	d, _ := x.Dossier(t)
	if stage, _ := d.Stage(1, 1, 1); stage.Answer != winner.Answer || stage.ActorID != winner.ActorID {
		t.Errorf("the stage says %s by %s, the winner was told %s", stage.Answer, stage.Actor, winner.Answer)
	}
	log, err := p.Store.Log(t.Context(), "review/"+x.ID+"/1")
	if err != nil {
		t.Fatal(err)
	}
	decided := 0
	for _, entry := range log {
		if entry.Act == "review.decide" {
			decided++
		}
	}
	if decided != 1 {
		t.Errorf("the history has %d decisions", decided)
	}
	switch winner.Answer {
	case chain.Approve:
		x.AwaitStage(t, live.Soon, 1, 2)
	case chain.Reject:
		x.AwaitState(t, live.Soon, casefile.Refused)
	default:
		x.AwaitState(t, live.Soon, casefile.Returned)
	}
}
