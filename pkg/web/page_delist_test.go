package web

import (
	"net/http"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// delisted is a service that was live and has been taken down.
func (s *site) delisted() service.Service {
	s.t.Helper()
	sv := s.Reach(s.t, service.Live)
	number := s.Fill(s.t, casefile.DelistKind, sv.ID, func(v form.Values) { v.Set(form.RetireReason, "業務調整") })
	s.Answer(s.t, s.dossier(number).Case.ID, chain.Approve)
	return sv
}

func TestD9_ATakeDownIsAskedForWithAReason(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sv := s.Reach(t, service.Live)
	home := s.as(s.Officer).get("/services/" + sv.ID)
	if strings.Contains(home.body, "刪除線上服務") {
		t.Error("what was live can be deleted")
	}
	ask := home.get(home.link("下架線上服務")).want(http.StatusOK)
	if ask.h1() != "下架申請單 (服務)" || !contains(ask, "線上信用貸款") || !contains(ask, "民眾申請信用貸款時") {
		t.Errorf("%s: %s", ask.h1(), ask.main())
	}
	wrong := ask.press("申請").want(http.StatusUnprocessableEntity)
	if wrong.fault(string(form.RetireReason)) == "" {
		t.Errorf("without a reason: %v", wrong.faults())
	}
	sent := wrong.press("申請", with(string(form.RetireReason), "業務調整")).follow()
	if sent.h1() != "下架申請單 (服務)" || !contains(sent, "業務調整") || !contains(sent, "線上信用貸款") {
		t.Errorf("%s: %s", sent.h1(), sent.main())
	}
	for _, who := range []account.Actor{s.Bureau, s.Ops} {
		if page := s.as(who).get(sent.path); !contains(page, "業務調整") {
			t.Errorf("%s does not see why: %s", who.Login, page.main())
		}
	}
	if strings.Contains(s.as(s.Officer).get("/services/"+sv.ID).body, "下架線上服務") {
		t.Error("a second one is offered beside it")
	}
	s.as(s.Stranger).get("/services/" + sv.ID + "/delist").want(http.StatusNotFound)
}

func TestF11_AResumptionIsTheApplicationOnceMore(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sv := s.delisted()
	home := s.as(s.Officer).get("/services/" + sv.ID)
	if !contains(home, "未上線") {
		t.Errorf("taken down, it is %s", home.main())
	}
	page := home.get(home.link("恢復介接")).want(http.StatusOK)
	if page.h1() != "恢復介接" {
		t.Errorf("%s: %s", page.h1(), page.main())
	}
	page.get("/services/"+sv.ID+"/resume/period").want(http.StatusOK).press("儲存並繼續", with(string(form.TestStart), "2024-09-01"))
	preview := page.get("/services/" + sv.ID + "/resume/preview").want(http.StatusOK)
	if !contains(preview, "https://www.bank.example.com.tw/mydata/back") {
		t.Errorf("the answers are not there: %s", preview.main())
	}
	sent := preview.press("送出審核").follow()
	if !strings.HasSuffix(sent.path, sv.CaseNumber+"-2") {
		t.Errorf("it leads to %s: %s", sent.path, sent.main())
	}
}
