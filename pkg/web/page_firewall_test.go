package web

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
)

// tested is the number of a case whose service was approved for testing from
// 2024-04-01 to 2024-06-30.
func (s *site) tested() string {
	s.t.Helper()
	number := s.submitted()
	for _, who := range []account.Actor{s.Bureau, s.Ops, s.Bureau, s.Moda} {
		s.decide(who, number, chain.Approve)
	}
	return number
}

func TestD12_TheLedgerIsWhatItIsAtTheMomentAsked(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.tested()
	for _, c := range []struct{ at, state, open string }{
		{"", "尚未開通", "本頁 3 條，其中開通中 0 條"},
		{"2024-03-31 23:59", "尚未開通", "其中開通中 0 條"},
		{"2024-04-01 00:00", "開通中", "2024-04-01 00:00 時：本頁 3 條，其中開通中 3 條"},
		{"2024-04-01", "開通中", "其中開通中 3 條"},
		{"2024-06-30T23:59", "開通中", "其中開通中 3 條"},
		{"2024-07-01 00:00", "已關閉", "其中開通中 0 條"},
		{"2024-06-30T15:59:59Z", "開通中", "其中開通中 3 條"},
		{"2024-06-30T16:00:00Z", "已關閉", "其中開通中 0 條"},
	} {
		for _, who := range []account.Actor{s.Ops, s.Moda} {
			ended := map[bool]string{true: "&ended=yes"}[c.state == "已關閉"]
			page := s.as(who).get("/firewall?at=" + strings.ReplaceAll(c.at, " ", "+") + ended).want(http.StatusOK)
			if page.h1() != "防火牆規則" || len(page.rows()) != 3 || !strings.Contains(page.main(), c.open) {
				t.Fatalf("%q: %s", c.at, page.main())
			}
			for _, row := range page.rows() {
				if row[6] != c.state {
					t.Errorf("at %q %s is %s, want %s", c.at, row[1], row[6], c.state)
				}
			}
		}
	}
	row := s.as(s.Ops).get("/firewall?at=2024-05-01").rowOf("SP-API")
	if want := []string{"線上信用貸款", "SP-API", "連出", "203.66.35.10", "8443", "2024-04-01至 2024-06-30", "開通中", number + " 數一核准", "待設定"}; !slices.Equal(row, want) {
		t.Errorf("%q, want %q", row, want)
	}
}

func TestD12_TheClockNeedNotRunForARuleToClose(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.tested()
	s.Clock.Set(time.Date(2024, 6, 30, 16, 0, 0, 0, time.UTC))
	if rows := s.as(s.Ops).get("/firewall").rows(); len(rows) != 0 {
		t.Errorf("after its last day it is listed as %q", rows)
	}
	if got := s.as(s.Ops).get("/firewall?ended=yes").rows()[0][6]; got != "已關閉" {
		t.Errorf("after its last day the rule is %s", got)
	}
}

func TestD12_TheFilesAreDownloads(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.tested()
	page := s.as(s.Ops).get("/firewall?at=2024-05-01")
	for words, want := range map[string]struct{ contentType, name string }{
		"下載 JSON 測試區":     {"application/json", `attachment; filename="mydata-test-20240501-0000.json"`},
		"下載 nftables 測試區": {"text/plain; charset=utf-8", `attachment; filename="mydata-test-20240501-0000.nft"`},
	} {
		file := page.get(page.link(words)).want(http.StatusOK)
		if file.header.Get("Content-Type") != want.contentType || file.header.Get("Content-Disposition") != want.name {
			t.Errorf("%s: %v", words, file.header)
		}
		for _, part := range []string{number, "203.66.35.10", "2001:b000:1::20", "8443"} {
			if !strings.Contains(file.body, part) {
				t.Errorf("%s lacks %s: %s", words, part, file.body)
			}
		}
		if head := page.do(http.MethodHead, page.link(words), nil).want(http.StatusOK); head.body != "" {
			t.Errorf("HEAD answers %q", head.body)
		}
	}
	var set struct{ Rules []any }
	file := s.as(s.Moda).get("/firewall/test.json?at=2024-07-01").want(http.StatusOK)
	if err := json.Unmarshal([]byte(file.body), &set); err != nil || len(set.Rules) != 0 {
		t.Errorf("after the window: %v, %s", err, file.body)
	}
}

func TestD12_WhatTheLedgerRefuses(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.tested()
	ops := s.as(s.Ops)
	for _, at := range []string{"yesterday", "2024-13-01", "2024-04-01+25:00", "99999999999999999999"} {
		page := ops.get("/firewall?at=" + at).want(http.StatusUnprocessableEntity)
		if page.fault("at") == "" || page.faults()["at"] == "" || page.value("at") != strings.ReplaceAll(at, "+", " ") {
			t.Errorf("%s: %v, %q", at, page.faults(), page.value("at"))
		}
		ops.get("/firewall/test.json?at=" + at).want(http.StatusUnprocessableEntity)
	}
	for _, file := range []string{"test", "test.xml", "moon.json", ".json", "test.json.nft", "test.nft%00"} {
		ops.get("/firewall/" + file).want(http.StatusNotFound)
	}
	for _, who := range []account.Actor{s.Officer, s.Colleague, s.Bureau} {
		for _, path := range []string{"/firewall", "/firewall/changes", "/firewall/test.json", "/firewall/test.nft"} {
			s.as(who).get(path).want(http.StatusForbidden)
		}
	}
	if page := ops.get("/firewall?area=production").want(http.StatusOK); len(page.rows()) != 0 || !strings.Contains(page.main(), "這一區在這個時間沒有這樣的防火牆規則") {
		t.Errorf("the other area: %s", page.main())
	}
}
