package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// changed fills in the change of a password.
func (s *site) changed(current, password, code string) []edit {
	return []edit{with("current-password", current), with("password", password), with("password-again", password), with("code", code)}
}

func TestA8_APersonChangesThePasswordWithTheOldOneAndACode(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b, other := s.as(s.Officer), s.as(s.Officer)
	p := b.get("/me").want(ok)
	if p.h1() != "我的帳號" {
		t.Errorf("h1 %s", p.h1())
	}
	for name, c := range map[string]struct {
		edits []edit
		at    string
	}{
		"the present password is wrong": {s.changed("Wr0ng.p4ss", another, s.code(s.Officer)), "current-password"},
		"the code is wrong":             {s.changed(portaltest.Password, another, "000000"), "code"},
		"the new one is the old one":    {s.changed(portaltest.Password, portaltest.Password, s.code(s.Officer)), "password"},
	} {
		if refused := p.press("變更密碼", c.edits...).want(http.StatusUnprocessableEntity); refused.fault(c.at) == "" {
			t.Errorf("%s: %v", name, refused.faults())
		}
	}
	done := p.press("變更密碼", s.changed(portaltest.Password, another, s.code(s.Officer))...).follow().want(ok)
	if !strings.Contains(done.banner(), "密碼已變更") {
		t.Errorf("the banner says %q", done.banner())
	}
	if got := other.get("/").leads(); got != "/signin" {
		t.Errorf("the other browser is led to %s", got)
	}
	if !strings.Contains(s.mail(s.Officer.Mail), "變更密碼") {
		t.Error("the change is not announced")
	}
}

func TestTrust11_TheLastThreePasswordsAreRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	present := portaltest.Password
	change := func(password string) *page {
		s.Clock.Advance(time.Minute)
		p := b.get("/me").press("變更密碼", s.changed(present, password, s.code(s.Officer))...)
		if p.status == found {
			present = password
		}
		return p
	}
	first, second, third := "Zk-48wuq.p", "xV4!pmqRt9", "nine.K7wz"
	change(first).want(found)
	change(second).want(found)
	for _, used := range []string{portaltest.Password, first, second} {
		s.Clock.Advance(16 * time.Minute)
		b = s.as(account.ActorOf(s.account(s.Officer.Login), account.LevelTOTP))
		if p := change(used).want(http.StatusUnprocessableEntity); !strings.Contains(p.fault("password"), "最近三次") {
			t.Errorf("%s: %v", used, p.faults())
		}
	}
	change(third).want(found)
	change(portaltest.Password).want(found) // the fourth last
}

func TestA15_RecoveryCodesAreRenewedWithACode(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	address := s.newPerson("newops01")
	app, b, old := s.bound("newops01", address)
	s.Clock.Advance(time.Minute)
	p := b.get("/me")
	if refused := p.press("重新產生備用驗證碼", with(renewID, "000000")).want(http.StatusUnprocessableEntity); refused.fault(renewID) == "" {
		t.Errorf("%v", refused.faults())
	}
	fresh := p.press("重新產生備用驗證碼", with(renewID, s.shows(app))).want(ok).recoveryCodes()
	if len(fresh) != 10 || fresh[0] == old[0] {
		t.Fatalf("new codes %v", fresh)
	}
	try := func(code string) int {
		return s.half("newops01").get("/signin/code?by=recovery").press("驗證", with("code", code)).status
	}
	if try(old[0]) != http.StatusUnprocessableEntity || try(fresh[0]) != found {
		t.Error("the old codes work or the new ones do not")
	}
	if dump := s.Table.Dump(); strings.Contains(dump, strings.ReplaceAll(fresh[1], "-", "")) || strings.Contains(dump, fresh[1]) {
		t.Error("the table holds recovery codes")
	}
}

func TestA14_APersonSeesAndEndsTheirSessions(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b, other := s.as(s.Officer), s.as(s.Officer)
	stranger := s.as(s.Stranger)
	p := b.get("/me").want(ok)
	rows := p.rows()
	if len(rows) != 2 || strings.Count(strings.Join(append(rows[0], rows[1]...), " "), "目前使用的裝置") != 1 {
		t.Fatalf("sessions: %v", rows)
	}
	item := rows[0][0]
	if strings.Contains(strings.Join(rows[0], " "), "目前使用的裝置") {
		item = rows[1][0]
	}
	foreign := p.form("登出裝置 " + item)
	p.press("登出裝置 " + item).follow().want(ok)
	if got := other.get("/").leads(); got != "/signin" {
		t.Errorf("the ended session leads to %s", got)
	}
	b.get("/").want(ok)
	mine := s.as(s.Officer)
	foreign.values.Set(sessionName, hashOf(mine))
	stranger.post("/me/sessions", foreign.values).want(found)
	mine.get("/").want(ok) // nobody ends somebody else's
}

// hashOf is the key of a browser's session.
func hashOf(b *browser) string {
	_, secret, _ := strings.Cut(b.cookies[sessionCookie], ".")
	return onboarding.Ticket{Secret: secret}.Hash()
}
