package onboarding_test

import (
	"sync"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// attest signs what is over and returns all days.
func attest(t *testing.T, w *portaltest.World, want int) []audit.SignedDay {
	t.Helper()
	done, err := w.Attest(t.Context())
	if err != nil || done != want {
		t.Fatalf("%d days signed, want %d: %v", done, want, err)
	}
	days := w.Archive.Days()
	if err := audit.VerifyDays(days, w.Archive.Verify); err != nil {
		t.Fatal(err)
	}
	return days
}

func TestF8_EveryDayIsSignedOnceItIsOver(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	today := calendar.Today(w.Clock.Now())
	days := attest(t, w, 1)
	if days[0].Day.Date != today.AddDays(-1) {
		t.Errorf("the first day signed is %s", days[0].Day.Date)
	}
	attest(t, w, 0)
	w.Clock.Set(today.End().Add(10 * time.Minute))
	attest(t, w, 0) // a request may still be under way
	w.Clock.Set(today.End().Add(time.Hour))
	days = attest(t, w, 1)
	_, r := dossier(t, w, caseID)
	found := false
	for _, end := range days[1].Day.Ends {
		if end.Object == "review/"+caseID+"/1" {
			found = end.Head == audit.Head{Seq: r.Version, Hash: r.LogHash}
		}
	}
	if !found {
		t.Errorf("where the review's history ended is not signed: %+v", days[1].Day)
	}
	w.Clock.Advance(5 * 24 * time.Hour)
	days = attest(t, w, 5) // what was missed
	if last := days[len(days)-1].Day; last.Entries != 0 || last.Ends != nil {
		t.Errorf("on a day without acts %+v is signed", last)
	}
}

func TestF8_TwoWhoSignAtOnceKeepOneDay(t *testing.T) {
	t.Parallel()
	w, _, _ := submitted(t)
	w.Clock.Advance(48 * time.Hour)
	attest(t, w, 1)
	w.Clock.Advance(72 * time.Hour)
	var race sync.WaitGroup
	for range 8 {
		race.Go(func() {
			if _, err := w.Attest(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	race.Wait()
	if days := attest(t, w, 0); len(days) != 4 {
		t.Errorf("%d days are kept", len(days))
	}
}

// A whole world's table holds, and holds what was signed of it.
func TestF8_TheWholeTableIsVerified(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	w.Clock.Advance(24 * time.Hour)
	attest(t, w, 1)
	approved(t, w, caseID)
	halfIn(t, w, w.Officer)
	w.Clock.Advance(24 * time.Hour)
	attest(t, w, 1)
	if found := booked(t, w).Check(w.Archive.Days(), store.Passing); found != nil {
		t.Errorf("%v", found)
	}
}

// booked is a ledger of the world's whole table.
func booked(t *testing.T, w *portaltest.World) *audit.Ledger {
	t.Helper()
	l := audit.NewLedger()
	for _, item := range w.Table.Items() {
		if err := store.Book(l, item); err != nil {
			t.Fatal(err)
		}
	}
	return l
}
