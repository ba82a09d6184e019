package web

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// pass is what people type into the five pages of an application without
// faults.
var pass = map[form.Section][]edit{
	form.Basics: {with("category", "消費金融"), with("name", "線上信用貸款"), with("existing-link", "https://www.bank.example.com.tw/loan")},
	form.Period: {with("test-start", "2024-04-01")},
	form.Project: {with("purpose", "民眾申請信用貸款。\r\n\r\n- 所得資料\r\n- 戶籍資料"), with("mode", "person"),
		with("data-sets", "moi-household", "mof-income")},
	form.Connection: {with("front-url", "https://www.bank.example.com.tw/mydata"), with("return-url", "https://www.bank.example.com.tw/back"),
		with("sp-api-url", "https://api.bank.example.com.tw:8443/sp"), with("sp-api-ips", "203.66.35.10"),
		with("host-ips", "203.66.35.20"), with("test-ips", "203.66.35.30")},
	form.Security: {with("hotline", "02-12345678"), with("identity-modes", "1", "2")},
}

func TestB7_AnApplicationIsFilledInPageByPageAndSent(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	p := b.get("/services").want(http.StatusOK)
	p = p.get(p.link("新增線上服務")).press("開始填寫").follow()
	if p.h1() != "服務提供者申請單" || p.banner() == "" {
		t.Errorf("a new draft opens with %q, %q", p.h1(), p.banner())
	}
	p = p.get(p.link("基本資料"))
	for _, section := range form.Application.Sections() {
		if p.h1() != section.Title() {
			t.Fatalf("after the page before comes %q, want %q", p.h1(), section.Title())
		}
		p = p.press("儲存並繼續", pass[section]...).follow()
	}
	if p.h1() != "預覽" || len(p.faults()) > 0 {
		t.Fatalf("the last page leads to %q with %v", p.h1(), p.faults())
	}
	sent := p.press("送出")
	if got := sent.leads(); got != "/cases/B1130315001" {
		t.Errorf("送出 leads to %s", got)
	}
	if got := sent.follow().banner(); got != "申請單 B1130315001 已送出。" {
		t.Errorf("and says %q", got)
	}
	s.Settle(t)
	if d := s.dossier("B1130315001"); d.Case.ServiceName != "線上信用貸款" || len(d.Stages) != 1 {
		t.Errorf("the case is %+v", d)
	}
}

func TestF1_TheTaskListSaysHowFarEachSectionIs(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	started := form.Defaults()
	started.Set(form.Name, "線上信用貸款")
	started.Set(form.TestStart, "2024-04-01")
	cases := map[string]struct {
		values form.Values
		want   []string
	}{
		"a new draft": {form.Defaults(), []string{"基本資料未開始", "期間未開始", "項目說明未開始", "連線未開始", "安全與客服未開始"}},
		"begun":       {started, []string{"基本資料填寫中", "期間已完成", "項目說明未開始", "連線未開始", "安全與客服未開始"}},
		"complete":    {portaltest.Application(), []string{"基本資料已完成", "期間已完成", "項目說明已完成", "連線已完成", "安全與客服已完成"}},
	}
	b := s.as(s.Officer)
	for name, c := range cases {
		p := b.get("/drafts/" + s.Draft(t, s.Officer, c.values)).want(http.StatusOK)
		var got []string
		for _, li := range all(byClass(p.root, "tasks"), "li") {
			got = append(got, text(li))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if diff := cmp.Diff([]string{"線上服務列表"}, p.current()); diff != "" {
			t.Errorf("%s, menu: %s", name, diff)
		}
	}
}

func TestB2_TheChainAheadIsThatOfTheOrganisation(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.as(s.Officer).get("/drafts/" + s.Draft(t, s.Officer, form.Defaults()))
	var got []string
	for _, li := range all(byClass(p.root, "stages"), "li") {
		got = append(got, text(byClass(li, "stage-title")))
	}
	if diff := cmp.Diff([]string{"機關單位 – 銀行局", "維運團隊", "機關單位 – 銀行局發文", "數位發展部"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestTrust8_ADraftThatWasSentIsItsCase(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.Draft(t, s.Officer, portaltest.Application())
	b := s.as(s.Officer)
	preview, basics := b.get("/drafts/"+id+"/preview"), b.get("/drafts/"+id+"/basics")
	first := preview.press("送出").leads()
	s.Settle(t)
	for _, path := range []string{"", "/basics", "/preview"} {
		if got := b.get("/drafts/" + id + path).leads(); got != first {
			t.Errorf("%s of a sent draft leads to %s, want %s", path, got, first)
		}
	}
	if got := preview.press("送出"); got.leads() != first || got.follow().banner() != "申請單 B1130315001 已送出。" {
		t.Errorf("送出 pressed again leads to %s", got.leads())
	}
	if p := basics.press("儲存並繼續").want(http.StatusConflict); !contains(p, "B1130315001") {
		t.Errorf("a late save says %q", p.main())
	}
	if n := s.cases(); n != 1 {
		t.Errorf("there are %d cases", n)
	}
}

func TestTrust18_AnotherOrganisationsDraftDoesNotExist(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.Draft(t, s.Officer, portaltest.Application())
	b := s.as(s.Stranger)
	for _, path := range []string{"", "/basics", "/preview", "/nothing"} {
		b.get("/drafts/" + id + path).want(http.StatusNotFound)
		b.post("/drafts/"+id+path, nil).want(http.StatusNotFound)
	}
	s.as(s.Colleague).get("/drafts/" + id).want(http.StatusOK)
	s.as(s.Ops).get("/drafts/" + id).want(http.StatusForbidden)
}
