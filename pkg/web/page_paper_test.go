package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
)

func TestD3_AnExtensionIsAskedForOnOnePage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sv := s.Reach(t, service.Testing)
	home := s.as(s.Officer).get("/services/" + sv.ID)
	p := home.get(home.link("延長測試")).want(http.StatusOK)
	if p.h1() != "延長測試申請" {
		t.Errorf("heading %q", p.h1())
	}
	wrong := p.press("申請").want(http.StatusUnprocessableEntity)
	if wrong.fault("test-start") == "" {
		t.Errorf("nothing is said at the day: %s", wrong.main())
	}
	sent := wrong.press("申請", with("test-start", "2024-06-01")).want(http.StatusSeeOther).follow()
	if !strings.HasSuffix(sent.path, "/cases/"+sv.CaseNumber) || !contains(sent, "延長測試") {
		t.Errorf("it leads to %s: %s", sent.path, sent.main())
	}
	again := wrong.press("申請", with("test-start", "2024-06-01")).want(http.StatusSeeOther)
	if !strings.HasSuffix(again.leads(), "/cases/"+sv.CaseNumber) {
		t.Errorf("the same form once more leads to %s", again.leads())
	}
	if home := s.as(s.Officer).get("/services/" + sv.ID); !contains(home, "延長測試申請審核中") || strings.Contains(home.body, sv.ID+"/extend\"") {
		t.Errorf("a second extension is offered: %s", home.main())
	}
}

func TestD5_AGoLiveOpensWithTheConnectionsOfTheTest(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sv := s.Reach(t, service.Testing)
	p := s.as(s.Officer).get("/services/" + sv.ID + "/golive").want(http.StatusOK)
	if p.h1() != "上線申請 試辦環境參數" || p.value("return-url") != "https://www.bank.example.com.tw/mydata/back" || p.value("go-live-date") != "" {
		t.Errorf("%q: return URL %q, day %q", p.h1(), p.value("return-url"), p.value("go-live-date"))
	}
	bad := p.press("申請", with("go-live-date", "2024-07-01"), with("return-url", "http://plain.example/")).want(http.StatusUnprocessableEntity)
	if bad.fault("return-url") == "" || bad.value("return-url") != "http://plain.example/" || !contains(bad, "請上傳測試檢核表") {
		t.Errorf("faults %v", bad.faults())
	}
}

func TestD6_ACaseInPilotShowsItsTrialURL(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sv := s.Reach(t, service.Piloting)
	p := s.as(s.Officer).get("/cases/" + sv.CaseNumber).want(http.StatusOK)
	for _, words := range []string{"GET /service/" + sv.ClientID + "/", "/{tx_id}?returnUrl=https%3A%2F%2Fwww.bank.example.com.tw%2Fmydata%2Fback&pid={personalId}&caseNumber=" + sv.CaseNumber,
		"*針對參數有疑問，請參考「服務提供者技術文件」", "服務申請單(試辦)"} {
		if !contains(p, words) {
			t.Errorf("it lacks %q: %s", words, p.main())
		}
	}
	if got, want := p.link("試辦完成"), "/cases/"+sv.CaseNumber+"/pilot-report"; got != want {
		t.Errorf("試辦完成 leads to %s, want %s", got, want)
	}
	if contains(s.as(s.Ops).get("/cases/"+sv.CaseNumber), "試辦網址路徑") {
		t.Error("a reviewer is shown what is for the applicant")
	}
}

func TestD7_APilotReportNamesItsServiceAndItsDay(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sv := s.Reach(t, service.Piloting)
	p := s.as(s.Officer).get("/cases/" + sv.CaseNumber + "/pilot-report").want(http.StatusOK)
	for _, words := range []string{sv.Name, "試辦報告繳交期限", sv.ReportDay().String(), "預估上線日期", sv.GoLive.String()} {
		if !contains(p, words) {
			t.Errorf("it lacks %q: %s", words, p.main())
		}
	}
}

