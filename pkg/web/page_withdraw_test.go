package web

import (
	"net/http"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// someEntry is what a change that only a test makes is audited by.
func someEntry(s *site) []audit.Entry {
	return []audit.Entry{{Object: "test/" + s.IDs.Next(), Seq: 1}}
}

func TestC8_TheApplicantWithdraws(t *testing.T) {
	t.Parallel()
	for _, who := range []string{"officer", "colleague"} {
		s := newSite(t)
		person := map[string]account.Actor{"officer": s.Officer, "colleague": s.Colleague}[who]
		number := s.submitted()
		s.Mail.Forget()
		b := s.as(person)
		page := b.get("/cases/" + number)
		page = page.get(page.link("撤回申請")).want(http.StatusOK)
		if page.h1() != "撤回申請" || page.answer("申請單號") != "申請單號"+number {
			t.Errorf("%s: %s", page.h1(), page.main())
		}
		long := strings.Repeat("字", 501)
		page = page.press("確定", with(onboarding.FieldReason, long)).want(http.StatusUnprocessableEntity)
		if page.fault(onboarding.FieldReason) == "" || page.value(onboarding.FieldReason) != long {
			t.Errorf("a reason too long: %v", page.faults())
		}
		done := page.press("確定", with(onboarding.FieldReason, "規格變更")).follow()
		if done.banner() != "申請單 "+number+" 已撤回。" || done.answer("審核結果") != "審核結果已撤回" {
			t.Errorf("%q %q", done.banner(), done.answer("審核結果"))
		}
		if row := done.rows()[1]; row[2] != "已撤回" || row[4] != "規格變更" {
			t.Errorf("the history: %q", row)
		}
		if again := page.press("確定", with(onboarding.FieldReason, "")).follow(); again.banner() != done.banner() {
			t.Errorf("once more: %q", again.banner())
		}
		s.Settle(t)
		if mails := s.Mail.To(s.Bureau.Mail); len(mails) != 1 || !strings.Contains(mails[0].Text, "規格變更") {
			t.Errorf("the authority gets %d mails", len(mails))
		}
		if page := s.as(s.Bureau).get("/cases/" + number); strings.Contains(page.body, `name="answer"`) {
			t.Error("the authority is still asked")
		}
		b.get("/cases/" + number + "/withdraw").want(http.StatusConflict)
	}
}

func TestC8_WhatIsDecidedCannotBeWithdrawn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	form := s.as(s.Officer).get("/cases/" + number + "/withdraw")
	s.decide(s.Bureau, number, chain.Reject)
	page := form.press("確定").want(http.StatusConflict)
	if !strings.Contains(page.main(), "已經審核完畢，不能撤回") {
		t.Error(page.main())
	}
	if strings.Contains(page.get("/cases/"+number).body, "/withdraw") {
		t.Error("撤回 is still offered")
	}
	if s.dossier(number).Case.State != casefile.Refused {
		t.Error("the case changed")
	}
	s.as(s.Bureau).get("/cases/" + number + "/withdraw").want(http.StatusNotFound) // an authority withdraws its own only
	for _, who := range []account.Actor{s.Ops, s.Moda} {
		s.as(who).get("/cases/" + number + "/withdraw").want(http.StatusForbidden)
	}
}
