package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/environment"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/scan/scantest"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// newDocument is the page on which ops chooses the first file of a document.
func (s *site) newDocument() *page {
	s.t.Helper()
	p := s.as(s.Ops).get("/environment/documents/new").want(http.StatusOK)
	return p.press("選擇檔案", with(onboarding.FieldTitle, "測試檢核表"), with(onboarding.FieldNote, "申請上線時使用")).follow().want(http.StatusOK)
}

// documented is the page of a document with one edition.
func (s *site) documented() *page {
	s.t.Helper()
	return s.newDocument().arrived(s, scantest.PNG()).press("發布").follow().want(http.StatusOK)
}

func environmentBudgets() []budget {
	at := func(path string) func(*site) *page {
		return func(s *site) *page { p := s.documented(); return p.get(p.path + path) }
	}
	clean := func(s *site) *page { return s.newDocument().arrived(s, scantest.PNG()) }
	return []budget{
		{"", "GET /environment", ok, aPage, func(s *site) *page { s.documented(); return s.as(s.Officer).get("/environment") }},
		{"", "GET /environment/files/{id}", found, aPage, func(s *site) *page { p := s.documented(); return p.get(p.link("服務流程.png")) }},
		{"", "GET /environment/hosts", ok, aPage, func(s *site) *page { return s.as(s.Ops).get("/environment/hosts") }},
		{"", "POST /environment/hosts", found, upTo(3, 3, 10), func(s *site) *page {
			return s.as(s.Ops).get("/environment/hosts").press("儲存並公佈", with(onboarding.FieldTestHosts, "平臺前臺：mydatadev.nat.gov.tw"))
		}},
		{"", "GET /environment/documents/new", ok, aPage, func(s *site) *page { return s.as(s.Ops).get("/environment/documents/new") }},
		{"", "POST /environment/documents/new", found, upTo(3, 3, 20), func(s *site) *page {
			return s.as(s.Ops).get("/environment/documents/new").press("選擇檔案", with(onboarding.FieldTitle, "範例程式"))
		}},
		{"", "GET /environment/documents/{id}", ok, aPage, at("")},
		{"", "POST /environment/documents/{id}", found, upTo(3, 3, 20), func(s *site) *page { return s.documented().press("上傳新版次") }},
		{"", "GET /environment/documents/{id}/remove", ok, aPage, at("/remove")},
		{"", "POST /environment/documents/{id}/remove", found, upTo(3, 3, 20), func(s *site) *page { return at("/remove")(s).press("移除") }},
		{"", "GET /environment/uploads/{id}", ok, aPage, (*site).newDocument},
		{"", "POST /environment/uploads/{id}/replace", found, upTo(6, 6, 20), func(s *site) *page { return clean(s).press("更換檔案") }},
		{"", "GET /environment/uploads/{id}/remove", ok, aPage, func(s *site) *page { p := clean(s); return p.get(p.path + "/remove") }},
		{"", "POST /environment/uploads/{id}/remove", found, upTo(4, 4, 20), func(s *site) *page { p := clean(s); return p.get(p.path + "/remove").press("移除") }},
		{"", "GET /environment/uploads/{id}/file", found, aPage, func(s *site) *page { p := clean(s); return p.get(p.path + "/file") }},
		{"", "POST /environment/uploads/{id}/publish", found, upTo(5, 5, 30), func(s *site) *page { return clean(s).press("發布") }},
	}
}

