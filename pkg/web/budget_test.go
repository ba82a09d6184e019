package web

import (
	"encoding/json"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/store/meter"
)

// What a request may take of the table, by architecture.md. An application of
// usual size is meant, and a process that has read the catalogue and the
// authorities within the last minute. A session's idle mark, set once a minute, comes on top.
var (
	aPage      = upTo(2, 4, 0)
	aList      = upTo(2, 5, 0) // of twenty services, each a kilobyte
	reviewPage = upTo(4, 4, 0)
	aDecision  = upTo(3, 4, 20)
	aSearch    = upTo(4, 12, 0) // of the history, with the names of those who act in it
)

func upTo(requests int, read, write float64) meter.Usage {
	return meter.Usage{Requests: requests, Read: read, Write: write}
}

// budget is a request that does what its route is for.
type budget struct {
	name   string // tells rows of a route apart
	route  string // as its log line names it
	status int
	most   meter.Usage
	do     func(*site) *page
}

// TestNoRequestExceedsItsBudget holds every route to its row; a route without
// one fails.
func TestNoRequestExceedsItsBudget(t *testing.T) {
	t.Parallel()
	held := map[string]bool{}
	for _, row := range budgets() {
		held[row.route] = true
		t.Run(strings.TrimSpace(row.route+" "+row.name), func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			if _, err := s.Store.Draft(t.Context(), s.Officer.OrganisationID, ""); err != nil { // the catalogue is read
				t.Fatal(err)
			}
			if _, err := s.Store.Authorities(t.Context()); err != nil {
				t.Fatal(err)
			}
			got := row.do(s).want(row.status).usage
			if got.Requests > row.most.Requests || got.Read > row.most.Read || got.Write > row.most.Write {
				t.Errorf("it takes %+v, at most %+v is allowed", got, row.most)
			}
			if route := s.lastRoute(); route != row.route {
				t.Errorf("the row is measured at %s", route)
			}
		})
	}
	for _, r := range append(routes, actionRoutes...) {
		if !held[r.method+" "+r.pattern] {
			t.Errorf("%s %s has no budget", r.method, r.pattern)
		}
	}
}

// lastRoute is the route of the newest line of the log.
func (s *site) lastRoute() string {
	s.t.Helper()
	lines := strings.Split(strings.TrimSpace(s.log.String()), "\n")
	var line struct{ Route string }
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &line); err != nil {
		s.t.Fatal(err)
	}
	return line.Route
}
