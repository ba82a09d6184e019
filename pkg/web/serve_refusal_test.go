package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// refusals are those recorded today, oldest first.
func (s *site) refusals() []audit.Refusal {
	s.t.Helper()
	list, _, err := s.Store.Refusals(s.t.Context(), onboarding.Search{Day: calendar.Today(s.Clock.Now())}, onboarding.Page{Limit: 100})
	if err != nil {
		s.t.Fatal(err)
	}
	return list
}

func TestTrust7_WhatIsRefusedIsRecorded(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	about := "case/" + s.dossier(number).Case.ID
	decide := url.Values{reviewName: {"1"}, roundName: {"1"}, stageName: {"1"}, versionSeen: {"1"}, onboarding.FieldAnswer: {string(chain.Approve)}}
	for _, c := range []struct {
		name string
		by   *browser
		path string
		form url.Values
		want audit.Refusal
	}{
		{"a role that never decides", s.as(s.Officer), "/cases/" + number + "/decide", decide,
			audit.Refusal{Actor: audit.Actor{AccountID: s.Officer.AccountID, Role: "provider", Party: s.Officer.OrganisationID},
				Act: "POST /cases/{number}/decide", Object: about, Code: string(fault.Forbidden)}},
		{"a party whose turn it is not", s.as(s.Ops), "/cases/" + number + "/decide", decide,
			audit.Refusal{Actor: audit.Actor{AccountID: s.Ops.AccountID, Role: "ops", Party: "ops"},
				Act: "POST /cases/{number}/decide", Object: about, Code: string(fault.Conflict)}},
		{"somebody of another bank", s.as(s.Stranger), "/cases/" + number + "/withdraw", url.Values{},
			audit.Refusal{Actor: audit.Actor{AccountID: s.Stranger.AccountID, Role: "provider", Party: s.Stranger.OrganisationID},
				Act: "POST /cases/{number}/withdraw", Object: about, Code: string(fault.NotFound)}},
		{"a stranger without a session", s.visitor(), "/cases/" + number + "/decide", decide,
			audit.Refusal{Act: "POST /cases/{number}/decide", Code: string(fault.Unauthenticated)}},
		{"a wrong password", s.visitor(), "/signin", url.Values{"login": {s.Ops.Login}, "password": {"Wrong-pass1"}},
			audit.Refusal{Actor: audit.Actor{AccountID: s.Ops.AccountID, Role: audit.Claimed}, Act: "sign-in.password", Code: string(fault.Unauthenticated)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s.Clock.Advance(time.Minute)
			for range 3 {
				if p := c.by.post(c.path, c.form); p.status < 400 {
					t.Fatalf("answers %d", p.status)
				}
			}
			got := s.refusals()[0]
			if got.Times != 3 || got.Source == "" || !got.First.Equal(s.Clock.Now()) {
				t.Errorf("recorded as %+v", got)
			}
			got.First, got.Last, got.Times, got.Source = time.Time{}, time.Time{}, 0, ""
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("recorded as (-want +got)\n%s", diff)
			}
		})
	}
	if strings.Contains(fmt.Sprint(s.refusals()), "192.0.2.1") {
		t.Error("the record names an address")
	}
}

func TestTrust24_ThousandRefusalsFillNoHistory(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	entries := func() int {
		list, _, err := s.Store.Acts(t.Context(), onboarding.Search{Object: "case/" + s.dossier(number).Case.ID}, onboarding.Page{Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	before, b := entries(), s.as(s.Stranger)
	for range 1000 {
		b.post("/cases/"+number+"/withdraw", url.Values{}).want(http.StatusNotFound)
	}
	if list := s.refusals(); len(list) != 1 || list[0].Times != 1000 {
		t.Errorf("%d records, the first of %d", len(list), list[0].Times)
	}
	if now := entries(); now != before {
		t.Errorf("the case's history grew from %d to %d entries", before, now)
	}
}
