package onboarding_test

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// mailOf is the event of the newest mail to an address.
func mailOf(t *testing.T, w *portaltest.World, address string) string {
	t.Helper()
	mails := w.Mail.To(address)
	if len(mails) == 0 {
		t.Fatalf("no mail to %s", address)
	}
	return mails[len(mails)-1].ID
}

func reported(t *testing.T, w *portaltest.World, r onboarding.MailReport) {
	t.Helper()
	if err := w.MailReported(t.Context(), r); err != nil {
		t.Fatal(err)
	}
}

func TestF12_AMailThatBouncesMarksAccountAndCase(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	r := onboarding.MailReport{EventID: mailOf(t, w, w.Bureau.Mail), Address: w.Bureau.Mail, Fault: account.Bounced, At: w.Clock.Now()}
	reported(t, w, r)
	before := w.Table.Dump()
	reported(t, w, r) // SES may say it twice
	if w.Table.Dump() != before {
		t.Error("a repeat has changed something")
	}
	d, _ := dossier(t, w, caseID)
	if len(d.Unsent) != 1 || d.Unsent[0].Mail != "申請單待審核" || d.Unsent[0].Name != w.Bureau.Name {
		t.Fatalf("the case: %+v", d.Unsent)
	}
	for who, want := range map[account.Actor]int{w.Officer: 0, w.Bureau: 1, w.Ops: 1, w.Moda: 1} {
		if got := len(d.UnsentFor(who)); got != want {
			t.Errorf("%s is told of %d", who.Role, got)
		}
	}
	a, err := w.Store.Account(t.Context(), w.Bureau.AccountID)
	if err != nil || a.OutOfReach() == nil || a.OutOfReach().Fault != account.Bounced {
		t.Fatalf("the account: %+v, %v", a.OutOfReach(), err)
	}
	decide(t, w, w.Bureau, caseID, chain.Approve) // the mark is no hindrance

	arrived := onboarding.MailReport{EventID: r.EventID, Address: w.Bureau.Mail, At: r.At.Add(-time.Minute)}
	reported(t, w, arrived)
	if a, _ = w.Store.Account(t.Context(), w.Bureau.AccountID); a.OutOfReach() == nil {
		t.Error("what arrived before takes the mark off")
	}
	arrived.At = r.At.Add(time.Minute)
	reported(t, w, arrived)
	if a, _ = w.Store.Account(t.Context(), w.Bureau.AccountID); a.OutOfReach() != nil {
		t.Error("a mail that arrived leaves the mark")
	}
	if d, _ = dossier(t, w, caseID); len(d.Unsent) != 1 {
		t.Error("the case forgets")
	}
}

func TestF12_WhatConcernsNobodyIsPassedOver(t *testing.T) {
	t.Parallel()
	w, _, _ := submitted(t)
	mail := mailOf(t, w, w.Officer.Mail)
	before := w.Table.Dump()
	for name, r := range map[string]onboarding.MailReport{
		"a mail nobody remembers":            {EventID: "none", Address: w.Officer.Mail, Fault: account.Bounced},
		"a mail that arrived, as most":       {EventID: mail, Address: w.Officer.Mail, At: w.Clock.Now()},
		"an arrival at an address of before": {EventID: mail, Address: "old@example.com.tw", At: w.Clock.Now()},
	} {
		reported(t, w, r)
		if w.Table.Dump() != before {
			t.Errorf("%s has changed something", name)
		}
	}
}

func TestF12_ANewAddressHasNotFailedYet(t *testing.T) {
	t.Parallel()
	a := account.Account{Mail: "new@example.com.tw", Unreached: &account.Unreached{Mail: "old@example.com.tw", Fault: account.Bounced}}
	if a.OutOfReach() != nil {
		t.Error("the mark belongs to the address")
	}
}
