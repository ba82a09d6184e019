package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// published is the path of a bulletin that ops has written.
func (s *site) published(words onboarding.BulletinWords) string {
	s.t.Helper()
	b, err := s.WriteBulletin(s.t.Context(), s.Ops, s.IDs.Next(), words)
	if err != nil {
		s.t.Fatal(err)
	}
	return bulletinPath(b.ID)
}

var news = onboarding.BulletinWords{Kind: "announcement", Date: "2024-03-15", Title: "技術文件更新通知", Text: "新版文件：\n\n- 介接規格\n- 檢核表"}

func boardBudgets() []budget {
	at := func(who func(*site) account.Actor, path string) func(*site) *page {
		return func(s *site) *page { return s.as(who(s)).get(s.published(news) + path) }
	}
	officer := func(s *site) account.Actor { return s.Officer }
	ops := func(s *site) account.Actor { return s.Ops }
	return []budget{
		{"", "GET /bulletins", ok, aPage, func(s *site) *page { s.published(news); return s.as(s.Officer).get("/bulletins") }},
		{"", "POST /bulletins/seen", found, upTo(2, 2, 2), func(s *site) *page { return at(officer, "")(s).press("全部標示為已讀") }},
		{"", "GET /bulletins/new", ok, aPage, func(s *site) *page { return s.as(s.Ops).get("/bulletins/new") }},
		{"", "POST /bulletins/new", found, upTo(2, 2, 15), func(s *site) *page {
			return s.as(s.Ops).get("/bulletins/new").press("公佈", with("title", news.Title), with("text", news.Text))
		}},
		{"", "GET /bulletins/{id}", ok, aPage, at(officer, "")},
		{"", "GET /bulletins/{id}/edit", ok, aPage, at(ops, "/edit")},
		{"", "POST /bulletins/{id}/edit", found, upTo(3, 3, 15), func(s *site) *page { return at(ops, "/edit")(s).press("公佈") }},
		{"", "GET /bulletins/{id}/retire", ok, aPage, at(ops, "/retire")},
		{"", "POST /bulletins/{id}/retire", found, upTo(3, 3, 15), func(s *site) *page { return at(ops, "/retire")(s).press("撤下公告") }},
	}
}

func TestE2_OpsWritesEditsAndTakesDown(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	editor := s.as(s.Ops).get("/bulletins").get("/bulletins/new").want(http.StatusOK)
	faulty := editor.press("公佈", with("title", ""), with("text", "保留的內容")).want(http.StatusUnprocessableEntity)
	if faulty.fault("title") == "" || faulty.value("text") != "保留的內容" {
		t.Errorf("faults %v, text %q", faulty.faults(), faulty.value("text"))
	}
	sent := faulty.press("公佈", with("title", "說明會"), with("kind", "event"), with("text", "第一段\n\n1. 報到\n2. 說明"))
	if again := faulty.press("公佈", with("title", "說明會"), with("kind", "event"), with("text", "第一段")); again.leads() != sent.leads() {
		t.Errorf("sent twice it leads to %s and %s", sent.leads(), again.leads())
	}
	shown := sent.follow()
	if shown.h1() != "說明會" || !strings.Contains(shown.body, "<ol><li>報到</li>") || shown.banner() != "公告已公佈。" {
		t.Errorf("%q: %s", shown.h1(), shown.main())
	}
	edit := shown.get(shown.link("修改公告"))
	if !strings.HasPrefix(edit.value("text"), "第一段") {
		t.Errorf("the editor holds %q", edit.value("text"))
	}
	changed := edit.press("公佈", with("title", "說明會改期")).follow()
	if changed.h1() != "說明會改期" || !strings.Contains(changed.main(), "最後修改 2024-03-15") {
		t.Error(changed.main())
	}
	edit.press("公佈", with("title", "舊頁")).want(http.StatusConflict)

	list := changed.get(changed.link("撤下公告")).press("撤下公告").follow()
	if len(list.rows()) != 0 {
		t.Errorf("still listed: %q", list.rows())
	}
	if over := list.get("/bulletins?retired=yes").rows(); len(over) != 1 || !strings.Contains(over[0][2], "已撤下") {
		t.Errorf("taken down: %q", over)
	}
	s.as(s.Officer).get(sent.leads()).want(http.StatusNotFound)
	list.get(sent.leads() + "/edit").want(http.StatusConflict)
}

func TestE2_WhatIsDatedAheadWaitsForItsDay(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	ahead := news
	ahead.Date = "2024-03-16"
	path := s.published(ahead)
	if row := s.as(s.Ops).get("/bulletins").rows()[0]; !strings.Contains(row[2], "待公佈") {
		t.Errorf("ops sees %q", row)
	}
	for _, look := range []string{"/bulletins", "/"} {
		if rows := s.as(s.Officer).get(look).rows(); len(rows) != 0 {
			t.Errorf("%s shows %q", look, rows)
		}
	}
	s.as(s.Officer).get(path).want(http.StatusNotFound)
	s.Clock.Advance(14 * time.Hour) // 0:00 in Taipei
	if row := s.as(s.Officer).get("/bulletins").rows()[0]; !strings.Contains(row[2], "未讀") {
		t.Errorf("on its day the officer sees %q", row)
	}
}

func TestE2_UnreadUntilThePersonSaysSo(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.published(news)
	b := s.as(s.Officer)
	if home := b.get("/"); !strings.Contains(home.main(), "最新公告（1 則未讀）") {
		t.Error(home.main())
	}
	b.get(path)
	list := b.get("/bulletins")
	if !strings.Contains(list.rows()[0][2], "未讀") {
		t.Error("looking at it has marked it") // trust 5
	}
	s.Clock.Advance(time.Second)
	done := list.press("全部標示為已讀").follow()
	if strings.Contains(done.main(), "未讀") || strings.Contains(done.body, "/bulletins/seen") {
		t.Error(done.main())
	}
	if other := s.as(s.Colleague).get("/bulletins"); !strings.Contains(other.main(), "未讀") {
		t.Error("it is another person's to read")
	}
}

func TestE2_WhatTheEditorSendsKeepsItsWeights(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	html := with("text-html", "<p>請<b>儘速</b>更新<script>alert(1)</script></p>")
	shown := s.as(s.Ops).get("/bulletins/new").press("公佈", with("title", news.Title), html).follow()
	if !strings.Contains(shown.body, "請<strong>儘速</strong>更新") {
		t.Fatal(shown.main())
	}
	edited := shown.get(shown.link("修改公告")).press("公佈", with("title", "新標題")).follow() // as without script
	if edited.h1() != "新標題" || !strings.Contains(edited.body, "請<strong>儘速</strong>更新") {
		t.Error(edited.main())
	}
}
