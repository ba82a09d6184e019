package storetest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// racers is how many decide on one stage at once.
const racers = 64

// race lets many decide on one stage at the same time, over and over: one wins,
// the others are told Conflict, and what stands is the winner's, whole.
func race(t *testing.T, b bench, rounds int) {
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // the losers of a round wait for each other
	defer cancel()
	for round := range rounds {
		id := fmt.Sprintf("case%d", round)
		review := casefile.Review{CaseID: id, Seq: 1, State: casefile.Waiting, Round: 1, Stage: 1, Version: 1}
		b.commit(t, change(id, casefile.Case{ID: id, OrganisationID: "o", Version: 1}, review, waiting(id, "ops", noon)))
		errs := make([]error, racers)
		var all sync.WaitGroup
		for i := range racers {
			all.Go(func() { errs[i] = b.Commit(ctx, decision(id, review, fmt.Sprint(i))) })
		}
		all.Wait()
		winner := ""
		for i, err := range errs {
			if err == nil && winner == "" {
				winner = fmt.Sprint(i)
			} else {
				wantCode(t, err, fault.Conflict)
			}
		}
		d, err := b.Dossier(t.Context(), id)
		if err != nil || winner == "" || d.Stages[0].ActorID != winner || d.Stages[0].Version != 2 || d.Reviews[0].Version != 2 {
			t.Fatalf("round %d: winner %q, stands %+v, %v", round, winner, d, err)
		}
		log, err := b.Log(t.Context(), "review/"+id)
		if err != nil || len(log) != 1 || log[0].Actor.AccountID != winner {
			t.Fatalf("round %d: winner %q, history %+v, %v", round, winner, log, err)
		}
	}
}

// decision is one racer's change: stage, review, audit entry and event.
func decision(id string, review casefile.Review, actor string) onboarding.Tx {
	stage := waiting(id, "ops", noon).Decide(casefile.Decision{Answer: "approve"}, actor, "", noon)
	review.State, review.Next = casefile.Moving, noon
	review.Version++
	e := entry("review/"+id, 2)
	e.Actor = audit.Actor{AccountID: actor, Role: "ops"}
	return onboarding.Tx{
		Puts:   []onboarding.Record{stage, review},
		Audit:  []audit.Entry{audit.Seal("", e)},
		Outbox: []onboarding.Event{{ID: id + "-" + actor, Kind: onboarding.Answer, CaseID: id, Due: noon}},
	}
}
