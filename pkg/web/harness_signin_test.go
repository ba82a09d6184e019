package web

import (
	"regexp"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

// mail is the text of the newest mail to an address.
func (s *site) mail(address string) string {
	s.t.Helper()
	s.Settle(s.t)
	mails := s.Mail.To(address)
	if len(mails) == 0 {
		s.t.Fatalf("no mail to %s", address)
	}
	return mails[len(mails)-1].Text
}

// inMail is the first match in the newest mail to an address that has one.
func (s *site) inMail(address, pattern string) string {
	s.t.Helper()
	s.Settle(s.t)
	mails := s.Mail.To(address)
	for i := len(mails) - 1; i >= 0; i-- {
		if found := regexp.MustCompile(pattern).FindStringSubmatch(mails[i].Text); found != nil {
			return found[len(found)-1]
		}
	}
	s.t.Fatalf("no %s in %d mails to %s", pattern, len(mails), address)
	return ""
}

// resetLink asks for a password link and takes it from the mailbox.
func (s *site) resetLink(login, address string) string {
	s.t.Helper()
	s.visitor().get("/forgot").press(sendLink, with("login", login)).want(found)
	return s.inMail(address, `/reset\?link=\S+`)
}

// mailedCode is the code in the newest mail to an address that has one.
func (s *site) mailedCode(address string) string { return s.inMail(address, `驗證碼：(\d{8})`) }

// half is a browser whose person has given the password.
func (s *site) half(login string) *browser {
	s.t.Helper()
	b := s.visitor()
	b.get("/signin").press("登入後臺", with("login", login), with("password", portaltest.Password)).want(found)
	return b
}

// newPerson is a person of the operation team who was invited and has set a
// password, but has no authenticator yet.
func (s *site) newPerson(login string) (address string) {
	s.t.Helper()
	address = login + "@ops.example.com.tw"
	in := onboarding.Invitation{Role: account.Ops, Login: login, Name: "維新", Phone: "02-2380-0000", Mail: address}
	if _, err := s.Invite(s.t.Context(), in); err != nil {
		s.t.Fatal(err)
	}
	s.get(s.resetLink(login, address)).press("設定密碼", with("password", portaltest.Password), with("password-again", portaltest.Password)).want(found)
	return address
}

// get is a page for a browser nobody has used.
func (s *site) get(path string) *page { return s.visitor().get(path) }

// scanning is the page with the QR code.
func (s *site) scanning(login, address string) *page {
	s.t.Helper()
	b := s.half(login)
	p := b.get("/signin/code").follow().press("下一步").follow()
	return p.press("下一步", with("code", s.mailedCode(address))).follow().want(ok)
}

// authenticator is the app that has taken the secret from the page.
func (p *page) authenticator() secret.TOTP {
	p.t.Helper()
	totp, err := secret.ParseTOTP(strings.ReplaceAll(text(byClass(p.root, "binding-secret")), " ", ""))
	if err != nil {
		p.t.Fatal(err)
	}
	return totp
}

// shows is what an authenticator shows now.
func (s *site) shows(app secret.TOTP) string {
	s.t.Helper()
	code, err := app.Code(s.Clock.Now())
	if err != nil {
		s.t.Fatal(err)
	}
	return code
}

// bound binds an authenticator and returns it, the browser that is signed in, and
// the recovery codes.
func (s *site) bound(login, address string) (secret.TOTP, *browser, []string) {
	s.t.Helper()
	p := s.scanning(login, address)
	app := p.authenticator()
	p = p.press("驗證", with("code", s.shows(app))).want(ok)
	return app, p.browser, p.recoveryCodes()
}

// recoveryCodes are the ones a page shows.
func (p *page) recoveryCodes() []string {
	var codes []string
	for _, li := range all(byClass(p.root, "recovery"), "li") {
		codes = append(codes, text(li))
	}
	return codes
}
