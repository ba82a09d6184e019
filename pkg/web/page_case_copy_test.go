package web

import (
	"net/http"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/service"
)

func TestB9_APastApplicationIsCopiedIntoANewOne(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	v := portaltest.Application()
	path := "/drafts/" + s.Draft(t, s.Officer, v) + "/"
	p := s.as(s.Officer).get(path+"security").press("儲存並繼續", with("use-sp-api-key", form.Yes), with("sp-api-key", "a-key-of-more-than-16-characters")).want(http.StatusSeeOther)
	number := strings.TrimPrefix(p.get(path+"preview").press("送出").leads(), "/cases/")
	s.Settle(t)
	s.decide(s.Bureau, number, chain.Reject)

	for _, who := range []account.Actor{s.Officer, s.Colleague} {
		asked := s.as(who).get("/cases/" + number)
		asked = asked.get(asked.link("資料帶入新單")).want(http.StatusOK)
		draft := asked.press("建立新單").leads()
		if again := asked.press("建立新單").leads(); again != draft {
			t.Errorf("pressed twice it makes %s and %s", draft, again)
		}
		basics := asked.get(draft + "/basics")
		if basics.value("name") != "線上信用貸款" || asked.get(draft+"/period").value("test-start") != "2024-04-01" {
			t.Errorf("name %q", basics.value("name"))
		}
		security := asked.get(draft + "/security")
		if byClass(security.root, "key") != nil {
			t.Error("the key text was copied")
		}
		security.press("儲存並繼續").want(http.StatusUnprocessableEntity)
	}
	s.as(s.Stranger).get("/cases/" + number + "/copy").want(http.StatusNotFound)
	s.as(s.Bureau).get("/cases/" + number + "/copy").want(http.StatusForbidden)
	if d := s.drafts(); len(d) != 2 {
		t.Errorf("%d drafts", len(d))
	}
}

func TestB9_WhatFollowedTheApplicationIsNotCopied(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sv := s.Reach(t, service.Waiting) // an extension, the go-live and the report came after
	p := s.as(s.Officer).get("/cases/" + sv.CaseNumber + "/copy").press("建立新單")
	if got := p.get(p.leads() + "/basics").value("name"); got != sv.Name {
		t.Errorf("the new application is called %q, want %q", got, sv.Name)
	}
	number := s.Fill(t, casefile.DelistKind, sv.ID, func(v form.Values) { v.Set(form.RetireReason, "業務調整") })
	if p := s.as(s.Officer).get("/cases/" + number); contains(p, "資料帶入新單") {
		t.Error("a take-down has nothing to begin an application with")
	}
	s.as(s.Officer).get("/cases/" + number + "/copy").press("建立新單").want(http.StatusConflict)
}

func TestB9_ATestThatWouldHaveBegunIsNotCopied(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	s.Clock.Advance(60 * 24 * 60 * 60 * 1e9)
	p := s.as(s.Officer).get("/cases/" + number + "/copy").press("建立新單")
	if got := p.get(p.leads() + "/period").value("test-start"); got != "" {
		t.Errorf("the test begins on %s", got)
	}
}

func TestB9_TheHistoryOfAServiceListsItsCasesAndWhatEachChanged(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	list := s.as(s.Officer).get("/services")
	service := list.get(list.link("編輯 線上信用貸款"))
	p := service.get(service.link("申請單歷程")).want(http.StatusOK)
	if rows := p.rows(); len(rows) != 1 || rows[0][0] != number || rows[0][4] != "首次申請" || p.h1() != "申請單歷程" {
		t.Errorf("%v", p.rows())
	}
	for who, status := range map[string]int{s.Stranger.Login: http.StatusNotFound, s.Bureau.Login: http.StatusOK, s.Moda.Login: http.StatusOK} {
		actor := map[string]account.Actor{s.Stranger.Login: s.Stranger, s.Bureau.Login: s.Bureau, s.Moda.Login: s.Moda}[who]
		s.as(actor).get(p.path).want(status)
	}
}
