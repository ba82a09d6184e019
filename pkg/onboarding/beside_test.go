package onboarding_test

import (
	"context"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// onDesk is one of the submissions of a case that may be returned at once, with
// what corrects it.
type onDesk struct {
	name  string
	key   form.Key
	value string
	open  func(*onboarding.Service, context.Context, account.Actor, string) (onboarding.Desk, error)
	send  func(*onboarding.Service, context.Context, account.Actor, string) error
}

var (
	theExtension = onDesk{"the extension", form.TestStart, "2024-06-15", (*onboarding.Service).ExtensionCorrection, (*onboarding.Service).ResubmitExtension}
	theChange    = onDesk{"the change", form.Hotline, "02-11112222", (*onboarding.Service).Correction, (*onboarding.Service).Resubmit}
)

// bothReturned is a service in test whose extension and change have come back.
func bothReturned(t *testing.T) (*portaltest.World, service.Service) {
	t.Helper()
	w, sv := reached(t, service.Testing)
	w.Fill(t, casefile.ExtendKind, sv.ID, set(form.TestStart, "2024-06-01"))
	w.Answer(t, sv.CaseID, chain.Return)
	w.Fill(t, casefile.AmendKind, sv.ID, set(form.Hotline, "02-87654321"))
	w.Answer(t, sv.CaseID, chain.Return)
	return w, sv
}

func (d onDesk) correct(t *testing.T, w *portaltest.World, number string) {
	t.Helper()
	desk, err := d.open(w.Service, t.Context(), w.Officer, number)
	if err != nil {
		t.Fatal(d.name, err)
	}
	values := desk.Draft.Values.Clone()
	values.Set(d.key, d.value)
	if _, err := w.SaveDraft(t.Context(), w.Officer, desk.Draft, form.Parsed{Values: values}, desk.Draft.Version); err != nil {
		t.Fatal(d.name, err)
	}
	for range 2 { // the second is a double click
		if err := d.send(w.Service, t.Context(), w.Officer, number); err != nil {
			t.Fatal(d.name, err, fault.FieldsOf(err))
		}
	}
	w.Settle(t)
}

func TestD3_AnExtensionAndAChangeThatAreBothReturnedAreBothCorrected(t *testing.T) {
	t.Parallel()
	for name, order := range map[string][]onDesk{"the older first": {theExtension, theChange}, "the newer first": {theChange, theExtension}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, sv := bothReturned(t)
			for i, want := range []casefile.State{casefile.Returned, casefile.Reviewing} {
				order[i].correct(t, w, sv.CaseNumber)
				if d, _ := dossier(t, w, sv.CaseID); d.Case.State != want {
					t.Errorf("after %s was sent again the case is %s", order[i].name, d.Case.State)
				}
			}
			w.Answer(t, sv.CaseID, chain.Approve)
			w.Answer(t, sv.CaseID, chain.Approve)
			now, revisions := load(t, w, sv.ID)
			if r, _ := service.Find(revisions, now.Candidate); r.Values.Get(theChange.key) != theChange.value {
				t.Errorf("the hotline is %s", r.Values.Get(theChange.key))
			}
			if now.Further.Start.String() != theExtension.value || now.Marks != 0 {
				t.Errorf("the further window is %s, under review are %b", now.Further, now.Marks)
			}
			if d, _ := dossier(t, w, sv.CaseID); d.Case.State != casefile.Approved {
				t.Errorf("in the end the case is %s", d.Case.State)
			}
		})
	}
}

func TestC8_OfTwoReturnedSubmissionsTheNewerIsTakenBackFirst(t *testing.T) {
	t.Parallel()
	w, sv := bothReturned(t)
	take := func() {
		t.Helper()
		if err := w.Withdraw(t.Context(), w.Officer, sv.CaseID, ""); err != nil {
			t.Fatal(err)
		}
		w.Settle(t)
	}
	take()
	if _, err := w.Correction(t.Context(), w.Officer, sv.CaseNumber); !fault.Is(err, fault.Conflict) {
		t.Errorf("the change that was taken back is corrected: %v", err)
	}
	theExtension.correct(t, w, sv.CaseNumber)
	take()
	if now, _ := load(t, w, sv.ID); now.Marks != 0 || now.Step != service.Testing {
		t.Errorf("it is at %q with marks %b", now.Step, now.Marks)
	}
}

func TestD_APaperOfAServiceIsNoApplication(t *testing.T) {
	t.Parallel()
	w, sv := reached(t, service.Testing)
	desk, err := w.Paper(t.Context(), w.Officer, casefile.DelistKind, sv.ID, -1)
	if err != nil {
		t.Fatal(err)
	}
	values := desk.Draft.Values.Clone()
	values.Set(form.RetireReason, "業務調整")
	if _, err := w.SaveDraft(t.Context(), w.Officer, desk.Draft, form.Parsed{Values: values}, desk.Draft.Version); err != nil {
		t.Fatal(err)
	}
	id := onboarding.PaperID(casefile.DelistKind, sv.ID)
	if number, err := w.Submit(t.Context(), w.Officer, id); !fault.Is(err, fault.NotFound) {
		t.Errorf("it became case %s (%v), which the service's table was not asked for", number, err)
	}
	if _, err := w.Desk(t.Context(), w.Officer, id); !fault.Is(err, fault.NotFound) {
		t.Errorf("it is shown as a draft: %v", err)
	}
}

func TestD2_TheEndOfAWindowIsToldThoughTheClockComesAfterARefusal(t *testing.T) {
	t.Parallel()
	w, sv := reached(t, service.Testing)
	w.Fill(t, casefile.GoLiveKind, sv.ID, portaltest.GoLive)
	w.Clock.Set(sv.Window.Closes().AddDate(0, 0, 3))
	w.Answer(t, sv.CaseID, chain.Reject)
	if now, _ := load(t, w, sv.ID); now.Step != service.TestEnded {
		t.Fatalf("it is at %q", now.Step)
	}
	w.Mail.Forget()
	w.Until(t)
	w.Until(t)
	if got := subjects(w, w.Officer); len(got) != 1 || !strings.Contains(got[0], "測試期限已到期") {
		t.Errorf("the applicant gets %q", got)
	}
}
