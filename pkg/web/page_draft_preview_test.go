package web

import (
	"net/http"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

func TestB6_ThePreviewNamesEverythingThatIsMissing(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	v := portaltest.Application()
	v.Set(form.HostIPs, "163.22.21.64", "10.0.0.1")
	v.Set(form.Hotline)
	path := "/drafts/" + s.Draft(t, s.Officer, v) + "/preview"
	p := s.as(s.Officer).get(path).want(http.StatusOK)
	faults := p.faults()
	if len(faults) != 2 || faults["host-ips"] == "" || faults["hotline"] != "請輸入客服專線。" {
		t.Errorf("the summary says %v", faults)
	}
	if row := byID(p.root, "host-ips"); !strings.Contains(text(row), "錯誤："+faults["host-ips"]) {
		t.Errorf("at the answer stands %q", text(row))
	}
	for _, button := range all(p.root, "button") {
		if text(button) == "送出" {
			t.Error("it can be sent all the same")
		}
	}
	fix := p.get(p.link("修改 連線至MyData APIs之主機IP位址")).want(http.StatusOK)
	if fix.h1() != "連線" || fix.fault("host-ips-2") == "" {
		t.Errorf("修改 leads to %s with %v", fix.h1(), fix.faults())
	}
	p.post(path, map[string][]string{versionName: {p.hidden(versionName)}}).want(http.StatusUnprocessableEntity)
	if n := s.cases(); n != 0 {
		t.Errorf("there are %d cases", n)
	}
}

func TestB2_ThePreviewShowsEveryAnswerWithAWayBack(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.as(s.Officer).get("/drafts/" + s.Draft(t, s.Officer, portaltest.Application()) + "/preview").want(http.StatusOK)
	for _, f := range form.On(form.Application) {
		row := byID(p.root, string(f.Key))
		if asked := portaltest.Application().Asks(f); (row != nil) != asked {
			t.Errorf("%s is shown: %v, want %v", f.Title(), row != nil, asked)
			continue
		}
		if row != nil && (!strings.Contains(text(row), f.Label) || p.get(attr(first(row, "a"), "href")).h1() != f.Section.Title()) {
			t.Errorf("%s leads to %s", f.Title(), attr(first(row, "a"), "href"))
		}
	}
	for _, words := range []string{"2024-04-01 - 2024-06-30", "申請項目 測試", "財政部：個人所得資料", "模式二（自行驗證自然人憑證）", "王大明", "測試商業銀行股份有限公司", "機關單位 – 銀行局發文"} {
		if !contains(p, words) {
			t.Errorf("%q is missing", words)
		}
	}
}

func TestC9_WhatAColleagueChangedMeanwhileIsShownBeforeItIsSent(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := "/drafts/" + s.Draft(t, s.Officer, portaltest.Application())
	mine := s.as(s.Officer).get(path + "/preview")
	s.as(s.Colleague).get(path+"/basics").press("儲存草稿", with("name", "副手的名稱")).want(http.StatusSeeOther)
	p := mine.press("送出").want(http.StatusConflict)
	if !contains(p, "林副手") || !contains(p, "副手的名稱") || s.cases() != 0 {
		t.Errorf("%d cases; the page says %s", s.cases(), p.main())
	}
	p.press("送出").want(http.StatusSeeOther)
}

func TestSub_ColleaguesSendApplicationsToo(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.as(s.Colleague).get("/drafts/" + s.Draft(t, s.Officer, portaltest.Application()) + "/preview").press("送出").leads()
	if d := s.dossier(strings.TrimPrefix(number, "/cases/")); d.Case.Applicant.Name != "林副手" {
		t.Errorf("the applicant is %s", d.Case.Applicant.Name)
	}
}

func TestB2_WarningsStandInNobodysWay(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	v := portaltest.Application()
	v.Set(form.TestIPs, "163.22.21.1", "163.22.21.2", "163.22.21.3", "163.22.21.4")
	p := s.as(s.Officer).get("/drafts/" + s.Draft(t, s.Officer, v) + "/preview")
	if !contains(p, "提醒：測試IP建議至多 3 個，目前有 4 個。") || len(p.faults()) > 0 {
		t.Errorf("%v", p.faults())
	}
	p.press("送出").want(http.StatusSeeOther)
}