func TestE5_OpsKeepsTheHostsThatEverybodyReads(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	form := s.as(s.Ops).get("/environment").want(http.StatusOK)
	form = form.get(form.link("編輯主機與網址")).want(http.StatusOK)
	refused := form.press("儲存並公佈", with(onboarding.FieldTestHosts, "mydatadev"), with(onboarding.FieldProductionHosts, "平臺前臺：mydata.nat.gov.tw")).
		want(http.StatusUnprocessableEntity)
	if len(refused.faults()) != 1 || refused.value(onboarding.FieldTestHosts) != "mydatadev" || refused.value(onboarding.FieldProductionHosts) == "" {
		t.Errorf("refused: %v", refused.faults())
	}
	if got := refused.press("儲存並公佈", with(onboarding.FieldTestHosts, "平臺前臺：https://mydatadev.nat.gov.tw")).leads(); got != "/environment" {
		t.Errorf("leads to %s", got)
	}
	for _, a := range []account.Actor{s.Officer, s.Colleague, s.Bureau, s.Ops, s.Moda} {
		p := s.as(a).get("/environment").want(http.StatusOK)
		if !contains(p, "https://mydatadev.nat.gov.tw") || !contains(p, "mydata.nat.gov.tw") || contains(p, "編輯主機與網址") != (a.Role == account.Ops) {
			t.Errorf("%s reads %s", a.Role, p.main())
		}
	}
	form.press("儲存並公佈", with(onboarding.FieldTestHosts, "")).want(http.StatusConflict)
	if p := s.as(s.Officer).get("/environment"); !contains(p, "https://mydatadev.nat.gov.tw") {
		t.Error("an edit over an older version got through")
	}
}

func TestE5_EverybodySignedInDownloadsWhatOpsPublished(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	choosing := s.newDocument()
	if p := s.as(s.Officer).get("/environment"); contains(p, "測試檢核表") {
		t.Error("a document without an edition is shown")
	}
	document := choosing.arrived(s, scantest.PNG()).press("發布").follow().want(http.StatusOK)
	second := document.press("上傳新版次").follow().arrived(s, scantest.Zip(scantest.Part{Name: "client.py", Text: "print()"})).press("發布").follow()
	if rows := second.rows(); len(rows) != 2 || rows[0][0] != "2" || rows[1][0] != "1" {
		t.Errorf("editions %v", rows)
	}
	for _, a := range []account.Actor{s.Officer, s.Stranger, s.Bureau, s.Moda} {
		list := s.as(a).get("/environment").want(http.StatusOK)
		to, err := url.Parse(list.get(list.link("服務流程.zip")).want(http.StatusSeeOther).header.Get("Location"))
		if err != nil || !strings.HasPrefix(to.Query().Get("response-content-disposition"), "attachment;") {
			t.Errorf("%s is led to %s, %v", a.Role, to, err)
		}
		editions := list.get(list.link("各版次 測試檢核表")).want(http.StatusOK)
		editions.get(editions.link("服務流程.png")).want(http.StatusSeeOther)
		if contains(editions, "上傳新版次") {
			t.Errorf("%s may publish", a.Role)
		}
	}
	file := second.link("服務流程.zip")
	if got := s.visitor().get(file).leads(); got != "/signin" {
		t.Errorf("a stranger is led to %s", got)
	}
	second.get(second.path + "/remove").press("移除").want(http.StatusSeeOther)
	s.as(s.Officer).get(file).want(http.StatusNotFound)
	s.as(s.Officer).get(second.path).want(http.StatusNotFound)
}

func TestE5_AFileThatIsNotCleanHasNoWayToBePublished(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	refused := s.newDocument().arrived(s, []byte("<script>alert(1)</script>"))
	if !contains(refused, upload.Unknown.Label()) || contains(refused, "發布") {
		t.Errorf("refused: %s", refused.main())
	}
	refused.post(refused.path+"/publish", nil).want(http.StatusConflict)
	if p := s.as(s.Ops).get("/environment/documents/new").press("選擇檔案", with(onboarding.FieldTitle, strings.Repeat("長", environment.MaxTitle+1)),
		with(onboarding.FieldNote, "留著")).want(http.StatusUnprocessableEntity); p.fault(onboarding.FieldTitle) == "" || p.value(onboarding.FieldNote) != "留著" {
		t.Errorf("a long title: %v", p.faults())
	}
}
