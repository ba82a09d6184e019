package onboarding_test

import (
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

// spot is the stage that is open now.
func spot(t *testing.T, w *portaltest.World, caseID string) onboarding.Spot {
	t.Helper()
	_, r := dossier(t, w, caseID)
	return onboarding.Spot{CaseID: caseID, Review: r.Seq, Round: r.Round, Stage: r.Stage}
}

func stageAt(t *testing.T, w *portaltest.World, at onboarding.Spot) casefile.Stage {
	t.Helper()
	d, _ := dossier(t, w, at.CaseID)
	stage, ok := d.Stage(at.Review, at.Round, at.Stage)
	if !ok {
		t.Fatalf("no stage %+v", at)
	}
	return stage
}

func TestF7_WhoMayTakeACaseOn(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	byMail := w.Bureau
	byMail.Level = account.LevelMail
	for _, c := range []struct {
		name string
		who  account.Actor
		want fault.Code
	}{
		{"the party whose turn it is", w.Bureau, ""},
		{"no party before its turn", w.Ops, fault.Conflict},
		{"nor the applicant", w.Officer, fault.Forbidden},
		{"nor a colleague while somebody has it", w.Bureau2, fault.Conflict},
		{"nor who signed in by mail (A7)", byMail, fault.Forbidden},
	} {
		if _, err := w.Claim(t.Context(), c.who, spot(t, w, caseID)); fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	elsewhere := spot(t, w, caseID)
	elsewhere.Round = 7
	if _, err := w.Claim(t.Context(), w.Bureau, elsewhere); !fault.Is(err, fault.NotFound) {
		t.Errorf("a stage that does not exist: %v", err)
	}
}

func TestC9_AClaimRefusesNobodysDecision(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	at, seen := spot(t, w, caseID), ballot(t, w, caseID, chain.Approve)
	if _, err := w.Claim(t.Context(), w.Bureau, at); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Release(t.Context(), w.Bureau2, at); err != nil {
		t.Fatalf("a colleague releases: %v", err)
	}
	if _, err := w.Claim(t.Context(), w.Bureau2, at); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Decide(t.Context(), w.Bureau, seen); err != nil {
		t.Errorf("a decision on the page shown before the claims: %v", err)
	}
	if stage := stageAt(t, w, at); stage.HolderID != "" {
		t.Errorf("after the decision %s still has it", stage.Holder)
	}
	if _, err := w.Claim(t.Context(), w.Bureau, at); !fault.Is(err, fault.Conflict) {
		t.Errorf("a claim after the decision: %v", err)
	}
}

func TestF7_OfManyWhoClaimOneHasIt(t *testing.T) {
	t.Parallel()
	first, _, caseID := submitted(t)
	for range 100 {
		w := first.Copy()
		at, seen := spot(t, w, caseID), ballot(t, w, caseID, chain.Approve)
		var race sync.WaitGroup
		claims := make([]error, 4)
		for i := range claims {
			who := []account.Actor{w.Bureau, w.Bureau2}[i%2]
			race.Go(func() { _, claims[i] = w.Claim(t.Context(), who, at) })
		}
		var decided error
		race.Go(func() { _, decided = w.Decide(t.Context(), w.Bureau, seen) })
		race.Wait()
		if decided != nil {
			t.Fatalf("claims kept a decision from being taken: %v", decided)
		}
		for _, err := range claims {
			if err != nil && !fault.Is(err, fault.Conflict) {
				t.Fatal(err)
			}
		}
		stage := stageAt(t, w, at)
		log, err := w.Store.Log(t.Context(), "desk/"+caseID+"/1/1/1")
		if err != nil || len(log) != stage.Acts || len(log) > 1 {
			t.Fatalf("%d claims are in the history of %d, %v", len(log), stage.Acts, err)
		}
		if err := audit.Verify("desk/"+caseID+"/1/1/1", log, audit.Head{Seq: stage.Acts, Hash: stage.LogHash}); err != nil {
			t.Fatal(err)
		}
	}
}
