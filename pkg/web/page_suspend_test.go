package web

import (
	"net/http"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// haltAsked is the answer to one person of the ministry who asks for a
// suspension or its end.
func (s *site) haltAsked(path, what string) *page {
	s.t.Helper()
	return s.as(s.Moda).get(path+"/suspend").press("提出"+what, with(onboarding.FieldReason, "資安事件調查"))
}

// halted is the answer to another who confirms it.
func (s *site) halted(path, what string) *page {
	s.t.Helper()
	s.haltAsked(path, what).want(http.StatusSeeOther)
	return s.as(s.Moda2).get(path + "/suspend").press("確定" + what)
}

func TestF11_ASuspensionTakesTwoPersons(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.approvedService()
	s.Clock.Set(stageDay.AddDays(30).Start())
	s.Mail.Forget()
	empty := s.as(s.Moda).get(path + "/suspend").press("提出暫停介接").want(http.StatusUnprocessableEntity)
	if empty.fault(onboarding.FieldReason) == "" {
		t.Errorf("without a reason: %v", empty.faults())
	}
	asked := s.haltAsked(path, "暫停介接").follow()
	if !contains(asked, "等候數位發展部另一位同仁確認") || strings.Contains(asked.body, "確定暫停介接") || !contains(asked, "資安事件調查") {
		t.Errorf("who has asked sees %s", asked.main())
	}
	s.as(s.Moda).post(path+"/suspend/confirm", nil).want(http.StatusForbidden)
	if own := s.as(s.Officer).get(path); contains(own, "資安事件調查") || !contains(own, "測試中") {
		t.Errorf("before it is confirmed the officer sees %s", own.main())
	}
	s.as(s.Moda2).get(path + "/suspend").press("確定暫停介接").follow()
	s.Settle(t)
	if own := s.as(s.Officer).get(path); !contains(own, "暫停") || !contains(own, "資安事件調查") {
		t.Errorf("suspended, the officer sees %s", own.main())
	}
	if rows := s.as(s.Ops).get("/firewall").rows(); len(rows) != 0 {
		t.Errorf("the firewall lets through %q", rows)
	}
	for _, who := range []account.Actor{s.Officer, s.Bureau, s.Ops} {
		if mails := s.Mail.To(who.Mail); len(mails) != 1 || !strings.Contains(mails[0].Subject, "服務暫停通知") || !strings.Contains(mails[0].Text, "資安事件調查") || strings.Contains(mails[0].Text, "數一") {
			t.Errorf("%s has %d mails", who.Login, len(mails))
		}
	}
}

func TestF11_ASuspensionIsLiftedTheSameWay(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.approvedService()
	s.Clock.Set(stageDay.AddDays(30).Start())
	s.halted(path, "暫停介接").want(http.StatusSeeOther)
	s.Settle(t)
	s.Mail.Forget()
	s.halted(path, "解除暫停").want(http.StatusSeeOther)
	s.Settle(t)
	if own := s.as(s.Officer).get(path); !contains(own, "測試中") {
		t.Errorf("lifted, it is %s", own.main())
	}
	if rows := s.as(s.Ops).get("/firewall").rows(); len(rows) != 3 || rows[0][6] != "開通中" {
		t.Errorf("the firewall lets through %q", rows)
	}
	if mails := s.Mail.To(s.Officer.Mail); len(mails) != 1 || !strings.Contains(mails[0].Subject, "恢復介接通知") {
		t.Errorf("the officer has %d mails", len(mails))
	}
}

func TestF11_WhatWasAskedCanBeDropped(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.approvedService()
	asked := s.haltAsked(path, "暫停介接").follow()
	asked.press("取消這次提出").follow()
	s.as(s.Moda2).post(path+"/suspend/confirm", nil).want(http.StatusConflict)
	if again := s.as(s.Moda2).get(path + "/suspend"); !strings.Contains(again.body, "提出暫停介接") {
		t.Error("it cannot be asked anew")
	}
	for _, who := range []account.Actor{s.Officer, s.Bureau, s.Ops} {
		s.as(who).get(path + "/suspend").want(http.StatusForbidden)
	}
}

func TestF11_WhatWasNeverApprovedIsNotSuspended(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := "/services/" + s.dossier(s.submitted()).Case.ServiceID
	s.as(s.Moda).get(path + "/suspend").want(http.StatusConflict)
	s.as(s.Moda).post(path+"/suspend", map[string][]string{onboarding.FieldReason: {"x"}}).want(http.StatusConflict)
}

func TestD10_WhatWasNeverLiveIsDeleted(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.approvedService()
	s.Clock.Set(stageDay.AddDays(30).Start())
	ask := s.as(s.Officer).get(path).get(path + "/delete")
	if ask.h1() != "刪除線上服務" || !contains(ask, "線上信用貸款") {
		t.Error(ask.main())
	}
	done := ask.press("確定").follow()
	if done.banner() != "線上服務已刪除。" || contains(done, "線上信用貸款") {
		t.Errorf("%q: %s", done.banner(), done.main())
	}
	ask.press("確定").want(http.StatusSeeOther)
	s.as(s.Officer).get(path).want(http.StatusNotFound)
	if rows := s.as(s.Ops).get("/firewall").rows(); len(rows) != 0 {
		t.Errorf("the firewall lets through %q", rows)
	}
	for _, who := range []account.Actor{s.Stranger} {
		s.as(who).get(path + "/delete").want(http.StatusNotFound)
	}
}

func TestD10_WhatIsUnderReviewIsNotDeleted(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := "/services/" + s.dossier(s.submitted()).Case.ServiceID
	if page := s.as(s.Officer).get(path); strings.Contains(page.body, "刪除線上服務") {
		t.Error("it is offered")
	}
	s.as(s.Officer).get(path + "/delete").want(http.StatusConflict)
	s.as(s.Officer).post(path+"/delete", nil).want(http.StatusConflict)
}
