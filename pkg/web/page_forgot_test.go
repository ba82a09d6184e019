package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

const another = "Zk-48wuq.p"

func TestA8_AMailedLinkSetsThePassword(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	open := s.as(s.Officer)
	link := s.resetLink(s.Officer.Login, s.Officer.Mail)
	second := s.resetLink(s.Officer.Login, s.Officer.Mail)
	for range 20 {
		s.get(link).want(ok)
		s.visitor().do(http.MethodHead, link, nil).want(ok)
	}
	p := s.get(link)
	if p.h1() != "設定密碼" || !contains(p, s.Officer.Login) {
		t.Errorf("%s: %s", p.h1(), p.main())
	}
	refused := p.press("設定密碼", with("password", "Officer#01"), with("password-again", "x")).want(http.StatusUnprocessableEntity)
	if !strings.Contains(refused.fault("password"), "帳號") || !strings.Contains(refused.fault("password-again"), "不同") {
		t.Errorf("%v", refused.faults())
	}
	done := p.press("設定密碼", with("password", another), with("password-again", another)).follow()
	if !strings.Contains(done.banner(), "密碼已設定") || done.h1() != "MyData管理後臺" {
		t.Errorf("%s says %q", done.h1(), done.banner())
	}
	if got := open.get("/").leads(); got != "/signin" {
		t.Errorf("an open session leads to %s", got)
	}
	used := p.press("設定密碼", with("password", another), with("password-again", another)).want(http.StatusGone)
	if !contains(used, "已經使用過") {
		t.Errorf("a second use: %s", used.main())
	}
	if void := s.get(second).want(http.StatusGone); !contains(void, "已有異動") {
		t.Errorf("the other link: %s", void.main())
	}
	if !strings.Contains(s.mail(s.Officer.Mail), "以信件連結設定密碼") {
		t.Error("the reset is not announced")
	}
	s.visitor().get("/signin").press("登入後臺", with("login", s.Officer.Login), with("password", portaltest.Password)).want(http.StatusUnprocessableEntity)
	p = s.visitor().get("/signin").press("登入後臺", with("login", s.Officer.Login), with("password", another)).follow()
	p.press("驗證", with("code", s.code(s.Officer))).want(found) // the authenticator stayed
}

func TestA8_ALinkEndsToTheSecond(t *testing.T) {
	t.Parallel()
	for after, status := range map[time.Duration]int{time.Hour - time.Second: found, time.Hour: http.StatusGone} {
		s := newSite(t)
		p := s.get(s.resetLink(s.Officer.Login, s.Officer.Mail))
		s.Clock.Advance(after)
		late := p.press("設定密碼", with("password", another), with("password-again", another)).want(status)
		if status == http.StatusGone && !contains(late, "超過一小時") {
			t.Errorf("after %s: %s", after, late.main())
		}
	}
}

func TestA8_WhatIsNoLinkIsNotFound(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	link := s.resetLink(s.Officer.Login, s.Officer.Mail)
	for _, wrong := range []string{"/reset", "/reset?link=", link + "x", link[:len(link)-1], "/reset?link=" + strings.Repeat("a", 3000)} {
		s.get(wrong).want(http.StatusNotFound)
	}
}

func TestTrust17_ForgotAnswersTheSameForEveryName(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	type answer struct {
		status int
		header http.Header
		body   string
	}
	ask := func(login string) (list []answer) {
		b := s.visitor()
		for _, p := range []*page{b.get("/forgot").press(sendLink, with("login", login)), b.get("/forgot/sent")} {
			p.header.Del("X-Request-Id")
			list = append(list, answer{p.status, p.header, p.body})
		}
		return list
	}
	before := len(s.Mail.Sent())
	if diff := cmp.Diff(ask(s.Officer.Login), ask("nobody123"), cmp.AllowUnexported(answer{})); diff != "" {
		t.Errorf("known and unknown differ: %s", diff)
	}
	s.Settle(t)
	if sent := len(s.Mail.Sent()) - before; sent != 1 {
		t.Errorf("%d mails", sent)
	}
}

func TestTrust17_KnownAndUnknownNamesCostTheSameWrites(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	ask := func(login string) any { return s.visitor().get("/forgot").press(sendLink, with("login", login)).usage }
	if diff := cmp.Diff(ask(s.Officer.Login), ask("nobody123")); diff != "" {
		t.Errorf("forgot: %s", diff)
	}
	sign := func(login string) any {
		return s.visitor().get("/signin").press("登入後臺", with("login", login), with("password", "Wr0ng.p4ss")).usage
	}
	if diff := cmp.Diff(sign(s.Officer.Login), sign("nobody123")); diff != "" {
		t.Errorf("sign-in: %s", diff)
	}
}

func TestTrust24_LinksAreLimited(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, login := range []string{s.Officer.Login, "nobody123"} {
		for range 3 {
			s.visitor().get("/forgot").press(sendLink, with("login", login)).want(found)
		}
		s.visitor().get("/forgot").press(sendLink, with("login", login)).want(http.StatusTooManyRequests)
	}
}

func TestA10_TheFirstPasswordIsSetByTheSameWay(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	address := s.newPerson("newops01")
	if p := s.get("/invited").want(ok); p.h1() != "接受邀請" || p.form(sendLink) == nil {
		t.Errorf("%s", p.main())
	}
	_, b, _ := s.bound("newops01", address)
	b.get("/").want(ok)
}

func TestTrust12_StrangersCannotKeepAPersonFromTheirLink(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	known := s.signIn(s.Officer)
	known.get("/").press("登出")
	for range 4 {
		s.visitor().get("/forgot").press(sendLink, with("login", s.Officer.Login))
	}
	s.visitor().get("/forgot").press(sendLink, with("login", s.Officer.Login)).want(http.StatusTooManyRequests)
	known.get("/forgot").press(sendLink, with("login", s.Officer.Login)).want(found)
}

func TestTrust11_SignUpRefusesWhatIsGuessedEarly(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	_, p := s.activated(newcomer)
	for password, words := range map[string]string{"P@ssw0rd1": "太常見", "Newbank#77": "帳號", "1qaz@WSX": "鍵盤", "w.238000.kq!": "電話", "kx.20240315": "日期"} {
		refused := p.press("填寫介接申請單", append(described(), with("password", password), with("password-again", password))...).want(http.StatusUnprocessableEntity)
		if !strings.Contains(refused.fault("password"), words) {
			t.Errorf("%s: %v", password, refused.faults())
		}
	}
}
