package web

import (
	"net/http"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// extensionBack is the page on which an extension that ops has returned is
// corrected.
func (s *site) extensionBack() *page {
	s.t.Helper()
	sv := s.Reach(s.t, service.Testing)
	s.Fill(s.t, casefile.ExtendKind, sv.ID, func(v form.Values) { v.Set(form.TestStart, "2024-06-01") })
	s.Answer(s.t, sv.CaseID, chain.Return)
	return s.as(s.Officer).get("/cases/" + sv.CaseNumber + "/extension")
}

func TestD3_AReturnedExtensionIsCorrectedBesideAReturnedChange(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.Reach(t, service.Testing).CaseNumber
	sv, caseID := s.dossier(number).Case.ServiceID, s.dossier(number).Case.ID
	for kind, change := range map[casefile.Kind]func(form.Values){
		casefile.ExtendKind: func(v form.Values) { v.Set(form.TestStart, "2024-06-01") },
		casefile.AmendKind:  func(v form.Values) { v.Set(form.Hotline, "02-87654321") },
	} {
		s.Fill(t, kind, sv, change)
		s.Answer(t, caseID, chain.Return)
	}
	home := s.as(s.Officer).get("/")
	paper := home.get("/cases/" + number)
	p := paper.get(paper.link("修正延長測試申請")).want(http.StatusOK)
	if p.h1() != "修正延長測試申請" || p.value("test-start") != "2024-06-01" || !contains(p, "請依說明辦理。") {
		t.Errorf("%q opens with %q: %s", p.h1(), p.value("test-start"), p.main())
	}
	if home.link(number+" 線上信用貸款：延長測試申請") != p.path {
		t.Errorf("the home page leads to %s", home.link(number+" 線上信用貸款：延長測試申請"))
	}
	wrong := p.press("重新送出", with("test-start", "2020-01-01")).want(http.StatusUnprocessableEntity)
	if wrong.fault("test-start") == "" || wrong.value("test-start") != "2020-01-01" {
		t.Errorf("faults %v at %q", wrong.faults(), wrong.value("test-start"))
	}
	sent := wrong.press("重新送出", with("test-start", "2024-06-15")).want(http.StatusSeeOther)
	if wrong.press("重新送出", with("test-start", "2024-06-20")).leads() != sent.leads() {
		t.Error("a second click leads elsewhere")
	}
	paper = sent.follow()
	if paper.banner() != "申請單 "+number+" 已重新送出。" || s.dossier(number).Case.State != casefile.Returned {
		t.Errorf("%q; the case is %s", paper.banner(), s.dossier(number).Case.State)
	}
	change := paper.get(paper.link("修正申請單")).want(http.StatusOK)
	change.get(change.path + "/preview").press("重新送出").want(http.StatusSeeOther)
	if state := s.dossier(number).Case.State; state != casefile.Reviewing {
		t.Errorf("with both sent again the case is %s", state)
	}
	s.as(s.Stranger).get(p.path).want(http.StatusNotFound)
	s.as(s.Bureau).get(p.path).want(http.StatusForbidden)
}
