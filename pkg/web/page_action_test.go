package web

import (
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

var linkInMail = regexp.MustCompile(regexp.QuoteMeta(portaltest.PortalURL) + `(/a/[A-Za-z0-9_-]+)`)

// mailed is the path of the newest action link in somebody's mailbox.
func (s *site) mailed(to account.Actor) string {
	s.t.Helper()
	mails := s.Mail.To(to.Mail)
	for i := len(mails) - 1; i >= 0; i-- {
		if m := linkInMail.FindStringSubmatch(mails[i].Text); m != nil {
			return m[1]
		}
	}
	s.t.Fatalf("no link among %d mails to %s", len(mails), to.Login)
	return ""
}

// codeOf is what somebody's authenticator shows now.
func (s *site) codeOf(a account.Actor) string {
	s.t.Helper()
	code, err := portaltest.Factor(a.Login).Code(s.Clock.Now())
	if err != nil {
		s.t.Fatal(err)
	}
	return code
}

func TestC6_TheMailedLinkShowsTheCaseAndTakesTheDecision(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	link := s.mailed(s.Bureau)
	b := s.linked()
	page := b.get(link).want(http.StatusOK)
	if page.h1() != "審核 "+number || !strings.Contains(page.main(), "局一，您好") || page.answer("服務名稱") != "A.服務名稱線上信用貸款" || len(page.rows()) == 0 {
		t.Errorf("%s: %s", page.h1(), page.main())
	}
	done := page.press("送出", with(onboarding.FieldAnswer, "return"), with(onboarding.FieldOpinion, "請補正。"),
		with(onboarding.NoteField(1), string(form.Name)), with(onboarding.NoteText(1), "請用正式名稱。"),
		with(onboarding.FieldCode, s.codeOf(s.Bureau))).follow().want(http.StatusOK)
	if done.h1() != "審核結果已送出" || !strings.Contains(done.main(), "您的審核結果「退回」已於 2024-03-15 10:00 記錄") {
		t.Errorf("%s: %s", done.h1(), done.main())
	}
	s.Settle(t)
	if d := s.dossier(number); d.Case.State != casefile.Returned || d.Stages[0].ActorID != s.Bureau.AccountID || len(d.Stages[0].Notes) != 1 {
		t.Errorf("%s by %s", d.Case.State, d.Stages[0].Actor)
	}
	if len(b.cookies) != 0 {
		t.Errorf("the link has set cookies: %v", b.cookies)
	}
	b.get("/cases/" + number).want(http.StatusNotFound)
	if token := strings.TrimPrefix(link, "/a/"); strings.Contains(s.log.String(), token) {
		t.Error("the log holds the token")
	}
}

func TestTrust5_LookingAtALinkTwentyTimesChangesNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	link := s.mailed(s.Bureau)
	before := s.Table.Dump()
	b := s.linked()
	for range 20 {
		b.get(link).want(http.StatusOK)
		b.do(http.MethodHead, link, nil).want(http.StatusOK)
		b.get(link + "/done").want(http.StatusSeeOther)
	}
	page := b.get(link)
	for range 20 { // a scanner that presses buttons
		page.press("送出", with(onboarding.FieldAnswer, "approve")).want(http.StatusUnprocessableEntity)
	}
	if s.Table.Dump() != before {
		t.Error("the table has changed")
	}
	page.press("送出", with(onboarding.FieldAnswer, "approve"), with(onboarding.FieldCode, s.codeOf(s.Bureau))).want(http.StatusSeeOther)
	if got := s.dossier(number).Stages[0].Answer; got != chain.Approve {
		t.Errorf("the person's own way ends in %q", got)
	}
}

func TestC6_WhatALinkLacksIsSaidAndNothingIsLost(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	link := s.mailed(s.Bureau)
	page := s.linked().get(link)
	typed := []edit{with(onboarding.FieldAnswer, "reject"), with(onboarding.FieldOpinion, "資料不符。")}
	refused := page.press("送出", with(onboarding.FieldAnswer, "reject")).want(http.StatusUnprocessableEntity)
	if refused.fault(onboarding.FieldOpinion) == "" || refused.fault(onboarding.FieldCode) == "" {
		t.Errorf("not all at once: %v", refused.faults())
	}
	refused = page.press("送出", append(typed, with(onboarding.FieldCode, "000000"))...).want(http.StatusUnprocessableEntity)
	if !strings.Contains(refused.fault(onboarding.FieldCode), "驗證碼不正確") || refused.value(onboarding.FieldOpinion) != "資料不符。" {
		t.Errorf("a wrong code: %v, %q", refused.faults(), refused.value(onboarding.FieldOpinion))
	}
	refused = page.press("送出", append(typed, with(onboarding.FieldCode, s.codeOf(s.Bureau2)))...).want(http.StatusUnprocessableEntity)
	if !strings.Contains(refused.fault(onboarding.FieldCode), "驗證碼不正確") {
		t.Error("a colleague's code is taken")
	}
	for range 3 {
		page.press("送出", append(typed, with(onboarding.FieldCode, "000000"))...)
	}
	refused = page.press("送出", append(typed, with(onboarding.FieldCode, s.codeOf(s.Bureau)))...).want(http.StatusTooManyRequests)
	if refused.value(onboarding.FieldOpinion) != "資料不符。" || !strings.Contains(refused.fault(onboarding.FieldCode), "15 分鐘") {
		t.Errorf("too many: %s", refused.main())
	}
	if s.dossier(number).Stages[0].Answer != "" {
		t.Error("one of them decided")
	}
}

