package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// code is what a person's authenticator shows now.
func (s *site) code(a account.Actor) string {
	s.t.Helper()
	code, err := portaltest.Factor(a.Login).Code(s.Clock.Now())
	if err != nil {
		s.t.Fatal(err)
	}
	return code
}

// signIn goes through both pages as a person does.
func (s *site) signIn(a account.Actor) *browser {
	s.t.Helper()
	b := s.visitor()
	b.again(s, a)
	return b
}

// again does so in a browser whose session has ended.
func (b *browser) again(s *site, a account.Actor) *page {
	p := b.get("/signin").press("登入後臺", with("login", a.Login), with("password", portaltest.Password)).follow()
	return p.press("驗證", with("code", s.code(a))).want(http.StatusSeeOther)
}

func TestA7_PasswordAndCodeOpenThePortal(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.visitor()
	if got := b.get("/").leads(); got != "/signin" {
		t.Errorf("a stranger is led to %s", got)
	}
	p := b.get("/signin").press("登入後臺", with("login", s.Officer.Login), with("password", portaltest.Password))
	if got := p.leads(); got != "/signin/code" {
		t.Errorf("the password leads to %s", got)
	}
	if got := b.get("/").leads(); got != "/signin" {
		t.Errorf("the password alone opens the portal: %s", got)
	}
	p = b.get("/signin/code").press("驗證", with("code", s.code(s.Officer)))
	if got := p.leads(); got != "/" {
		t.Errorf("the code leads to %s", got)
	}
	if home := p.follow().want(http.StatusOK); home.h1() != "首頁" || !strings.Contains(text(home.root), "王大明") {
		t.Errorf("the first page is %q", home.h1())
	}
}

func TestTrust17_AWrongPasswordAndAnUnknownAccountLookAlike(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var answers []string
	for _, login := range []string{s.Officer.Login, "nobody123"} {
		p := s.visitor().get("/signin").press("登入後臺", with("login", login), with("password", "Wrong-pw1")).want(http.StatusUnprocessableEntity)
		if p.value("login") != login || p.value("password") != "" || len(p.cookies) > 0 {
			t.Errorf("%s: %q, %q, cookies %v", login, p.value("login"), p.value("password"), p.cookies)
		}
		p.header.Del("X-Request-Id")
		answers = append(answers, headers(p.header)+"\n"+strings.ReplaceAll(p.body, login, ""))
	}
	if answers[0] != answers[1] {
		t.Error("the answers differ")
	}
}

func TestA7_WhatIsMissingOrWrongIsSaidAtTheField(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.visitor().get("/signin").press("登入後臺").want(http.StatusUnprocessableEntity)
	if p.fault("login") != "錯誤：請輸入帳號。" || p.fault("password") != "錯誤：請輸入密碼。" || len(p.faults()) != 2 {
		t.Errorf("%v", p.faults())
	}
	p = p.press("登入後臺", with("login", s.Officer.Login), with("password", portaltest.Password)).follow()
	if p = p.press("驗證").want(http.StatusUnprocessableEntity); p.fault("code") != "錯誤：請輸入驗證碼。" {
		t.Errorf("%v", p.faults())
	}
	if p = p.press("驗證", with("code", "000000")).want(http.StatusUnprocessableEntity); p.fault("code") == "" {
		t.Error("a wrong code is not named")
	}
	p.post("/signin", map[string][]string{"login": {"a"}, "password": {"b"}, "role": {"ops"}}).want(http.StatusUnprocessableEntity)
}

func TestTrust13_ACodeOpensOneSession(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.signIn(s.Officer)
	b := s.visitor()
	p := b.get("/signin").press("登入後臺", with("login", s.Officer.Login), with("password", portaltest.Password)).follow()
	if p = p.press("驗證", with("code", s.code(s.Officer))).want(http.StatusUnprocessableEntity); !strings.Contains(p.fault("code"), "已經用過") {
		t.Errorf("%v", p.faults())
	}
}

func TestTrust12_TheSixthGuessIsNotLookedAt(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.visitor().get("/signin")
	for range 5 {
		p = p.press("登入後臺", with("login", s.Officer.Login), with("password", "Wrong-pw1")).want(http.StatusUnprocessableEntity)
	}
	p.press("登入後臺", with("login", s.Officer.Login), with("password", portaltest.Password)).want(http.StatusTooManyRequests)
	s.Clock.Advance(16 * time.Minute)
	s.signIn(s.Officer)
}

func TestA14_SigningOutEndsTheSession(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	old := b.cookies[sessionCookie]
	p := b.get("/").press("登出")
	if got := p.leads(); got != "/signin" || b.cookies[sessionCookie] != "" {
		t.Errorf("登出 leads to %s and leaves %q", got, b.cookies[sessionCookie])
	}
	if got := p.follow().banner(); got != "您已登出。" {
		t.Errorf("it says %q", got)
	}
	b.cookies[sessionCookie] = old
	if got := b.get("/").leads(); got != "/signin" {
		t.Errorf("the old cookie still opens %s", got)
	}
	s.visitor().post("/signout", nil).want(http.StatusSeeOther)
}

func TestA14_ASessionEndsByItself(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	for range 40 { // ten hours with a page every 14 minutes
		s.Clock.Advance(14 * time.Minute)
		b.get("/").want(http.StatusOK)
	}
	b.post("/session/extend", nil).want(http.StatusNoContent)
	s.Clock.Advance(account.SessionIdle)
	if got := b.get("/").leads(); got != "/signin" {
		t.Errorf("after idle minutes it leads to %s", got)
	}
	b = s.as(s.Officer)
	for range 52 {
		s.Clock.Advance(14 * time.Minute)
		b.get("/")
	}
	if got := b.get("/").leads(); got != "/signin" {
		t.Errorf("after more than twelve hours it leads to %s", got)
	}
}

func TestTrust16_ANewPasswordEndsSessions(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	b.get("/").want(http.StatusOK)
	if err := s.SetPassword(t.Context(), s.Officer.AccountID, "Zk-48wuq.p"); err != nil {
		t.Fatal(err)
	}
	if got := b.get("/").leads(); got != "/signin" {
		t.Errorf("the old session leads to %s", got)
	}
}