func TestF5_AChangeSaysWhatItCostsBeforeItIsSent(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sv := s.Reach(t, service.Live)
	b := s.as(s.Officer)
	p := b.get("/services/" + sv.ID + "/edit/security").want(http.StatusOK)
	for _, words := range []string{"還沒有異動", "異動：審核通過即修改資料。", "異動：回試辦。", "異動：回測試。"} {
		if !contains(p, words) {
			t.Errorf("it lacks %q: %s", words, p.main())
		}
	}
	if p := b.get("/services/" + sv.ID + "/edit/purpose"); !contains(p, "異動：審核通過即修改資料，須主管機關發文。") || !contains(p, "異動：回測試，須主管機關發文。") {
		t.Errorf("B and C say %s", p.main())
	}
	p.press("儲存草稿", with(string(form.Hotline), "02-87654321")).want(http.StatusSeeOther)
	preview := b.get("/services/" + sv.ID + "/edit/preview")
	for _, words := range []string{"異動項目：M.客服專線。", "審核通過即修改資料。", "審核流程：維運團隊 → 數位發展部。", "02-12345678"} {
		if !contains(preview, words) {
			t.Errorf("the preview lacks %q: %s", words, preview.main())
		}
	}
	sent := preview.press("送出審核").want(http.StatusSeeOther).follow().want(http.StatusOK)
	if !strings.HasSuffix(sent.path, "/cases/"+sv.CaseNumber+"-1") || !contains(sent, "服務申請單(異動)") {
		t.Errorf("it leads to %s: %s", sent.path, sent.main())
	}
	s.Settle(t)
	for _, a := range []account.Actor{s.Ops, s.Moda} {
		s.decide(a, sv.CaseNumber+"-1", chain.Approve)
	}
	if p := s.as(s.Officer).get("/services/" + sv.ID); !contains(p, "02-87654321") {
		t.Errorf("the service answers %s", p.main())
	}
}

func TestF5_AnAutosaveAnswersWhatTheChangesComeToSoFar(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sv := s.Reach(t, service.Live)
	p := s.as(s.Officer).get("/services/" + sv.ID + "/edit/security")
	for _, c := range []struct {
		name string
		edit edit
		want string
	}{
		{"a field that is applied at once", with(string(form.Hotline), "02-87654321"),
			`{"lines":["異動項目：M.客服專線。","審核通過即修改資料。","審核流程：維運團隊 → 數位發展部。"],"title":"整份異動的流程"}`},
		{"a stricter one besides", with(string(form.IdentityModes), "1", "2", "3"),
			`{"lines":["異動項目：M.客服專線、K.身分驗證模式。","回測試：審核通過後須至測試區重新測試、繳交測試檢核表申請上線，再經試辦與試辦報告後生效。在那之前服務照現行資料提供。","重新測試需要測試日期，請在「期間」填寫。","審核流程：維運團隊 → 數位發展部。"],"title":"整份異動的流程"}`},
	} {
		answer := p.press("儲存草稿", c.edit, with(actName, actAutosave)).want(http.StatusOK)
		if diff := cmp.Diff(c.want, answer.body); diff != "" || answer.header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: %v %s", c.name, answer.header, diff)
		}
		p = s.as(s.Officer).get("/services/" + sv.ID + "/edit/security")
	}
}

func TestD8_AnUnsentChangeCanBeGivenUp(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sv := s.Reach(t, service.Live)
	b := s.as(s.Officer)
	b.get("/services/"+sv.ID+"/edit/security").press("儲存草稿", with(string(form.Hotline), "02-87654321")).want(http.StatusSeeOther)
	b.get("/services/" + sv.ID + "/edit").press("捨棄修改").want(http.StatusSeeOther)
	if p := b.get("/services/" + sv.ID + "/edit"); !contains(p, "還沒有異動") {
		t.Errorf("it says %s", p.main())
	}
}

func TestD7_TheDayOfGoLiveIsMovedWithAReason(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sv := s.Reach(t, service.Piloting)
	for _, a := range []account.Actor{s.Officer, s.Ops} {
		p := s.as(a).get("/services/" + sv.ID)
		p = p.get(p.link("變更上線日期")).press("確定", with("go-live-date", "2020-01-01")).want(http.StatusUnprocessableEntity)
		if p.fault("go-live-date") == "" || p.fault("reason") == "" {
			t.Errorf("%s: faults %v", a.Role, p.faults())
		}
	}
	p := s.as(s.Ops).get("/services/"+sv.ID+"/date").press("確定", with("go-live-date", "2024-08-15"), with("reason", "前臺版本延後")).follow()
	if !contains(p, "2024-08-15") {
		t.Errorf("the service says %s", p.main())
	}
	s.as(s.Bureau).get("/services/" + sv.ID + "/date").want(http.StatusForbidden)
}
