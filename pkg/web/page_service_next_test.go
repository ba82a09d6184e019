package web

import (
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// next is what a service's page says comes next, to the officer.
func (s *site) next(id string) string {
	s.t.Helper()
	return text(byClass(s.as(s.Officer).get("/services/"+id).root, "notice"))
}

func TestF2_AServiceSaysWhatComesNextAtEveryStep(t *testing.T) {
	t.Parallel()
	window := service.Window{Window: calendar.TestWindow(calendar.Date{Year: 2024, Month: 4, Day: 1}), Epoch: 1}
	day := calendar.Date{Year: 2024, Month: 8, Day: 15}
	first := service.Service{ClientID: "client", CaseNumber: "B1130315001", Window: window, GoLive: day, Candidate: 1}
	live := first
	live.Live, live.Candidate = 1, 2
	at := func(month time.Month, day int) time.Time { return time.Date(2024, month, day, 3, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		name  string
		of    service.Service
		step  service.Step
		now   time.Time
		words string
	}{
		{"withdrawn before it was approved", service.Service{}, service.NoCandidate, at(3, 20), "以「資料帶入新單」建立新的申請"},
		{"taken down", first, service.NoCandidate, at(3, 20), "以「恢復介接」重新申請"},
		{"under review", first, service.TestReview, at(3, 20), "測試申請審核中"},
		{"before the window", first, service.Testing, at(3, 20), "2024-04-01 零時開始測試，防火牆規則屆時自動開通，至 2024-06-30 24:00 關閉。"},
		{"in the window", first, service.Testing, at(5, 20), "測試至 2024-06-30 24:00 為止，防火牆規則屆時自動關閉。測試完成後"},
		{"after the window, whether the clock ran or not", first, service.Testing, at(7, 1), "測試期間已於 2024-06-30 24:00 結束，防火牆規則已關閉。"},
		{"after the window", first, service.TestEnded, at(7, 1), "還要測試時用「延長測試」"},
		{"go-live under review", first, service.GoLiveReview, at(5, 20), "通過後在正式區試辦"},
		{"a change under review on its way to the pilot", live, service.GoLiveReview, at(5, 20), "異動生效前，服務照現行資料提供"},
		{"in pilot", first, service.Piloting, at(7, 20), "於 2024-08-08 前用「試辦完成」送出試辦報告。"},
		{"late with its report", first, service.Piloting, at(8, 9), "試辦報告已逾期"},
		{"a change in pilot", live, service.Piloting, at(8, 9), "審核通過後異動立即生效。異動生效前"},
		{"report under review", first, service.ReportReview, at(8, 9), "通過後於 2024-08-15 零時自動上線"},
		{"waiting", first, service.Waiting, at(8, 9), "將於 2024-08-15 零時自動上線，不需要再做什麼"},
		{"live", live, service.Live, at(8, 20), "服務上線中。"},
	} {
		c.of.Step = c.step
		notice := nextOf(c.of, c.now)
		if got := strings.Join(notice.Lines, ""); !strings.Contains(got, c.words) {
			t.Errorf("%s: %s", c.name, got)
		}
		if leads := len(notice.Links) > 0; leads != c.step.UnderReview() {
			t.Errorf("%s: that it leads to the review is %v", c.name, leads)
		}
	}
}

func TestF2_AServiceWithAChangeSaysWhatServesMeanwhile(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sv := s.Reach(t, service.Live)
	s.as(s.Officer).get("/services/"+sv.ID+"/edit/connection").press("儲存草稿", with(string(form.ReturnURL), "https://www.bank.example.com.tw/mydata/new"))
	number := strings.TrimPrefix(s.as(s.Officer).get("/services/"+sv.ID+"/edit/preview").press("送出審核").leads(), "/cases/")
	if got := s.next(sv.ID); !strings.Contains(got, "通過後以新的資料試辦") || !strings.Contains(got, "服務照現行資料提供") {
		t.Errorf("under review: %s", got)
	}
	s.Settle(t)
	for _, who := range []account.Actor{s.Ops, s.Moda} {
		s.decide(who, number, chain.Approve)
	}
	home := s.as(s.Officer).get("/services/" + sv.ID)
	for _, words := range []string{"審核通過後異動立即生效", "異動申請單號", number, "現行資料的申請單號", sv.CaseNumber} {
		if !contains(home, words) {
			t.Errorf("in its pilot it lacks %q: %s", words, home.main())
		}
	}
}

func TestF6_AServiceListsItsDaysWithTheTimeLeft(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sv := s.Reach(t, service.Testing)
	s.Clock.Set(time.Date(2024, 6, 20, 3, 0, 0, 0, time.UTC))
	if p := s.as(s.Officer).get("/services/" + sv.ID); !contains(p, "測試期限到期") || !contains(p, "2024-06-30（還有 10 天）") {
		t.Errorf("it says %s", p.main())
	}
}
