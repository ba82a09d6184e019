package web

import (
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func TestF12_UndeliveredMailIsShownOnTheCaseAndToItsReader(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	for address, why := range map[string]account.MailFault{s.Bureau.Mail: account.Bounced, s.Officer.Mail: account.Suppressed} {
		mails := s.Mail.To(address)
		if err := s.MailReported(t.Context(), onboarding.MailReport{EventID: mails[len(mails)-1].ID, Address: address, Fault: why, At: s.Clock.Now()}); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		who         account.Actor
		shown, kept []string
	}{
		{s.Ops, []string{"寄給局一的「申請單待審核」：信箱不存在或拒絕收信。", "寄給王大明的「申請單已送出」"}, nil},
		{s.Bureau, []string{"寄給局一的"}, []string{"寄給王大明的"}},
		{s.Officer, []string{"寄給王大明的「申請單已送出」：這個信箱先前曾退信或檢舉"}, []string{"寄給局一的"}},
	} {
		page := s.as(c.who).get("/cases/" + number)
		for _, want := range c.shown {
			if !strings.Contains(page.main(), want) {
				t.Errorf("%s does not see %s: %s", c.who.Role, want, page.main())
			}
		}
		for _, hidden := range c.kept {
			if strings.Contains(page.main(), hidden) {
				t.Errorf("%s sees %s", c.who.Role, hidden)
			}
		}
	}
	b := s.as(s.Officer)
	for _, path := range []string{"/", "/me"} {
		if text := b.get(path).main(); !strings.Contains(text, s.Officer.Mail+" 的信件沒有送達") {
			t.Errorf("%s does not tell the officer: %s", path, text)
		}
	}
	if text := b.get("/accounts").main(); !strings.Contains(text, "郵件未送達") {
		t.Errorf("the list of accounts: %s", text)
	}
	if text := s.as(s.Colleague).get("/").main(); strings.Contains(text, "沒有送達") {
		t.Error("the colleague is told of another's mail")
	}
}
