package web

import (
	"net/http"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// TestPagesCostFewRequests holds pages to the budget of architecture.md: two
// requests to DynamoDB and four read units. Once a minute a page of the form
// reads the catalogue besides.
func TestPagesCostFewRequests(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	returned := s.returned()
	draft := s.Draft(t, s.Officer, portaltest.Application())
	_, service := s.draftAndService()
	cases := []struct {
		path  string
		who   account.Actor
		calls int
		units float64
	}{
		{"/", s.Officer, 1, 2},
		{"/services", s.Officer, 2, 4},
		{"/services", s.Ops, 2, 4},
		{"/services/new", s.Officer, 1, 2},
		{"/services/" + service, s.Officer, 2, 4},
		{"/drafts", s.Officer, 2, 4},
		{"/drafts/" + draft, s.Officer, 2, 4},
		{"/drafts/" + draft + "/connection", s.Officer, 2, 4},
		{"/drafts/" + draft + "/preview", s.Officer, 2, 4},
		{"/cases/" + returned + "/edit", s.Officer, 2, 4},
		{"/cases/" + returned + "/edit/connection", s.Officer, 2, 4},
		{"/cases/" + returned + "/edit/preview", s.Officer, 2, 4},
	}
	for _, c := range cases {
		b := s.as(c.who)
		b.get(c.path)
		s.meter.take()
		b.get(c.path).want(http.StatusOK)
		if calls, units := s.meter.take(); calls > c.calls || units > c.units {
			t.Errorf("%s: %d requests and %.1f read units, want at most %d and %.1f", c.path, calls, units, c.calls, c.units)
		}
	}
}
