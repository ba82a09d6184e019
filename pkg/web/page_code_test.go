package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// byMailedCode signs in without the authenticator.
func (s *site) byMailedCode(a account.Actor) *browser {
	s.t.Helper()
	p := s.half(a.Login).get("/signin/code").press("使用E-mail寄送驗證碼").follow().want(ok)
	p.press("驗證", with("code", s.mailedCode(a.Mail))).want(found)
	return p.browser
}

func TestA7_AMailedCodeOpensAWeakerSession(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	b := s.byMailedCode(s.Bureau)
	b.get("/").want(ok)
	p := b.get("/cases/" + number).want(ok)
	if !contains(p, "以電子郵件驗證碼或備用驗證碼登入時不能審核") || strings.Contains(p.body, `name="answer"`) {
		t.Errorf("the case offers a decision: %s", p.main())
	}
	b.post("/cases/"+number+"/decide", map[string][]string{"answer": {string(chain.Approve)}}).want(http.StatusForbidden)
	officer := s.byMailedCode(s.Officer)
	officer.get("/services/new").want(ok)
	officer.post("/accounts/"+s.Officer.AccountID, nil).want(http.StatusForbidden)
	me := officer.get("/me").want(ok)
	if strings.Contains(me.body, "/me/password") || !contains(me, "不能變更密碼") {
		t.Errorf("the own account offers changes: %s", me.main())
	}
	for _, path := range []string{"/me/password", "/me/recovery"} {
		officer.post(path, nil).want(http.StatusForbidden)
	}
	s.Settle(t)
	for _, who := range []account.Actor{s.Bureau, s.Officer} {
		if !strings.Contains(s.mail(who.Mail), "以 E-mail 驗證碼登入") {
			t.Errorf("%s is not told", who.Login)
		}
	}
	s.byMailedCode(s.Colleague)
	if !strings.Contains(s.mail(s.Officer.Mail), s.Colleague.Login) {
		t.Error("the officer is not told of a colleague's sign-in")
	}
}

func TestTrust14_AMailedCodeEnds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		end  func(*site, *page) *page
		want string
	}{
		"for another purpose": {func(s *site, p *page) *page {
			p.get("/signin/lost").press("寄送驗證碼到信箱").want(found)
			return p
		}, "已失效"},
		"when another is sent": {func(s *site, p *page) *page {
			p.press("重新寄送驗證碼").want(found)
			return p
		}, "不正確"},
		"after five wrong ones": {func(s *site, p *page) *page {
			for range 5 {
				p = p.press("驗證", with("code", "11111111")).want(http.StatusUnprocessableEntity)
			}
			return p
		}, "次數過多"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			p := s.half(s.Officer.Login).get("/signin/code").press("使用E-mail寄送驗證碼").follow()
			code := s.mailedCode(s.Officer.Mail)
			p = c.end(s, p)
			if p = p.press("驗證", with("code", code)); p.status == found || !strings.Contains(p.fault("code"), c.want) {
				t.Errorf("%d: %v", p.status, p.faults())
			}
		})
	}
}

func TestTrust14_AMailedCodeBelongsToTheBrowserThatAsked(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.half(s.Officer.Login).get("/signin/code").press("使用E-mail寄送驗證碼")
	code := s.mailedCode(s.Officer.Mail)
	other := s.half(s.Officer.Login)
	p := other.get("/signin/code?by=mail")
	p.press("驗證", with("code", code)).want(http.StatusUnprocessableEntity)
	p.press("重新寄送驗證碼")
	p.press("驗證", with("code", code)).want(http.StatusUnprocessableEntity)
	p.press("驗證", with("code", s.mailedCode(s.Officer.Mail))).want(found)
}

func TestTrust14_AfterAResetMailedCodesWaitForTheAuthenticator(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	before := s.half(s.Officer.Login)
	before.get("/signin/code").press("使用E-mail寄送驗證碼").want(found)
	code := s.mailedCode(s.Officer.Mail)
	const password = "Zk-48wuq.p"
	s.get(s.resetLink(s.Officer.Login, s.Officer.Mail)).press("設定密碼", with("password", password), with("password-again", password)).want(found)
	if got := before.post("/signin/code", map[string][]string{"by": {"mail"}, "code": {code}}).status; got != http.StatusUnauthorized {
		t.Errorf("the code mailed before the reset answers %d", got)
	}
	b := s.visitor()
	p := b.get("/signin").press("登入後臺", with("login", s.Officer.Login), with("password", password)).follow()
	refused := p.press("使用E-mail寄送驗證碼").want(http.StatusUnprocessableEntity)
	if !strings.Contains(refused.fault("code"), "須先以驗證器登入一次") {
		t.Errorf("%v", refused.faults())
	}
	p.press("驗證", with("code", s.code(s.Officer))).want(found)
	b.get("/").press("登出")
	p = b.get("/signin").press("登入後臺", with("login", s.Officer.Login), with("password", password)).follow()
	p.press("使用E-mail寄送驗證碼").want(found)
}

func TestA15_ARecoveryCodeSignsInOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	address := s.newPerson("newops01")
	_, _, codes := s.bound("newops01", address)
	try := func(code string) *page {
		b := s.half("newops01")
		return b.get("/signin/code?by=recovery").press("驗證", with("code", code))
	}
	if p := try("aaaaa-aaaaa").want(http.StatusUnprocessableEntity); p.fault("code") == "" {
		t.Error("a wrong code is not named")
	}
	p := try(strings.ToUpper(strings.ReplaceAll(codes[3], "-", " "))).want(found)
	me := p.get("/me").want(ok)
	if !contains(me, "備用驗證碼尚有 9 組") || strings.Contains(me.body, "/me/password") {
		t.Errorf("the session is not the weaker one: %s", me.main())
	}
	try(codes[3]).want(http.StatusUnprocessableEntity)
	try(codes[4]).want(found)
	if !strings.Contains(s.mail(address), "使用一組備用驗證碼") {
		t.Error("its use is not announced")
	}
}

func TestTrust12_StrangersCannotLockAPersonOutOfAKnownBrowser(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	known := s.signIn(s.Officer)
	known.get("/").press("登出")
	for range 6 {
		s.visitor().get("/signin").press("登入後臺", with("login", s.Officer.Login), with("password", "Wr0ng.p4ss"))
	}
	s.visitor().get("/signin").press("登入後臺", with("login", s.Officer.Login), with("password", portaltest.Password)).want(http.StatusTooManyRequests)
	p := known.get("/signin").press("登入後臺", with("login", s.Officer.Login), with("password", portaltest.Password)).want(found)
	s.Clock.Advance(time.Minute)
	p.follow().press("驗證", with("code", s.code(s.Officer))).want(found)
	other := s.visitor()
	other.cookies[deviceCookie] = known.cookies[deviceCookie]
	for range 5 {
		other.get("/signin").press("登入後臺", with("login", s.Officer.Login), with("password", "Wr0ng.p4ss")).want(http.StatusUnprocessableEntity)
	}
	other.get("/signin").press("登入後臺", with("login", s.Officer.Login), with("password", portaltest.Password)).want(http.StatusTooManyRequests)
}
