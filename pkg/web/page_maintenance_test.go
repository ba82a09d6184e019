package web

import (
	"net/http"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// approvedService is the path of a service that was approved for testing from
// 2024-04-01 to 2024-06-30.
func (s *site) approvedService() string {
	s.t.Helper()
	return "/services/" + s.dossier(s.tested()).Case.ServiceID
}

// weekly is a maintenance window over midnight.
var weekly = []edit{with(onboarding.FieldRepeat, "weekly"), with(onboarding.FieldWeekday, "6"), with(onboarding.FieldWeeklyFrom, "23:00"), with(onboarding.FieldWeeklyTo, "03:00")}

// planned is the answer to a first maintenance window.
func (s *site) planned(edits ...edit) *page {
	s.t.Helper()
	return s.as(s.Officer).get(s.approvedService()+"/maintenance").press("保存", edits...)
}

func onceFrom(day, clock, endDay, endClock string) []edit {
	return []edit{with(onboarding.FieldRepeat, "once"), with(onboarding.FieldStartDay, day), with(onboarding.FieldStartTime, clock),
		with(onboarding.FieldEndDay, endDay), with(onboarding.FieldEndTime, endClock)}
}

func TestD11_WindowsAreStoredWithoutAReview(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	page := s.planned(weekly...).follow()
	if page.banner() != "維護時間已保存。" || page.h1() != "服務維護時間" || len(page.rows()) != 1 || page.rows()[0][3] != "2024-03-16 23:00至 2024-03-17 03:00" {
		t.Fatalf("%q %q", page.banner(), page.rows())
	}
	page = page.press("保存", onceFrom("2024-04-05", "01:00", "2024-04-05", "05:30")...).follow()
	if len(page.rows()) != 2 {
		t.Errorf("%q", page.rows())
	}
	if again := page.press("保存", onceFrom("2024-04-05", "01:00", "2024-04-05", "05:30")...).follow(); len(again.rows()) != 2 {
		t.Errorf("a repeat adds one: %q", again.rows())
	}
	if own := page.get(page.link("編輯線上服務")); !contains(own, "每星期六 23:00 - 次日 03:00") || !contains(own, "系統將於指定時間切換維護狀態") {
		t.Error(own.main())
	}
	page = page.press("移除第 1 項 每星期六 23:00 - 次日 03:00").follow()
	if page.banner() != "維護時間已移除。" || len(page.rows()) != 1 {
		t.Errorf("%q %q", page.banner(), page.rows())
	}
}

func TestD11_WhatCannotBeIsRefusedWithAWord(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	page := s.planned(weekly...).follow()
	for name, c := range map[string]struct {
		edits     []edit
		at, words string
	}{
		"nothing chosen":        {nil, onboarding.FieldRepeat, "請選擇維護設定"},
		"in the past":           {onceFrom("2024-03-14", "01:00", "2024-03-20", "05:00"), onboarding.FieldStartDay, "已經過了"},
		"ends before it begins": {onceFrom("2024-04-05", "05:00", "2024-04-05", "05:00"), onboarding.FieldStartDay, "晚於開始"},
		"too long":              {onceFrom("2024-04-05", "05:00", "2024-05-07", "05:00"), onboarding.FieldStartDay, "最長 31 天"},
		"overlaps":              {onceFrom("2024-04-07", "02:00", "2024-04-07", "05:00"), onboarding.FieldStartDay, "重疊"},
		"a day that is none":    {onceFrom("2024-02-30", "01:00", "2024-04-05", "05:00"), onboarding.FieldStartDay, "格式為 2024-04-01"},
		"a time that is none":   {onceFrom("2024-04-05", "25:00", "2024-04-05", "05:00"), onboarding.FieldStartTime, "格式為 22:30"},
		"no day of the week": {[]edit{with(onboarding.FieldRepeat, "weekly"), with(onboarding.FieldWeeklyFrom, "01:00"), with(onboarding.FieldWeeklyTo, "02:00")},
			onboarding.FieldWeekday, "每星期的哪一天"},
		"a monthly one that meets the weekly": {[]edit{with(onboarding.FieldRepeat, "monthly"), with(onboarding.FieldMonthday, "15"), with(onboarding.FieldMonthlyFrom, "22:00"), with(onboarding.FieldMonthlyTo, "23:30")},
			onboarding.FieldMonthlyFrom, "重疊"},
	} {
		refused := page.press("保存", c.edits...).want(http.StatusUnprocessableEntity)
		if !strings.Contains(refused.fault(c.at), c.words) || len(refused.rows()) != 1 {
			t.Errorf("%s: %v", name, refused.faults())
		}
		if name == "overlaps" && (refused.value(onboarding.FieldStartDay) != "2024-04-07" || refused.value(onboarding.FieldEndTime) != "05:00") {
			t.Errorf("%s: what was typed is lost", name)
		}
	}
}

func TestD11_OnlyTheOrganisationPlans(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.approvedService() + "/maintenance"
	s.as(s.Stranger).get(path).want(http.StatusNotFound)
	for _, who := range []account.Actor{s.Bureau, s.Ops, s.Moda} {
		s.as(who).get(path).want(http.StatusForbidden)
		if own := s.as(who).get(strings.TrimSuffix(path, "/maintenance")); strings.Contains(own.body, path) {
			t.Errorf("%s is offered to plan", who.Login)
		}
	}
	s.as(s.Colleague).get(path).want(http.StatusOK)
}
