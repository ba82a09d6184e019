package web

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
)

func TestA15_ARecoveryCodeAndTheMailboxBindAnotherAuthenticator(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	address := s.newPerson("newops01")
	old, signedIn, codes := s.bound("newops01", address)
	s.Clock.Advance(time.Minute)
	p := s.half("newops01").get("/signin/lost").want(ok)
	if p.h1() != "遺失驗證器" {
		t.Errorf("h1 %s", p.h1())
	}
	if p := p.press("以備用驗證碼重新綁定", with("code", "wrong")).want(http.StatusUnprocessableEntity); p.fault("code") == "" {
		t.Error("a wrong code is not named")
	}
	p = p.press("以備用驗證碼重新綁定", with("code", codes[0])).follow().want(ok)
	p = p.press("下一步").follow()
	p = p.press("下一步", with("code", s.mailedCode(address))).follow().want(ok)
	fresh := p.authenticator()
	signedIn.get("/").want(ok) // until the new one is bound the old one stands
	if got := p.press("驗證", with("code", s.shows(fresh))).want(ok).recoveryCodes(); len(got) != 10 || got[1] == codes[1] {
		t.Errorf("recovery codes: %v", got)
	}
	if got := signedIn.get("/").leads(); got != "/signin" {
		t.Errorf("the old session leads to %s", got)
	}
	s.Clock.Advance(time.Minute)
	half := s.half("newops01").get("/signin/code")
	half.press("驗證", with("code", s.shows(old))).want(http.StatusUnprocessableEntity)
	half.press("驗證", with("code", s.shows(fresh))).want(found)
	s.half("newops01").get("/signin/code?by=recovery").press("驗證", with("code", codes[1])).want(http.StatusUnprocessableEntity)
}

func TestA15_OpsApprovesAnotherAuthenticator(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.half(s.Colleague.Login)
	p := b.get("/signin/lost").want(ok)
	b.post("/signin/lost", map[string][]string{"act": {"ask"}}).want(http.StatusConflict)
	p = p.press("寄送驗證碼到信箱").follow()
	if p := p.press("確認信箱", with(mailedID, "12345678")).want(http.StatusUnprocessableEntity); p.fault(mailedID) == "" {
		t.Errorf("a wrong code: %v", p.faults())
	}
	p = p.press("確認信箱", with(mailedID, s.mailedCode(s.Colleague.Mail))).follow()
	asked := p.press("申請重新綁定").follow().want(ok)
	number := regexp.MustCompile(`D\d{10}`).FindString(asked.banner())
	if number == "" {
		t.Fatalf("the banner says %q", asked.banner())
	}
	if !strings.Contains(s.mail(s.Officer.Mail), "申請重新綁定驗證器") {
		t.Error("the officer is not told at once")
	}
	d := s.dossier(number)
	if d.Case.Kind != casefile.RebindKind {
		t.Errorf("kind %s", d.Case.Kind)
	}
	signedIn := s.signIn(s.Colleague)
	s.decide(s.Ops, number, chain.Approve)
	if got := signedIn.get("/").leads(); got != "/signin" {
		t.Errorf("an open session leads to %s", got)
	}
	s.half(s.Colleague.Login).get("/signin/code").follow().want(ok)
	s.Clock.Advance(20 * time.Minute)
	app, _, _ := s.bound(s.Colleague.Login, s.Colleague.Mail)
	s.Clock.Advance(time.Minute)
	s.half(s.Colleague.Login).get("/signin/code").press("驗證", with("code", s.shows(app))).want(found)
	for _, who := range []string{s.Officer.Mail, s.Colleague.Mail} {
		if !strings.Contains(s.inMail(who, `(綁定驗證器，並取得備用驗證碼)`), "綁定") {
			t.Errorf("%s is not told", who)
		}
	}
}

func TestA15_WhoWasNeverBoundBindsInstead(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.newPerson("newops01")
	if got := s.half("newops01").get("/signin/lost").leads(); got != "/signin/bind" {
		t.Errorf("it leads to %s", got)
	}
}
