package onboarding_test

import (
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/service"
)

func taipei(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, calendar.Taipei())
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// ticked moves the clock and lets it do what is due.
func ticked(t *testing.T, w *portaltest.World, at time.Time) {
	t.Helper()
	w.Clock.Set(at)
	if _, err := w.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
}

// everySaturday plans a maintenance window of a service in its test.
func everySaturday(t *testing.T) (w *portaltest.World, serviceID string) {
	t.Helper()
	w, _, caseID := submitted(t)
	approved(t, w, caseID)
	d, _ := dossier(t, w, caseID)
	typed := map[string]string{onboarding.FieldRepeat: "weekly", onboarding.FieldWeekday: "6", onboarding.FieldWeeklyFrom: "23:00", onboarding.FieldWeeklyTo: "03:00"}
	if err := w.AddMaintenance(t.Context(), w.Officer, d.Case.ServiceID, func(key string) string { return typed[key] }); err != nil {
		t.Fatal(err)
	}
	w.Mail.Forget()
	return w, d.Case.ServiceID
}

func maintenanceMails(w *portaltest.World, mail string) int {
	n := 0
	for _, m := range w.Mail.To(mail) {
		if strings.Contains(m.Subject, "服務維護通知") {
			n++
		}
	}
	return n
}

func TestD11_TheServiceIsInMaintenanceAndTheAffectedAreTold(t *testing.T) {
	t.Parallel()
	w, id := everySaturday(t)
	for _, c := range []struct {
		at    string
		state service.State
		mails int
	}{
		{"2024-04-06 22:59", service.InTest, 0}, {"2024-04-06 23:00", service.Maintenance, 1}, {"2024-04-06 23:01", service.Maintenance, 1},
		{"2024-04-07 02:59", service.Maintenance, 1}, {"2024-04-07 03:00", service.InTest, 1}, {"2024-04-13 23:30", service.Maintenance, 2},
	} {
		ticked(t, w, taipei(t, c.at))
		sv, _, err := w.Store.Service(t.Context(), id)
		if err != nil || sv.StateAt(w.Clock.Now()) != c.state {
			t.Errorf("%s: the state is %s, %v", c.at, sv.StateAt(w.Clock.Now()).Label(), err)
		}
		for _, mail := range []string{w.Officer.Mail, w.Colleague.Mail, w.Ops.Mail} {
			if got := maintenanceMails(w, mail); got != c.mails {
				t.Errorf("%s: %s has %d mails, want %d", c.at, mail, got, c.mails)
			}
		}
	}
	if maintenanceMails(w, w.Moda.Mail)+maintenanceMails(w, w.Stranger.Mail) > 0 {
		t.Error("people it does not concern are told")
	}
}

func TestD11_AClockThatWasDownTellsOfNoMaintenanceThatIsOver(t *testing.T) {
	t.Parallel()
	w, _ := everySaturday(t)
	ticked(t, w, taipei(t, "2024-04-30 12:00"))
	if got := maintenanceMails(w, w.Officer.Mail); got != 0 {
		t.Errorf("%d mails of what is over", got)
	}
	ticked(t, w, taipei(t, "2024-05-04 23:00"))
	if got := maintenanceMails(w, w.Officer.Mail); got != 1 {
		t.Errorf("%d mails of the next one", got)
	}
}

func TestD11_ARemovedWindowTellsNobody(t *testing.T) {
	t.Parallel()
	w, id := everySaturday(t)
	sv, _, err := w.Store.Service(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // a repeat is no error
		if err := w.RemoveMaintenance(t.Context(), w.Officer, id, sv.Upkeep[0].ID); err != nil {
			t.Fatal(err)
		}
	}
	ticked(t, w, taipei(t, "2024-04-06 23:00"))
	if got := maintenanceMails(w, w.Officer.Mail); got != 0 {
		t.Errorf("%d mails", got)
	}
}

func TestD11_MaintenanceBesideAChangeIsToldOfWhatIsLive(t *testing.T) {
	t.Parallel()
	w, sv := reached(t, service.Live)
	number := w.Fill(t, casefile.AmendKind, sv.ID, func(v form.Values) { v.Set(form.IdentityModes, "3"); v.Set(form.TestStart, "2024-08-01") })
	w.Answer(t, caseOf(t, w, number), chain.Approve)
	typed := map[string]string{onboarding.FieldRepeat: "monthly", onboarding.FieldMonthday: "20", onboarding.FieldMonthlyFrom: "01:00", onboarding.FieldMonthlyTo: "03:00"}
	if err := w.AddMaintenance(t.Context(), w.Officer, sv.ID, func(key string) string { return typed[key] }); err != nil {
		t.Fatal(err)
	}
	now, _ := load(t, w, sv.ID)
	begins, _ := now.NextMaintenance(w.Clock.Now())
	w.Mail.Forget()
	ticked(t, w, begins.Start)
	for _, m := range w.Mail.To(w.Officer.Mail) {
		if strings.Contains(m.Subject, "服務維護通知") {
			if !strings.Contains(m.Subject, "【正式區】") || strings.Contains(m.Text, number) {
				t.Errorf("%s: %s", m.Subject, m.Text)
			}
			return
		}
	}
	t.Error("nobody is told")
}
