package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// span is what a calendar keeps of an event: its first day, and the day after
// its last (RFC 5545, 3.6.1).
type span struct{ from, to string }

// feed reads the officer's calendar strictly, by the ids of its events.
func (s *site) feed() map[string]span {
	s.t.Helper()
	file := s.as(s.Officer).get("/deadlines.ics").want(http.StatusOK)
	list := map[string]span{}
	if strings.Count(file.body, "BEGIN:VEVENT") == 0 {
		return list // the RFC wants an event, which the decoder then misses
	}
	feed, err := ical.NewDecoder(strings.NewReader(file.body)).Decode()
	if err != nil {
		s.t.Fatal(err)
	}
	for _, e := range feed.Events() {
		start, end, id := e.Props.Get(ical.PropDateTimeStart), e.Props.Get(ical.PropDateTimeEnd), e.Props.Get(ical.PropUID).Value
		if start.ValueType() != ical.ValueDate || end.ValueType() != ical.ValueDate {
			s.t.Errorf("%s is not of whole days: %v, %v", id, start, end)
		}
		if _, twice := list[id]; twice {
			s.t.Errorf("two entries are %s", id)
		}
		list[id] = span{start.Value, end.Value}
	}
	return list
}

func TestF6_TwoCertificatesOfOneDayAreTwoEntries(t *testing.T) {
	t.Parallel()
	api := serviceDeadline{service.Deadline{Kind: service.CertificateEnds, Area: casefile.TestArea, Detail: "H.SP-API KEY"}, service.Service{ID: "a"}}
	mutual := api
	if mutual.Detail = "J.雙向憑證"; mutual.id() == api.id() {
		t.Errorf("both are %s", api.id())
	}
}

func TestF6_ADeadlineIsADayInTaipeiWhateverTheHour(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sv := s.Reach(t, service.Testing)
	want := map[string]span{"test-end-test-" + sv.ID + "-2024-06-30@mydata.nat.gov.tw": {"20240630", "20240701"}}
	for _, hour := range []int{0, 8, 15, 16, 23} { // 16:00 UTC is midnight in Taipei
		s.Clock.Set(time.Date(2024, 6, 29, hour, 30, 0, 0, time.UTC))
		if diff := cmp.Diff(want, s.feed(), cmp.AllowUnexported(span{})); diff != "" {
			t.Errorf("at %d:30 UTC: %s", hour, diff)
		}
	}
}

func TestF6_TheCalendarFollowsWhatIsMovedAndForgetsWhatIsOver(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sv := s.Reach(t, service.Piloting)
	report, live := "report-production-"+sv.ID+"@mydata.nat.gov.tw", "golive-production-"+sv.ID+"@mydata.nat.gov.tw"
	before := s.feed()
	s.as(s.Ops).get("/services/"+sv.ID+"/date").press("確定", with("go-live-date", "2024-08-15"), with("reason", "前臺版本延後")).want(http.StatusSeeOther)
	after := s.feed()
	if want := (map[string]span{report: {"20240808", "20240809"}, live: {"20240815", "20240816"}}); cmp.Diff(want, after, cmp.AllowUnexported(span{})) != "" {
		t.Errorf("a moved day: %v", after)
	}
	for id := range after {
		if old, same := before[id]; !same || old == after[id] {
			t.Errorf("%s is another entry than before: %v", id, before)
		}
	}
	number := s.Fill(t, casefile.DelistKind, sv.ID, func(v form.Values) { v.Set(form.RetireReason, "業務調整") })
	for _, who := range []account.Actor{s.Bureau, s.Ops, s.Bureau, s.Moda} {
		s.decide(who, number, chain.Approve)
	}
	if left := s.feed(); len(left) != 0 {
		t.Errorf("of a service that was taken down there remain %v", left)
	}
}
