package web

import (
	"net/http"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
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
