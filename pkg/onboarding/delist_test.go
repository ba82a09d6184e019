package onboarding_test

import (
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/service"
)

func because(v form.Values) { v.Set(form.RetireReason, "業務調整") }

// caseNumbered is the id of the case with a number.
func caseNumbered(t *testing.T, w *portaltest.World, number string) string {
	t.Helper()
	id, err := w.Store.Claimed(t.Context(), onboarding.NumberClaim, number)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func serviceNow(t *testing.T, w *portaltest.World, id string) service.Service {
	t.Helper()
	sv, _, err := w.Store.Service(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return sv
}

func openRules(t *testing.T, w *portaltest.World, id string) int {
	t.Helper()
	n := 0
	for _, area := range []casefile.Area{casefile.TestArea, casefile.ProductionArea} {
		rules, err := w.Store.RulesOf(t.Context(), area, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rules {
			if r.OpenAt(w.Clock.Now()) {
				n++
			}
		}
	}
	return n
}

func TestD9_ATakeDownEndsEverything(t *testing.T) {
	t.Parallel()
	for _, step := range []service.Step{service.Testing, service.TestEnded, service.Piloting, service.Waiting, service.Live} {
		t.Run(string(step), func(t *testing.T) {
			t.Parallel()
			w := portaltest.NewWorld(t)
			sv := w.Reach(t, step)
			if _, err := w.TakeSecret(t.Context(), w.Officer, sv.ID, sv.SecretAreas()[0], 0); err != nil {
				t.Fatal(err)
			}
			number := w.Fill(t, casefile.DelistKind, sv.ID, because)
			if number != sv.CaseNumber+"-1" {
				t.Errorf("its case is %s", number)
			}
			if now := serviceNow(t, w, sv.ID); now.StateAt(w.Clock.Now()) != sv.StateAt(w.Clock.Now()) {
				t.Error("it is taken down before anybody has decided")
			}
			w.Mail.Forget()
			w.Answer(t, caseNumbered(t, w, number), chain.Approve)
			now := serviceNow(t, w, sv.ID)
			if now.StateAt(w.Clock.Now()) != service.Offline || !now.Launched.IsZero() || openRules(t, w, sv.ID) != 0 {
				t.Errorf("%s, since %s, %d open rules", now.StateAt(w.Clock.Now()).Label(), now.Launched, openRules(t, w, sv.ID))
			}
			secrets, err := w.Store.Credentials(t.Context(), sv.ID)
			if err != nil || secrets[0].Current.ValidAt(w.Clock.Now()) {
				t.Errorf("its client_secret is still valid, %v", err)
			}
			for _, mail := range []string{w.Officer.Mail, w.Ops2.Mail} {
				told := 0
				for _, m := range w.Mail.To(mail) {
					if strings.Contains(m.Subject, "服務下架通知") && strings.Contains(m.Text, "業務調整") {
						told++
					}
				}
				if told != 1 {
					t.Errorf("%s is told %d times", mail, told)
				}
			}
			w.Clock.Set(w.Clock.Now().AddDate(1, 0, 0))
			w.Until(t)
			if again := serviceNow(t, w, sv.ID); again.Step != service.NoCandidate {
				t.Errorf("a timer moves it to %s", again.Step)
			}
		})
	}
}

func TestD9_OpenReviewsEndWithIt(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	sv := w.Reach(t, service.Testing)
	w.Fill(t, casefile.GoLiveKind, sv.ID, portaltest.GoLive)
	number := w.Fill(t, casefile.DelistKind, sv.ID, because)
	w.Answer(t, caseNumbered(t, w, number), chain.Approve)
	d, err := w.Store.Dossier(t.Context(), sv.CaseID)
	if err != nil {
		t.Fatal(err)
	}
	if r, _ := d.Newest(); !r.State.Over() || d.Case.State != casefile.Withdrawn {
		t.Errorf("the go-live is %s in a case that is %s", r.State, d.Case.State.Label())
	}
	queue, _, err := w.Store.Queue(t.Context(), w.Ops.OrganisationID, onboarding.Page{Limit: 10})
	if err != nil || len(queue) != 0 {
		t.Errorf("%d stages wait, %v", len(queue), err)
	}
}

func TestD9_ARefusedTakeDownChangesNothing(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	sv := w.Reach(t, service.Live)
	number := w.Fill(t, casefile.DelistKind, sv.ID, because)
	if _, err := w.Paper(t.Context(), w.Officer, casefile.DelistKind, sv.ID, -1); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("a second one beside it: %v", err)
	}
	w.Answer(t, caseNumbered(t, w, number), chain.Reject)
	if now := serviceNow(t, w, sv.ID); now.StateAt(w.Clock.Now()) != service.Online || now.Marks != 0 {
		t.Errorf("it is %s", now.StateAt(w.Clock.Now()).Label())
	}
	if again := w.Fill(t, casefile.DelistKind, sv.ID, because); again != sv.CaseNumber+"-2" {
		t.Errorf("the next one is %s", again)
	}
}

func TestD9_AReasonIsNeeded(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	sv := w.Reach(t, service.Testing)
	desk, err := w.Paper(t.Context(), w.Officer, casefile.DelistKind, sv.ID, -1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.SaveDraft(t.Context(), w.Officer, desk.Draft, form.Parsed{Values: desk.Draft.Values}, desk.Draft.Version); err != nil {
		t.Fatal(err)
	}
	_, err = w.Ask(t.Context(), w.Officer, casefile.DelistKind, sv.ID)
	if faults := fault.FieldsOf(err); len(faults) != 1 || faults[0].Key != string(form.RetireReason) {
		t.Errorf("%v", err)
	}
}

func TestF11_ADelistedServiceComesBackThroughTheTest(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	sv := w.Reach(t, service.Live)
	w.Answer(t, caseNumbered(t, w, w.Fill(t, casefile.DelistKind, sv.ID, because)), chain.Approve)
	start := func(v form.Values) { v.Set(form.TestStart, "2024-08-01") }
	number := w.Fill(t, casefile.ResumeKind, sv.ID, start)
	id := caseNumbered(t, w, number)
	d, err := w.Store.Dossier(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if r, _ := d.Newest(); number != sv.CaseNumber+"-2" || r.ChainName != chain.Full || d.Case.Area != casefile.TestArea {
		t.Errorf("%s runs %s in %s", number, r.ChainName, d.Case.Area.Label())
	}
	w.Answer(t, id, chain.Approve)
	w.Clock.Set(taipei(t, "2024-08-01 09:00"))
	w.Until(t)
	now := serviceNow(t, w, sv.ID)
	if now.StateAt(w.Clock.Now()) != service.InTest || now.ClientID != sv.ClientID || openRules(t, w, sv.ID) != 3 {
		t.Errorf("it is %s with %d open rules", now.StateAt(w.Clock.Now()).Label(), openRules(t, w, sv.ID))
	}
	if _, err := w.TakeSecret(t.Context(), w.Officer, sv.ID, casefile.TestArea, 0); err != nil {
		t.Errorf("a new client_secret: %v", err)
	}
}

func TestF11_WhatWasNeverTakenDownIsNotResumed(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	for _, step := range []service.Step{service.Testing, service.Live} {
		sv := w.Reach(t, step)
		if _, err := w.Paper(t.Context(), w.Officer, casefile.ResumeKind, sv.ID, -1); fault.CodeOf(err) != fault.Conflict {
			t.Errorf("at %s: %v", step, err)
		}
	}
}
