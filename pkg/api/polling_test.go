package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// newMonitor is a stand whose service is connected, with the monitor's key.
func newMonitor(t *testing.T) (s *stand, token, path string) {
	t.Helper()
	s = newStand(t)
	s.Answer(t, s.caseID(), chain.Approve)
	return s, s.key(s.Ops, apikey.ReportPolling), "/services/" + s.service() + "/polling"
}

// polls is the history of what the monitor reported.
func (s *stand) polls() (list []audit.Entry) {
	s.t.Helper()
	all, err := s.Store.Log(s.t.Context(), "service/"+s.service())
	if err != nil {
		s.t.Fatal(err)
	}
	for _, e := range all {
		if e.Act == "service.poll" {
			list = append(list, e)
		}
	}
	return list
}

func TestB10_TheMonitorReportsPollingAndOnlyNewsIsWritten(t *testing.T) {
	t.Parallel()
	s, token, path := newMonitor(t)
	for i, step := range []struct {
		state, since    string
		requests, wrote int
	}{
		{"ok", "2024-03-15T02:00:00Z", 3, 1},
		{"ok", "2024-03-15T02:00:00Z", 2, 1},
		{"failed", "2024-03-15T02:20:00Z", 3, 2},
		{"ok", "2024-03-15T02:30:00Z", 3, 3},
	} {
		status, body, took := s.send(http.MethodPost, token, path, `{"state": "`+step.state+`"}`)
		if status != http.StatusOK || body["state"] != step.state || body["since"] != step.since {
			t.Errorf("%d: %d %v", i, status, body)
		}
		if n := len(s.polls()); n != step.wrote || took.Requests != step.requests {
			t.Errorf("%d: %d entries, %+v", i, n, took)
		}
		s.Clock.Advance(10 * time.Minute)
	}
	id, _, _ := apikey.Parse(token)
	if e := s.polls()[1]; e.Actor.AccountID != id || e.Actor.Role != audit.Key || e.Before["polling"] != "ok" || e.After["polling"] != "failed" {
		t.Errorf("the entry is %+v", e)
	}
	if _, body, _ := s.get(s.key(s.Officer, apikey.ReadServices), "/services/"+s.service()); body["polling"].(map[string]any)["state_label"] != "正常" {
		t.Errorf("the bank reads %v", body)
	}
}

func TestB10_OnlyTheMonitorReports(t *testing.T) {
	t.Parallel()
	s, token, path := newMonitor(t)
	waiting := newStand(t)
	for name, c := range map[string]struct {
		at            *stand
		token, path   string
		content, says string
		want          int
	}{
		"no key":              {s, "", path, `{"state": "ok"}`, "Bearer", 401},
		"a key that reads":    {s, s.key(s.Ops, apikey.ReadServices, apikey.ReadCases), path, `{"state": "ok"}`, "權限", 403},
		"a bank's":            {s, s.key(s.Officer, apikey.ReadServices), path, `{"state": "ok"}`, "權限", 403},
		"another word":        {s, token, path, `{"state": "slow"}`, "ok 或 failed", 400},
		"more than is asked":  {s, token, path, `{"state": "ok", "step": "live"}`, "請求內容", 400},
		"no JSON":             {s, token, path, `state=ok`, "請求內容", 400},
		"a very long one":     {s, token, path, `{"state": "` + strings.Repeat("o", 2000) + `"}`, "請求內容", 400},
		"no such service":     {s, token, "/services/none/polling", `{"state": "ok"}`, "", 404},
		"one in first review": {waiting, waiting.key(waiting.Ops, apikey.ReportPolling), "/services/" + waiting.service() + "/polling", `{"state": "ok"}`, "沒有介接", 409},
	} {
		status, body, _ := c.at.send(http.MethodPost, c.token, c.path, c.content)
		if detail, _ := body["detail"].(string); status != c.want || !strings.Contains(detail, c.says) {
			t.Errorf("%s: %d %v", name, status, body)
		}
	}
	if n := len(s.polls()); n != 0 {
		t.Errorf("%d were written", n)
	}
	if status, _, _ := s.get(token, "/services"); status != http.StatusForbidden {
		t.Errorf("the monitor's key reads the services: %d", status)
	}
}

func TestB10_AKeyRevokedThisVeryMomentReportsNothing(t *testing.T) {
	t.Parallel()
	s, token, _ := newMonitor(t)
	k, err := s.AdmitKey(t.Context(), token)
	if err == nil {
		err = s.RevokeKey(t.Context(), s.Ops, k.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.ReportPolling(t.Context(), k, s.service(), service.PollFails); err == nil || len(s.polls()) != 0 {
		t.Errorf("it is written: %v", err)
	}
}

func TestB10_WhatIsTakenDownIsPolledNoMore(t *testing.T) {
	t.Parallel()
	s, token, path := newMonitor(t)
	s.send(http.MethodPost, token, path, `{"state": "failed"}`)
	number := s.Fill(t, casefile.DelistKind, s.service(), func(v form.Values) { v.Set(form.RetireReason, "業務調整") })
	id, err := s.Store.Claimed(t.Context(), onboarding.NumberClaim, number)
	if err != nil {
		t.Fatal(err)
	}
	s.Answer(t, id, chain.Approve)
	if status, _, _ := s.send(http.MethodPost, token, path, `{"state": "ok"}`); status != http.StatusConflict {
		t.Errorf("a report: %d", status)
	}
	if _, body, _ := s.get(s.key(s.Ops, apikey.ScopesOf(account.Ops)...), "/services/"+s.service()); body["polling"] != nil {
		t.Errorf("it shows %v", body["polling"])
	}
}
