package onboarding_test

import (
	"strings"
	"sync"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// TestC7_OneOfManyDecisionsCounts races 64 people on one stage, 200 times.
func TestC7_OneOfManyDecisionsCounts(t *testing.T) {
	t.Parallel()
	const racers, rounds = 64, 200
	first, _, caseID := submitted(t)
	for range rounds {
		w := first.Copy()
		ballots := make([]onboarding.Ballot, racers)
		for i := range ballots {
			ballots[i] = ballot(t, w, caseID, []chain.Answer{chain.Approve, chain.Reject, chain.Return}[i%3])
		}
		results := make([]error, racers)
		var race sync.WaitGroup
		for i, b := range ballots {
			race.Go(func() {
				who := w.Bureau
				if i%2 == 1 {
					who = w.Bureau2
				}
				_, results[i] = w.Decide(t.Context(), who, b)
			})
		}
		race.Wait()
		won := 0
		for _, err := range results {
			switch {
			case err == nil:
				won++
			case !fault.Is(err, fault.Conflict):
				t.Fatalf("a loser gets %v", err)
			case !strings.Contains(fault.MessageOf(err), "審核，結果為"):
				t.Fatalf("a loser is not told what won: %q", fault.MessageOf(err))
			}
		}
		if won != 1 {
			t.Fatalf("%d of %d decisions won", won, racers)
		}
		_, r := dossier(t, w, caseID)
		log, err := w.Store.Log(t.Context(), "review/"+caseID+"/1")
		if err != nil {
			t.Fatal(err)
		}
		if err := audit.Verify("review/"+caseID+"/1", log, audit.Head{Seq: r.Version, Hash: r.LogHash}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestARepeatedFormIsShownTheFirstResult(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	b := ballot(t, w, caseID, chain.Approve)
	for range 3 {
		stage, err := w.Decide(t.Context(), w.Bureau, b)
		if err != nil || stage.Answer != chain.Approve {
			t.Fatalf("%q, %v", stage.Answer, err)
		}
	}
	if _, err := w.Decide(t.Context(), w.Bureau2, b); !fault.Is(err, fault.Conflict) {
		t.Errorf("another person with the same form: %v", err)
	}
}

func TestC1_WhatADecisionNeeds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		stages  int // approved before
		change  func(*onboarding.Ballot)
		refused string // control at fault, "" for none
	}{
		{"approval without an opinion is enough", 0, func(b *onboarding.Ballot) { b.Opinion = "" }, ""},
		{"refusal needs an opinion", 0, func(b *onboarding.Ballot) { b.Answer, b.Opinion = chain.Reject, "  " }, onboarding.FieldOpinion},
		{"return needs an opinion", 0, func(b *onboarding.Ballot) { b.Answer, b.Opinion = chain.Return, "" }, onboarding.FieldOpinion},
		{"no answer is no answer", 0, func(b *onboarding.Ballot) { b.Answer = "" }, onboarding.FieldAnswer},
		{"an unknown answer is never a refusal", 0, func(b *onboarding.Ballot) { b.Answer = "no" }, onboarding.FieldAnswer},
		{"an unknown answer asks for no opinion", 0, func(b *onboarding.Ballot) { b.Answer, b.Opinion = "no", "" }, onboarding.FieldAnswer},
		{"an opinion has an end", 0, func(b *onboarding.Ballot) { b.Opinion = strings.Repeat("字", 2001) }, onboarding.FieldOpinion},
		{"C4 the letter stage needs a date", 2, func(b *onboarding.Ballot) { b.Official = &casefile.Official{Number: "一"} }, onboarding.FieldLetterDate},
		{"C4 and a number", 2, func(b *onboarding.Ballot) { b.Official.Number = " " }, onboarding.FieldLetterNumber},
		{"C4 but not to return", 2, func(b *onboarding.Ballot) { b.Answer, b.Official = chain.Return, nil }, ""},
		{"C4 moda confirms the receipt", 3, func(b *onboarding.Ballot) { b.Received = false }, onboarding.FieldReceived},
		{"C4 but not to refuse", 3, func(b *onboarding.Ballot) { b.Answer, b.Received = chain.Reject, false }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w, _, caseID := submitted(t)
			people := []account.Actor{w.Bureau, w.Ops, w.Bureau, w.Moda}
			for _, who := range people[:c.stages] {
				decide(t, w, who, caseID, chain.Approve)
			}
			b := ballot(t, w, caseID, chain.Approve)
			c.change(&b)
			_, err := w.Decide(t.Context(), people[c.stages], b)
			fields := fault.FieldsOf(err)
			switch {
			case c.refused == "" && err != nil:
				t.Errorf("refused: %v %v", err, fields)
			case c.refused != "" && (len(fields) != 1 || fields[0].Control != c.refused):
				t.Errorf("got %v %v, want a fault at %s", err, fields, c.refused)
			}
		})
	}
}

func TestC10_WhoMayDecide(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	byMail := w.Bureau
	byMail.Level = account.LevelMail
	moved := w.Ops // a person of ops who was of the authority when they reviewed
	moved.AccountID = w.Bureau.AccountID
	moved.Epoch = w.Bureau.Epoch
	foreign := w.Bureau
	foreign.OrganisationID = "another authority"
	for _, c := range []struct {
		name   string
		who    account.Actor
		stages int
		want   fault.Code
	}{
		{"the applicant does not", w.Officer, 0, fault.Forbidden},
		{"another party waits for its turn", w.Ops, 0, fault.Conflict},
		{"another authority knows nothing of it", foreign, 0, fault.NotFound},
		{"a mailed code is not enough (A7)", byMail, 0, fault.Forbidden},
		{"nobody decides for two parties", moved, 1, fault.Forbidden},
		{"the same officer may record the letter", w.Bureau, 2, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, _, caseID := submitted(t)
			for _, who := range []account.Actor{w.Bureau, w.Ops}[:c.stages] {
				decide(t, w, who, caseID, chain.Approve)
			}
			if _, err := w.Decide(t.Context(), c.who, ballot(t, w, caseID, chain.Approve)); fault.CodeOf(err) != c.want {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestC9_ADecisionAboutAnOldPageIsRefused(t *testing.T) {
	t.Parallel()
	w, number, caseID := submitted(t)
	old := ballot(t, w, caseID, chain.Approve)
	decide(t, w, w.Bureau, caseID, chain.Return)
	if err := w.Resubmit(t.Context(), w.Officer, number); err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	if _, err := w.Decide(t.Context(), w.Bureau2, old); !fault.Is(err, fault.Conflict) {
		t.Errorf("an answer about round 1 in round 2: %v", err)
	}
	seen := ballot(t, w, caseID, chain.Approve)
	seen.Seen--
	if _, err := w.Decide(t.Context(), w.Bureau, seen); !fault.Is(err, fault.Conflict) {
		t.Errorf("an answer about another version: %v", err)
	}
}

func TestADisabledReviewerDecidesNothing(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	b := ballot(t, w, caseID, chain.Approve)
	if err := w.SetPassword(t.Context(), w.Bureau.AccountID, portaltest.Password); err != nil { // ends all sessions
		t.Fatal(err)
	}
	if _, err := w.Decide(t.Context(), w.Bureau, b); !fault.Is(err, fault.Conflict) {
		t.Errorf("a session of an older epoch decides: %v", err)
	}
}
