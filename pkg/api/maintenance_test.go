package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// plan has the officer store a weekly window: Saturdays 23:00 to Sundays 3:00.
func (s *stand) plan() {
	s.t.Helper()
	typed := map[string]string{onboarding.FieldRepeat: "weekly", onboarding.FieldWeekday: "6", onboarding.FieldWeeklyFrom: "23:00", onboarding.FieldWeeklyTo: "03:00"}
	if err := s.AddMaintenance(s.t.Context(), s.Officer, s.service(), func(key string) string { return typed[key] }); err != nil {
		s.t.Fatal(err)
	}
}

func TestD11_SchedulersSeeEveryTimeOfMaintenance(t *testing.T) {
	t.Parallel()
	s := newStand(t)
	s.plan()
	token := s.key(s.Officer, apikey.ReadServices)
	at := "/services/" + s.service() + "/maintenance"
	type span = map[string]any
	saturday := func(from, to string) span { return span{"from": from, "to": to} }
	for name, c := range map[string]struct {
		query string
		spans []any
	}{
		"a month from a Sunday, whose night began before": {"?from=2024-03-17&to=2024-04-01", []any{
			saturday("2024-03-16T15:00:00Z", "2024-03-16T19:00:00Z"), saturday("2024-03-23T15:00:00Z", "2024-03-23T19:00:00Z"),
			saturday("2024-03-30T15:00:00Z", "2024-03-30T19:00:00Z")}},
		"one Saturday":     {"?from=2024-03-16&to=2024-03-16", []any{saturday("2024-03-16T15:00:00Z", "2024-03-16T19:00:00Z")}},
		"a day without":    {"?from=2024-03-18&to=2024-03-18", []any{}},
		"from one day on":  {"?from=2024-05-01", []any{saturday("2024-05-04T15:00:00Z", "2024-05-04T19:00:00Z"), saturday("2024-05-11T15:00:00Z", "2024-05-11T19:00:00Z"), saturday("2024-05-18T15:00:00Z", "2024-05-18T19:00:00Z"), saturday("2024-05-25T15:00:00Z", "2024-05-25T19:00:00Z")}},
		"from today, plan": {"?to=2024-03-16", []any{saturday("2024-03-16T15:00:00Z", "2024-03-16T19:00:00Z")}},
	} {
		_, body, _ := s.get(token, at+c.query)
		if diff := cmp.Diff(c.spans, body["spans"]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for _, query := range []string{"?from=2024-13-01", "?to=tomorrow", "?from=2024-04-02&to=2024-04-01", "?from=2024-01-01&to=2024-04-02"} {
		if status, body, _ := s.get(token, at+query); status != http.StatusBadRequest {
			t.Errorf("%s: %d %v", query, status, body)
		}
	}
	if status, _, _ := s.get(s.key(s.Stranger, apikey.ReadServices), at); status != http.StatusNotFound {
		t.Errorf("another bank's key: %d", status)
	}
}

func TestD11_ASchedulerLearnsWhetherMaintenanceIsOn(t *testing.T) {
	t.Parallel()
	s := newStand(t)
	s.plan()
	token := s.key(s.Officer, apikey.ReadServices)
	begins := time.Date(2024, 3, 16, 15, 0, 0, 0, time.UTC)
	for at, want := range map[time.Time]bool{begins.Add(-time.Second): false, begins: true, begins.Add(4*time.Hour - time.Second): true, begins.Add(4 * time.Hour): false} {
		s.Clock.Set(at)
		if _, body, _ := s.get(token, "/services/"+s.service()+"/maintenance?from=2024-05-01"); body["on"] != want {
			t.Errorf("at %s maintenance is on: %v", at, body["on"])
		}
	}
}
