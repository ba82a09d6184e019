package onboarding_test

import (
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// experienced is a world whose authority has answered four cases, each in two
// days, and its figures are counted.
func experienced(t *testing.T) *portaltest.World {
	t.Helper()
	w, _, caseID := submitted(t)
	for i := range 4 {
		if i > 0 {
			number, err := w.Submit(t.Context(), w.Officer, w.Draft(t, w.Officer, portaltest.Application()))
			if err != nil {
				t.Fatal(err)
			}
			w.Settle(t)
			if caseID, err = w.Store.Claimed(t.Context(), onboarding.NumberClaim, number); err != nil {
				t.Fatal(err)
			}
		}
		w.Clock.Advance(47 * time.Hour)
		decide(t, w, w.Bureau, caseID, chain.Reject)
	}
	w.Clock.Advance(time.Hour)
	for range 12 { // day after day
		if _, err := w.Measure(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func TestF2_TheCaseSaysWhoHasItSinceWhenAndForHowLongUsually(t *testing.T) {
	t.Parallel()
	w := experienced(t)
	w.Mail.Forget()
	number, err := w.Submit(t.Context(), w.Officer, w.Draft(t, w.Officer, portaltest.Application()))
	if err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	caseID, err := w.Store.Claimed(t.Context(), onboarding.NumberClaim, number)
	if err != nil {
		t.Fatal(err)
	}
	d, r := dossier(t, w, caseID)
	stage, _ := d.OpenStage(r)
	if stage.Usual != 3 || d.Case.Turn != "機關單位 – 銀行局" || !d.Case.TurnSince.Equal(w.Clock.Now()) || d.Case.TurnUsual != 3 {
		t.Errorf("the stage says %d days, the case %q since %s, %d days", stage.Usual, d.Case.Turn, d.Case.TurnSince, d.Case.TurnUsual)
	}
	for _, who := range []account.Actor{w.Officer, w.Bureau} {
		if mails := w.Mail.To(who.Mail); len(mails) != 1 || !strings.Contains(mails[0].Text, "通常辦理時間：3 天內") {
			t.Errorf("%s is told %v", who.Login, mails)
		}
	}
	decide(t, w, w.Bureau, caseID, chain.Approve)
	if d, _ = dossier(t, w, caseID); d.Case.Turn != "維運團隊" || d.Case.TurnUsual != 0 {
		t.Errorf("then %q has it, usually %d days", d.Case.Turn, d.Case.TurnUsual)
	}
	decide(t, w, w.Ops, caseID, chain.Return)
	if d, _ = dossier(t, w, caseID); d.Case.Turn != "" || !d.Case.TurnSince.IsZero() {
		t.Errorf("returned, %q has it", d.Case.Turn)
	}
}

func TestC5_AStageAnsweredBeforeItsMailsIsAnnouncedWithTheAnswer(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	w.Mail.Forget()
	if _, err := w.Decide(t.Context(), w.Bureau, ballot(t, w, caseID, chain.Approve)); err != nil {
		t.Fatal(err)
	}
	until(t, w, func() bool { // ops's stage is open, and nobody has been told
		_, r := dossier(t, w, caseID)
		return r.Stage == 2 && r.Next.IsZero()
	})
	if _, err := w.Decide(t.Context(), w.Ops, ballot(t, w, caseID, chain.Return)); err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	if got := subjects(w, w.Ops); len(got) != 0 {
		t.Errorf("who answered is told %q", got)
	}
	mails := w.Mail.To(w.Ops2.Mail)
	if len(mails) != 1 || !strings.Contains(mails[0].Subject, "申請單已由同仁審核") || !strings.Contains(mails[0].Text, "已由維一審核") || strings.Contains(mails[0].Text, "/a/") {
		t.Errorf("the colleague is told %+v", mails)
	}
}

// until delivers what is due but announcements, and lets the machines work, until
// done.
func until(t *testing.T, w *portaltest.World, done func() bool) {
	t.Helper()
	for range 50 {
		if done() {
			return
		}
		events, err := w.Store.Overdue(t.Context(), w.Clock.Now().Add(time.Second), 50)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			if e.Kind == onboarding.Announce {
				continue
			}
			if err := w.Deliver(t.Context(), e.ID, e.Due); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := w.Machine.Work(t.Context(), w.Service); err != nil {
			t.Fatal(err)
		}
	}
	t.Fatal("it never comes to that")
}
