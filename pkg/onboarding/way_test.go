package onboarding_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/service"
)

func TestD1_AnApprovedApplicationIsTested(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	approved(t, w, caseID)

	d, r := dossier(t, w, caseID)
	if d.Case.State != casefile.Approved || r.State != casefile.ReviewApproved {
		t.Errorf("case is %s, review %s", d.Case.State, r.State)
	}
	sv, _, err := w.Store.Service(t.Context(), d.Case.ServiceID)
	if err != nil {
		t.Fatal(err)
	}
	if sv.ClientID == "" || sv.ResourceID == "" || sv.ClientID == sv.ResourceID {
		t.Errorf("identifiers: client %q, resource %q", sv.ClientID, sv.ResourceID)
	}
	if got, want := sv.Window.String(), "2024-04-01 - 2024-06-30"; got != want {
		t.Errorf("window %s, want %s", got, want)
	}
	if got := sv.StateAt(w.Clock.Now()); got != service.Offline {
		t.Errorf("before the window opens the service is %s", got)
	}
	w.Clock.Set(sv.Window.Opens())
	if got := sv.StateAt(w.Clock.Now()); got != service.InTest {
		t.Errorf("when the window opens the service is %s", got)
	}
	if got := w.Machine.Transitions; got > 9 {
		t.Errorf("%d state transitions for four stages, at most 9 are allowed", got)
	}
	if n := w.Machine.Alive(); n != 0 {
		t.Errorf("%d executions still run", n)
	}
}

