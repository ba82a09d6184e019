package web

import (
	"net/http"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/service"
)

func TestD1_AServicePageSaysWhereItStands(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	b := s.as(s.Officer)
	path := b.get("/services").link("編輯 線上信用貸款")
	p := b.get(path).want(http.StatusOK)
	if p.h1() != "編輯線上服務" || !contains(p, "測試審核中") || contains(p, "client_id") || p.link("查看申請單 "+number) != "/cases/"+number {
		t.Errorf("under review it says %s", p.main())
	}
	for _, a := range []account.Actor{s.Bureau, s.Ops, s.Bureau, s.Moda} {
		s.decide(a, number, chain.Approve)
	}
	p = b.get(path)
	for _, words := range []string{"2024-04-01 - 2024-06-30", "client_id", "resource_id", "未上線", "內政部：戶籍資料"} {
		if !contains(p, words) {
			t.Errorf("approved, it lacks %q: %s", words, p.main())
		}
	}
	s.Clock.Set(stageDay.AddDays(17).Start())
	if p = s.as(s.Officer).get(path); !contains(p, "測試中") {
		t.Errorf("in its window it says %s", p.main())
	}
	s.Clock.Set(stageDay.AddDays(120).Start())
	if p = s.as(s.Officer).get(path); !contains(p, "測試到期") {
		t.Errorf("after its window it says %s", p.main())
	}
}

func TestB10_AServicePageShowsWhatTheMonitorFound(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.approvedService()
	id := strings.TrimPrefix(path, "/services/")
	if p := s.as(s.Officer).get(path); !contains(p, "輪詢狀態 －") {
		t.Errorf("nobody has polled it, but it says %s", p.main())
	}
	monitor, _, err := s.IssueKey(t.Context(), s.Ops, s.IDs.Next(), "監控", []apikey.Scope{apikey.ReportPolling})
	if err == nil {
		_, err = s.ReportPolling(t.Context(), monitor, id, service.PollFails)
	}
	if err != nil {
		t.Fatal(err)
	}
	if p := s.as(s.Officer).get(path); !contains(p, "輪詢狀態 異常（2024-03-15 10:00 起）") {
		t.Errorf("the monitor does not reach it, but it says %s", p.main())
	}
	p := s.as(s.Ops).get("/audit?object=service/" + id)
	for _, words := range []string{"服務 回報輪詢狀態", "API 金鑰 " + monitor.ID, "輪詢狀態：異常"} {
		if !contains(p, words) {
			t.Errorf("the history lacks %q: %s", words, p.main())
		}
	}
}

func TestC2_ARefusedApplicationLeavesItsAnswers(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.decide(s.Bureau, s.submitted(), chain.Reject)
	b := s.as(s.Officer)
	p := b.get(b.get("/services").link("編輯 線上信用貸款")).want(http.StatusOK)
	if !contains(p, "未上線") || !contains(p, "https://www.bank.example.com.tw/mydata/back") {
		t.Errorf("it says %s", p.main())
	}
}

func TestTrust18_AnotherOrganisationsServiceDoesNotExist(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.submitted()
	path := s.as(s.Officer).get("/services").link("編輯 線上信用貸款")
	s.as(s.Stranger).get(path).want(http.StatusNotFound)
	s.as(s.Officer).get("/services/nothing").want(http.StatusNotFound)
	for _, a := range []account.Actor{s.Colleague, s.Bureau, s.Ops, s.Moda} {
		s.as(a).get(path).want(http.StatusOK)
	}
}