func TestC6_LinksThatAreOverSaySo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		status int
		words  []string
		ends   func(*site, string)
	}{
		{"used by oneself", http.StatusGone, []string{"您已經審核過這一關", "「同意」"}, func(s *site, _ string) {
			s.linked().get(s.mailed(s.Bureau)).press("送出", with(onboarding.FieldAnswer, "approve"), with(onboarding.FieldCode, s.codeOf(s.Bureau)))
		}},
		{"decided by a colleague", http.StatusGone, []string{"這一關已經審核完畢", "由局二於 2024-03-15 10:00 審核", "「不同意」"}, func(s *site, number string) {
			s.decide(s.Bureau2, number, chain.Reject)
		}},
		{"withdrawn", http.StatusGone, []string{"申請單已經撤回"}, func(s *site, number string) {
			if err := s.Withdraw(s.t.Context(), s.Officer, s.dossier(number).Case.ID, ""); err != nil {
				s.t.Fatal(err)
			}
		}},
		{"of an earlier round", http.StatusGone, []string{"這一關已經審核完畢", "「退回」"}, func(s *site, number string) {
			s.decide(s.Bureau2, number, chain.Return)
			if err := s.Resubmit(s.t.Context(), s.Officer, number); err != nil {
				s.t.Fatal(err)
			}
		}},
		{"of a person who set a new password", http.StatusGone, []string{"這個審核連結已經失效"}, func(s *site, _ string) {
			if err := s.SetPassword(s.t.Context(), s.Bureau.AccountID, portaltest.Password); err != nil {
				s.t.Fatal(err)
			}
		}},
		{"of last year", http.StatusGone, []string{"這個審核連結已經失效"}, func(s *site, _ string) { s.Clock.Advance(365 * 24 * time.Hour) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			number := s.submitted()
			link := s.mailed(s.Bureau)
			form := s.linked().get(link).form("送出")
			form.values.Set(onboarding.FieldAnswer, "reject")
			form.values.Set(onboarding.FieldOpinion, "意見")
			c.ends(s, number)
			page := s.linked().get(link).want(c.status)
			for _, words := range c.words {
				if !strings.Contains(page.main(), words) {
					t.Errorf("the page lacks %q: %s", words, page.main())
				}
			}
			s.Clock.Advance(time.Minute)
			before := s.dossier(number)
			form.values.Set(onboarding.FieldCode, s.codeOf(s.Bureau))
			form.values.Set("form-key", "another")
			if got := s.linked().post(link, form.values).status; got != http.StatusGone && got != http.StatusConflict {
				t.Errorf("its form is answered %d", got)
			}
			if after := s.dossier(number); after.Case.Version != before.Case.Version || after.Reviews[0].Version != before.Reviews[0].Version {
				t.Error("its form still changes something")
			}
		})
	}
}

func TestC6_AnUnknownLinkIsNone(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.submitted()
	link := s.mailed(s.Bureau)
	for _, path := range []string{"/a/x", link + "A", link[:len(link)-2], "/a/" + strings.Repeat("A", 5000), "/a/%00", "/a/%E5%AF%A9", "/a/..%2f"} {
		for _, sub := range []string{"", "/done"} {
			page := s.linked().get(path + sub).want(http.StatusNotFound)
			if sub == "" && !strings.Contains(page.main(), "這個審核連結不正確") {
				t.Errorf("%s: %s", path, page.main())
			}
		}
		if got := s.linked().post(path, s.linked().get(link).form("送出").values).status; got != http.StatusNotFound && got != http.StatusUnprocessableEntity {
			t.Errorf("POST %s: %d", path, got)
		}
	}
	s.linked().get("/a/").want(http.StatusNotFound)
	s.linked().get("/").want(http.StatusNotFound)
	s.linked().get("/signin").want(http.StatusNotFound)
}

func TestC7_ByLinkAndInThePortalAtOnce(t *testing.T) {
	t.Parallel()
	for range 20 {
		s := newSite(t)
		number := s.submitted()
		byLink := s.linked().get(s.mailed(s.Bureau)).form("送出")
		byLink.values.Set(onboarding.FieldAnswer, "approve")
		byLink.values.Set(onboarding.FieldCode, s.codeOf(s.Bureau))
		colleague := s.as(s.Bureau2)
		inPortal := colleague.get("/cases/" + number).form("送出")
		inPortal.values.Set(onboarding.FieldAnswer, "reject")
		inPortal.values.Set(onboarding.FieldOpinion, "意見")
		var pages [2]*page
		var race sync.WaitGroup
		race.Go(func() { pages[0] = s.linked().post(byLink.action, byLink.values) })
		race.Go(func() { pages[1] = colleague.post("/cases/"+number+"/decide", inPortal.values) })
		race.Wait()
		won := s.dossier(number).Stages[0]
		loser := 0
		if won.ActorID == s.Bureau.AccountID {
			loser = 1
		}
		if pages[1-loser].status != http.StatusSeeOther || pages[loser].status != http.StatusConflict {
			t.Fatalf("link %d, portal %d", pages[0].status, pages[1].status)
		}
		if !strings.Contains(pages[loser].main(), "這一關已由"+won.Actor+"於") {
			t.Fatalf("the loser is told %s", pages[loser].main())
		}
	}
}

func TestTrust8_TheLinksFormSentAgainIsShownTheFirstResult(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.submitted()
	page := s.linked().get(s.mailed(s.Bureau))
	for range 3 {
		done := page.press("送出", with(onboarding.FieldAnswer, "approve"), with(onboarding.FieldCode, s.codeOf(s.Bureau))).follow().want(http.StatusOK)
		if !strings.Contains(done.main(), "您的審核結果「同意」") {
			t.Error(done.main())
		}
		s.Settle(t)
	}
}
