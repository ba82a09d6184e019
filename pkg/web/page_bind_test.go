package web

import (
	"bytes"
	"image/png"
	"net/http"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

func TestA7_TheFirstSignInBindsAnAuthenticator(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	address := s.newPerson("newops01")
	b := s.half("newops01")
	p := b.get("/signin/code").follow().want(ok)
	if p.h1() != "MyData後臺登入身份驗證" || !contains(p, "第 1 步") {
		t.Errorf("%s: %s", p.h1(), p.main())
	}
	b.get("/signin/bind/qr.png").want(http.StatusNotFound)
	p = p.press("下一步").follow()
	refused := p.press("下一步", with("code", "00000000")).want(http.StatusUnprocessableEntity)
	if !strings.Contains(refused.fault("code"), "8 位數字") {
		t.Errorf("a wrong code: %v", refused.faults())
	}
	p = refused.press("下一步", with("code", s.mailedCode(address))).follow().want(ok)
	if !contains(p, "請掃描QR code進行綁定") {
		t.Errorf("the third step says %s", p.main())
	}
	image := b.get("/signin/bind/qr.png").want(ok)
	if _, err := png.Decode(bytes.NewReader([]byte(image.body))); err != nil || image.header.Get("Cache-Control") != "no-store" {
		t.Errorf("the image: %v, %s", err, image.header.Get("Cache-Control"))
	}
	secret := text(byClass(p.root, "binding-secret"))
	if groups := strings.Fields(secret); len(groups) != 8 || len(groups[0]) != 4 {
		t.Errorf("the secret reads %q", secret)
	}
	app := p.authenticator()
	if refused := p.press("驗證", with("code", "000000")).want(http.StatusUnprocessableEntity); refused.fault("code") == "" {
		t.Error("a wrong first code is not named")
	}
	code := s.shows(app)
	codes := p.press("驗證", with("code", code)).want(ok)
	if list := codes.recoveryCodes(); len(list) != 10 || codes.h1() != "MyData後臺登入身份驗證" {
		t.Errorf("%s shows %v", codes.h1(), list)
	}
	if home := b.get("/").want(ok); home.h1() != "首頁" {
		t.Errorf("then comes %s", home.h1())
	}
	if !strings.Contains(s.mail(address), "綁定驗證器") {
		t.Error("the binding is not announced")
	}
	again := s.half("newops01").get("/signin/code").press("驗證", with("code", code)).want(http.StatusUnprocessableEntity)
	if !strings.Contains(again.fault("code"), "已經用過") {
		t.Errorf("the binding code opens another session: %v", again.faults())
	}
	s.Clock.Advance(time.Minute)
	s.half("newops01").get("/signin/code").press("驗證", with("code", s.shows(app))).want(found)
}

func TestTrust14_BindingNeedsTheCodeMailedInThisBrowser(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	address := s.newPerson("newops01")
	s.half("newops01").get("/signin/bind").press("下一步").want(found)
	code := s.mailedCode(address)
	other := s.half("newops01")
	p := other.get("/signin/bind").press("下一步").follow()
	if p = p.press("下一步", with("code", code)).want(http.StatusUnprocessableEntity); p.fault("code") == "" {
		t.Error("a code mailed to another browser proves the mailbox")
	}
	other.get("/signin/bind/qr.png").want(http.StatusNotFound)
	other.post("/signin/bind", map[string][]string{"act": {"bind"}, "code": {"123456"}}).want(http.StatusConflict)
}

func TestTrust14_AtMostThreeMailsInAQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	address := s.newPerson("newops01")
	p := s.half("newops01").get("/signin/bind").press("下一步").follow()
	for range 2 {
		p = p.press("重新寄送驗證碼").follow()
	}
	p = p.press("重新寄送驗證碼").want(http.StatusTooManyRequests)
	if !strings.Contains(p.fault("code"), "3 次") {
		t.Errorf("%v", p.faults())
	}
	p.press("下一步", with("code", s.mailedCode(address))).want(found) // the last one sent still serves
	s.Clock.Advance(16 * time.Minute)
	s.half("newops01").get("/signin/bind").press("下一步").want(found)
}

func TestA7_WhoIsBoundCannotBindAnother(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.half(s.Officer.Login)
	if got := b.get("/signin/bind").leads(); got != "/signin/code" {
		t.Errorf("binding leads to %s", got)
	}
	for _, act := range []string{"send", "prove", "bind"} {
		b.post("/signin/bind", map[string][]string{"act": {act}, "code": {"123456"}}).want(http.StatusConflict)
	}
	b.get("/signin/bind/qr.png").want(http.StatusConflict)
	s.as(s.Officer).get("/signin/bind").want(found)
	s.visitor().get("/signin/bind").want(found)
}

func TestTrust16_BindingEndsEveryOtherBrowser(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	address := s.newPerson("newops01")
	other := s.half("newops01")
	p := s.scanning("newops01", address)
	p.press("驗證", with("code", s.shows(p.authenticator()))).want(ok)
	if got := other.get("/signin/code").leads(); got != "/signin" {
		t.Errorf("a browser that was half in is led to %s", got)
	}
	p = s.half("newops01").get("/signin/code").want(ok)
	if p.h1() != codeTitle || portaltest.Password == "" {
		t.Errorf("h1 %s", p.h1())
	}
}
