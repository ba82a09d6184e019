package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/form"
)

func TestF1_SigningInAfterATimeOutLeadsBackToThePage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := "/drafts/" + s.Draft(t, s.Officer, form.Defaults()) + "/connection"
	b := s.as(s.Officer)
	b.get(path).press("儲存草稿", with("front-url", "https://www.bank"))
	s.Clock.Advance(account.SessionIdle)
	if got := b.get(path + "?check").leads(); got != "/signin" {
		t.Fatalf("the old session leads to %s", got)
	}
	if got := b.again(s, s.Officer).leads(); got != path+"?check" {
		t.Errorf("signed in, one is at %s", got)
	}
	if got := b.get(path).value("front-url"); got != "https://www.bank" {
		t.Errorf("the draft holds %q", got)
	}
	if _, kept := b.cookies[backCookie]; kept {
		t.Error("the next sign-in leads there too")
	}
}

func TestA14_OnlyWhoseSessionEndedIsLedBackAndOnlyIntoThePortal(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	s.Clock.Advance(account.SessionIdle)
	b.get("/drafts")
	if got := b.again(s, s.Ops).leads(); got != "/" {
		t.Errorf("somebody else is led to %s", got)
	}
	for _, hostile := range []string{"IC8vZXZpbC5leGFtcGxl", "IGh0dHBzOi8vZXZpbC5leGFtcGxl", "IC9cZXZpbC5leGFtcGxl", "%%%", ""} { // //evil.example, https://evil.example, /\\evil.example
		b := s.visitor()
		b.cookies[backCookie] = hostile
		s.Clock.Advance(account.SessionIdle)
		if p := b.again(s, s.Officer); p.leads() != "/" {
			t.Errorf("%s leads to %s", hostile, p.leads())
		}
	}
}

func TestF1_WhatIsSentAfterTheEndOfASessionCanBeSentAgain(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := "/drafts/" + s.Draft(t, s.Officer, form.Defaults()) + "/security"
	b := s.as(s.Officer)
	open := b.get(path)
	s.Clock.Advance(account.SessionIdle)
	typed := open.form("儲存並繼續")
	for _, change := range []edit{with("hotline", `02-12"><script>alert(1)</script>`), with("identity-modes", "1", "3"),
		with("use-sp-api-key", form.Yes), with("sp-api-key", "a-key-of-more-than-16-characters")} {
		change(typed)
	}
	p := b.post(path, typed.values).want(http.StatusUnauthorized)
	if p.h1() != "登入已逾時" || strings.Contains(p.body, "a-key-of-more") || !contains(p, "金鑰文字不會保留在這一頁") {
		t.Errorf("%q, or the key is shown: %s", p.h1(), p.main())
	}
	b.again(s, s.Officer) // in another tab
	p = p.press("重新送出").want(http.StatusUnprocessableEntity)
	if p.path != path || p.value("hotline") != typed.values.Get("hotline") {
		t.Errorf("at %s stands %q", p.path, p.value("hotline"))
	}
	if diff := cmp.Diff([]string{"1", "3"}, p.form("儲存並繼續").values["identity-modes"]); diff != "" {
		t.Error(diff)
	}
}

func TestF1_OnlyWhatWasTypedIntoAnApplicationIsHandedBack(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := "/drafts/" + s.Draft(t, s.Officer, form.Defaults()) + "/basics"
	for at, values := range map[string]map[string][]string{
		"/me/password":  {"current": {"Secret-1!"}},
		path:            {"name": {"甲"}, actName: {actAutosave}, seenName: {""}},
		"/services/new": nil,
	} {
		if p := s.visitor().post(at, values).want(http.StatusUnauthorized); p.h1() != "請先登入" || strings.Contains(p.body, "Secret-1!") {
			t.Errorf("%s: %s", at, p.main())
		}
	}
}