func TestC5_EveryStageAndOutcomeIsMailedOnce(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	approved(t, w, caseID)
	const head, tail = "【個人化資料自主運用(MyData)平臺】【測試區】", "（系統信件）"
	waiting := head + "申請單待審核" + tail
	for _, c := range []struct {
		name string
		got  []string
		want []string
	}{
		{"the applicant", subjects(w, w.Officer), []string{head + "申請單已送出" + tail, head + "申請測試審核通過通知" + tail}},
		{"the authority, for review and letter", subjects(w, w.Bureau), []string{waiting, waiting}},
		{"its other person", subjects(w, w.Bureau2), []string{waiting, waiting}},
		{"ops", subjects(w, w.Ops), []string{waiting}},
		{"moda", subjects(w, w.Moda2), []string{waiting}},
		{"a stranger", subjects(w, w.Stranger), nil},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestD12_RulesAreOpenDuringTheWindowOnly(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	approved(t, w, caseID)
	d, _ := dossier(t, w, caseID)
	rules, err := w.Store.RulesOf(t.Context(), casefile.TestArea, d.Case.ServiceID)
	if err != nil {
		t.Fatal(err)
	}
	if len(rules) != 3 {
		t.Fatalf("%d rules, want those of SP-API, hosts and test IPs", len(rules))
	}
	opens := time.Date(2024, 3, 31, 16, 0, 0, 0, time.UTC)
	closes := time.Date(2024, 6, 30, 16, 0, 0, 0, time.UTC)
	for _, r := range rules {
		for at, want := range map[time.Time]bool{opens.Add(-time.Second): false, opens: true, closes.Add(-time.Second): true, closes: false} {
			if got := r.OpenAt(at); got != want {
				t.Errorf("%s at %s: open is %v", r.Purpose, at, got)
			}
		}
		if r.Purpose == firewall.SPAPI && r.Port != 8443 {
			t.Errorf("the SP-API rule has port %d, want that of its URL", r.Port)
		}
	}
}

func TestD2_TheClockEndsTheWindowAndReminds(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	approved(t, w, caseID)
	w.Mail.Forget()
	d, _ := dossier(t, w, caseID)
	for day := w.Clock.Now(); day.Before(time.Date(2024, 7, 3, 0, 0, 0, 0, time.UTC)); day = day.Add(6 * time.Hour) {
		w.Clock.Set(day)
		if _, err := w.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
		w.Settle(t)
	}
	const head, tail = "【個人化資料自主運用(MyData)平臺】【測試區】", "（系統信件）"
	soon := head + "測試期限即將到期" + tail
	want := []string{soon, soon, soon, soon, head + "測試期限已到期" + tail}
	if diff := cmp.Diff(want, subjects(w, w.Officer)); diff != "" {
		t.Errorf("mails (-want +got):\n%s", diff)
	}
	sv, _, err := w.Store.Service(t.Context(), d.Case.ServiceID)
	if err != nil {
		t.Fatal(err)
	}
	if sv.Step != service.TestEnded {
		t.Errorf("the service is at step %q", sv.Step)
	}
	if d, _ := dossier(t, w, caseID); d.Case.State != casefile.Approved {
		t.Errorf("the end of the window made the case %s", d.Case.State)
	}
}

func TestD2_AClockThatStoodStillForAYearMissesNothing(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	approved(t, w, caseID)
	w.Mail.Forget()
	w.Clock.Advance(365 * 24 * time.Hour)
	for range 2 { // the second time there is nothing left
		if _, err := w.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
		w.Settle(t)
	}
	if got := subjects(w, w.Officer); len(got) != 1 {
		t.Errorf("after a year the applicant gets %d mails, want the one about the end: %q", len(got), got)
	}
}

func TestC2_AReturnedSubmissionComesBackUnderItsNumber(t *testing.T) {
	t.Parallel()
	w, number, caseID := submitted(t)
	decide(t, w, w.Bureau, caseID, chain.Approve)
	b := ballot(t, w, caseID, chain.Return)
	b.Notes = []casefile.FieldNote{{Field: "host-ips", Text: "請補正式主機"}}
	if _, err := w.Decide(t.Context(), w.Ops, b); err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	if d, r := dossier(t, w, caseID); d.Case.State != casefile.Returned || r.State != casefile.ReviewReturned {
		t.Fatalf("case %s, review %s", d.Case.State, r.State)
	}
	correction, err := w.Correction(t.Context(), w.Officer, number)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(b.Notes, correction.Draft.Notes); diff != "" {
		t.Errorf("F3: notes (-want +got):\n%s", diff)
	}
	for range 2 { // the second is a double click
		if err := w.Resubmit(t.Context(), w.Officer, number); err != nil {
			t.Fatal(err)
		}
	}
	w.Settle(t)
	d, r := dossier(t, w, caseID)
	if d.Case.Number != number || r.Round != 2 || r.Stage != 1 || r.State != casefile.Waiting {
		t.Errorf("case %s: round %d, stage %d, %s", d.Case.Number, r.Round, r.Stage, r.State)
	}
	approved(t, w, caseID)
	if d, _ := dossier(t, w, caseID); d.Case.State != casefile.Approved {
		t.Errorf("after the second round the case is %s", d.Case.State)
	}
}

func TestC2_ARefusedFirstApplicationEndsItsCase(t *testing.T) {
	t.Parallel()
	w, number, caseID := submitted(t)
	decide(t, w, w.Bureau, caseID, chain.Reject)
	d, _ := dossier(t, w, caseID)
	sv, _, err := w.Store.Service(t.Context(), d.Case.ServiceID)
	if err != nil {
		t.Fatal(err)
	}
	if d.Case.State != casefile.Refused || sv.Step != service.NoCandidate {
		t.Errorf("case %s, service at %q", d.Case.State, sv.Step)
	}
	if err := w.Resubmit(t.Context(), w.Officer, number); !fault.Is(err, fault.Conflict) {
		t.Errorf("a refused case is resubmitted: %v", err)
	}
}

func TestC8_AWithdrawnSubmissionIsOverAndItsPartyIsTold(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	decide(t, w, w.Bureau, caseID, chain.Approve)
	open := ballot(t, w, caseID, chain.Approve)
	w.Mail.Forget()
	if err := w.Withdraw(t.Context(), w.Officer, caseID, "改期"); err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	d, r := dossier(t, w, caseID)
	if d.Case.State != casefile.Withdrawn || r.State != casefile.ReviewWithdrawn {
		t.Errorf("case %s, review %s", d.Case.State, r.State)
	}
	if _, err := w.Decide(t.Context(), w.Ops, open); !fault.Is(err, fault.Conflict) {
		t.Errorf("deciding about it: %v", err)
	}
	if n := len(subjects(w, w.Ops)); n != 1 {
		t.Errorf("ops gets %d mails", n)
	}
	if n := w.Machine.Alive(); n != 0 {
		t.Errorf("%d executions still run", n)
	}
	rows, _, err := w.Store.Queue(t.Context(), "ops", onboarding.Page{Limit: 10})
	if err != nil || len(rows) != 0 {
		t.Errorf("the queue of ops still has %d rows (%v)", len(rows), err)
	}
}

func TestB8_ADoubleClickMakesOneCase(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	draft := w.Draft(t, w.Officer, portaltest.Application())
	numbers := make(chan string, 8)
	for range 8 {
		go func() {
			n, err := w.Submit(t.Context(), w.Officer, draft)
			if err != nil {
				n = err.Error()
			}
			numbers <- n
		}()
	}
	first := <-numbers
	for range 7 {
		if n := <-numbers; n != first {
			t.Errorf("numbers %s and %s", first, n)
		}
	}
	rows, _, err := w.Store.Cases(t.Context(), onboarding.Scope{OrganisationID: w.Officer.OrganisationID}, "", onboarding.Page{Limit: 10})
	if err != nil || len(rows) != 1 {
		t.Errorf("%d cases (%v)", len(rows), err)
	}
	if want := "B1130315"; first[:8] != want {
		t.Errorf("number %s, want it to start %s", first, want)
	}
}
