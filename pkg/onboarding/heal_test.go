package onboarding_test

import (
	"sync"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// reconcile lets so much time pass that everything stuck counts as stuck, and
// heals.
func reconcile(t *testing.T, w *portaltest.World) {
	t.Helper()
	w.Clock.Advance(3 * time.Minute)
	if _, err := w.Reconcile(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
}

// TestReviewsHealByThemselves breaks the machine in every way the real one can
// break, and expects the review to end as if nothing had been, with every mail
// sent once.
func TestReviewsHealByThemselves(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		harm func(*testing.T, *portaltest.World, string)
	}{
		{"the machine dies while a stage waits", func(t *testing.T, w *portaltest.World, caseID string) {
			w.Machine.StopAll()
		}},
		{"the answer of a decision is lost", func(t *testing.T, w *portaltest.World, caseID string) {
			w.Machine.LoseAnswer = 1
		}},
		{"open fails for the next stage", func(t *testing.T, w *portaltest.World, caseID string) {
			w.Machine.LoseOpen = 1
		}},
		{"open fails three times", func(t *testing.T, w *portaltest.World, caseID string) {
			w.Machine.LoseOpen = 3
		}},
		{"the answer is lost and then the machine dies", func(t *testing.T, w *portaltest.World, caseID string) {
			w.Machine.LoseAnswer = 1
			decide(t, w, w.Ops, caseID, chain.Approve)
			w.Machine.StopAll()
			reconcile(t, w)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w, _, caseID := submitted(t)
			decide(t, w, w.Bureau, caseID, chain.Approve)
			c.harm(t, w, caseID)
			for _, who := range []account.Actor{w.Ops, w.Bureau, w.Moda} {
				d, r := dossier(t, w, caseID)
				if stage, ok := d.OpenStage(r); !ok || stage.PartyID != who.OrganisationID {
					continue
				}
				decide(t, w, who, caseID, chain.Approve)
				for range 4 {
					reconcile(t, w)
				}
			}
			d, r := dossier(t, w, caseID)
			if d.Case.State != casefile.Approved {
				t.Fatalf("the case is %s, its review %s at stage %d, attempt %d", d.Case.State, r.State, r.Stage, r.Attempt)
			}
			if got := len(subjects(w, w.Ops)); got != 1 {
				t.Errorf("ops got %d mails about one stage", got)
			}
			if got := len(subjects(w, w.Moda)); got != 1 {
				t.Errorf("moda got %d mails about one stage", got)
			}
			if got := len(subjects(w, w.Officer)); got != 2 {
				t.Errorf("the officer got %d mails, want receipt and approval", got)
			}
			if got := w.Machine.Alive(); got != 0 {
				t.Errorf("%d executions are left", got)
			}
		})
	}
}

func TestAWaitingReviewIsNotRestarted(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	for range 5 {
		reconcile(t, w)
	}
	if _, r := dossier(t, w, caseID); r.Attempt != 1 || r.State != casefile.Waiting {
		t.Errorf("attempt %d, %s", r.Attempt, r.State)
	}
}

func TestAStaleExecutionChangesNothing(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	w.Machine.LoseOpen = 1
	decide(t, w, w.Bureau, caseID, chain.Approve)
	reconcile(t, w)
	_, before := dossier(t, w, caseID)
	if before.Attempt != 2 || before.State != casefile.Waiting {
		t.Fatalf("attempt %d, %s", before.Attempt, before.State)
	}
	stale := onboarding.OpenStage{CaseID: caseID, Review: 1, Round: 1, Attempt: 1, Stage: 2, Token: "an old token"}
	for range 2 {
		if err := w.OpenStage(t.Context(), stale); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Conclude(t.Context(), onboarding.Run{CaseID: caseID, Review: 1, Round: 1, Attempt: 1}); err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	if _, after := dossier(t, w, caseID); after != before {
		t.Errorf("before %+v\nafter  %+v", before, after)
	}
}

func TestARepeatedOpenWaitsForTheNewestToken(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	seen := ballot(t, w, caseID, chain.Approve)
	again := onboarding.OpenStage{CaseID: caseID, Review: 1, Round: 1, Attempt: 1, Stage: 1, Token: "the token of a retry"}
	if err := w.OpenStage(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	if got := len(subjects(w, w.Bureau)); got != 1 {
		t.Errorf("the retry mailed the party again: %d mails", got)
	}
	if _, err := w.Decide(t.Context(), w.Bureau, seen); err != nil {
		t.Errorf("a page shown before the retry is refused: %v", err)
	}
}

func TestEveryEventDeliveredTwiceAtOnceMailsOnce(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	if _, err := w.Decide(t.Context(), w.Bureau, ballot(t, w, caseID, chain.Approve)); err != nil {
		t.Fatal(err)
	}
	for range 40 {
		events, err := w.Store.Overdue(t.Context(), w.Clock.Now().Add(time.Second), 50)
		if err != nil {
			t.Fatal(err)
		}
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				for _, e := range events {
					if err := w.Deliver(t.Context(), e.ID, e.Due); err != nil {
						t.Error(err)
					}
				}
			})
		}
		both.Wait()
		worked, err := w.Machine.Work(t.Context(), w.Service)
		if err != nil {
			t.Fatal(err)
		}
		if len(events) == 0 && !worked {
			break
		}
	}
	for _, who := range []account.Actor{w.Ops, w.Ops2} {
		if got := len(subjects(w, who)); got != 1 {
			t.Errorf("%s got %d mails", who.Login, got)
		}
	}
}

func TestMailThatIsRefusedWaitsAndIsNotDropped(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	w.Mail.Forget()
	w.Mail.Refuse(fault.New(fault.Unavailable, ""))
	if _, err := w.Decide(t.Context(), w.Bureau, ballot(t, w, caseID, chain.Return)); err != nil {
		t.Fatal(err)
	}
	failed := 0
	for range 10 {
		events, err := w.Store.Overdue(t.Context(), w.Clock.Now().Add(time.Second), 50)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			if w.Deliver(t.Context(), e.ID, e.Due) != nil {
				failed++
			}
		}
		if _, err := w.Machine.Work(t.Context(), w.Service); err != nil {
			t.Fatal(err)
		}
	}
	if failed != 1 {
		t.Fatalf("%d deliveries failed, want the one mail", failed)
	}
	w.Mail.Refuse(nil)
	w.Clock.Advance(time.Hour)
	reconcile(t, w)
	if got := subjects(w, w.Officer); len(got) != 1 {
		t.Errorf("the officer got %q", got)
	}
}

func TestMailThatCanNeverGoIsGivenUpAlone(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	w.Mail.Refuse(fault.New(fault.Invalid, ""))
	if _, err := w.Decide(t.Context(), w.Bureau, ballot(t, w, caseID, chain.Approve)); err != nil {
		t.Fatal(err)
	}
	refused := 0
	for range 40 {
		events, err := w.Store.Overdue(t.Context(), w.Clock.Now().Add(time.Second), 50)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			if w.Deliver(t.Context(), e.ID, e.Due) != nil {
				refused++
			}
		}
		if _, err := w.Machine.Work(t.Context(), w.Service); err != nil {
			t.Fatal(err)
		}
	}
	if refused != 2 {
		t.Errorf("%d deliveries were refused, want one for each person of ops", refused)
	}
	if _, r := dossier(t, w, caseID); r.State != casefile.Waiting || r.Stage != 2 {
		t.Errorf("the review is %s at stage %d", r.State, r.Stage)
	}
}
