package onboarding_test

import (
	"fmt"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// counted is what stands on somebody's account.
func counted(t *testing.T, w *portaltest.World, who account.Actor) string {
	t.Helper()
	a, err := w.Store.Account(t.Context(), who.AccountID)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d/%d", a.Waiting, a.Overdue)
}

func TestF7_WhatWaitsIsCountedForEverybodyOfTheParty(t *testing.T) {
	t.Parallel()
	w, number, caseID := submitted(t)
	expect := func(when string, who account.Actor, want string) {
		t.Helper()
		if got := counted(t, w, who); got != want {
			t.Errorf("%s: %s counts %s, want %s", when, who.Login, got, want)
		}
	}
	expect("submitted", w.Bureau, "1/0")
	expect("submitted", w.Bureau2, "1/0")
	expect("submitted", w.Ops, "0/0")
	decide(t, w, w.Bureau, caseID, chain.Approve)
	expect("decided", w.Bureau, "0/0")
	expect("decided", w.Ops, "1/0")
	w.Clock.Advance(8 * 24 * time.Hour)
	reconcile(t, w)
	expect("eight days later", w.Ops2, "1/1")
	decide(t, w, w.Ops, caseID, chain.Return)
	expect("returned", w.Ops, "0/0")
	if err := w.Resubmit(t.Context(), w.Officer, number); err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	expect("resubmitted", w.Bureau, "1/0")
	if err := w.Withdraw(t.Context(), w.Officer, caseID, ""); err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	expect("withdrawn", w.Bureau, "0/0")
}

func TestF7_ACountThatWentWrongIsRightAgainAfterAMinute(t *testing.T) {
	t.Parallel()
	w, _, _ := submitted(t)
	for _, who := range []account.Actor{w.Bureau, w.Moda} {
		if err := w.Store.NoteWaiting(t.Context(), who.AccountID, 42, 7); err != nil {
			t.Fatal(err)
		}
	}
	reconcile(t, w)
	if got := counted(t, w, w.Bureau) + " " + counted(t, w, w.Moda); got != "1/0 0/0" {
		t.Errorf("counted %s", got)
	}
}

func TestF7_ACountHasAnEnd(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	for i := range 130 {
		stage := casefile.Stage{CaseID: fmt.Sprintf("case%03d", i), Review: 1, Round: 1, Order: 1, Party: chain.Ops, PartyID: account.OpsID,
			Opened: w.Clock.Now(), Number: fmt.Sprintf("B1130315%03d", i), Version: 1}
		tx := onboarding.Tx{Puts: []onboarding.Record{stage}, Audit: []audit.Entry{{Object: "case/" + stage.CaseID, Seq: 1}}}
		if err := w.Store.Commit(t.Context(), tx); err != nil {
			t.Fatal(err)
		}
	}
	reconcile(t, w)
	if got := counted(t, w, w.Ops); got != "101/0" {
		t.Errorf("counted %s", got)
	}
}
