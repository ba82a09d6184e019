package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
)

// example is a path of a route with something that exists in each of its
// places.
func (s *site) example(r route, number, draft, service string) string {
	id := draft
	if strings.HasPrefix(r.pattern, "/services/") {
		id = service
	}
	return strings.NewReplacer("{number}", number, "{id}", id, "{section}", "basics", "{$}", "").Replace(r.pattern)
}

func TestTrust18_EveryPageAsksWhoComes(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	draft, service := s.draftAndService()
	people := map[account.Role]account.Actor{account.Provider: s.Officer, account.Sub: s.Colleague, account.Authority: s.Bureau, account.Ops: s.Ops, account.Moda: s.Moda}
	for _, r := range routes {
		if r.public {
			continue
		}
		path := s.example(r, number, draft, service)
		if r.method == get {
			if got := s.visitor().get(path).leads(); got != "/signin" {
				t.Errorf("GET %s leads a stranger to %s", path, got)
			}
			s.visitor().do(http.MethodHead, path, nil).want(http.StatusSeeOther)
		} else {
			s.visitor().post(path, nil).want(http.StatusUnauthorized)
		}
		for role, person := range people {
			allowed := account.Attempt(person, r.act) == nil
			if got := s.as(person).do(r.method, path, nil).status; (got != http.StatusForbidden) != allowed {
				t.Errorf("%s %s answers %s by %d", r.method, path, role, got)
			}
		}
	}
}

// TestA7_TheWeakerSessionReadsFillsInAndSubmitsOnEveryPage tries every route in a
// session that a mailed code has opened. What it may is written down here a
// second time, so that a new page is weaker by nobody's forgetting.
func TestA7_TheWeakerSessionReadsFillsInAndSubmitsOnEveryPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	draft, service := s.draftAndService()
	reads := []account.Act{account.UsePortal, account.ReadCase, account.ReadService, account.ReadQueue, account.ReadAccounts,
		account.ReadFirewall, account.ReadAudit, account.ReadReports, account.Apply, account.Withdraw}
	writes := []account.Act{account.UsePortal, account.Apply, account.Withdraw}
	for _, r := range routes {
		if r.public {
			continue
		}
		may := slices.Contains(reads, r.act)
		if r.method == post {
			may = slices.Contains(writes, r.act)
		}
		for _, person := range []account.Actor{s.Officer, s.Bureau, s.Ops, s.Moda} {
			if account.Attempt(person, r.act) != nil {
				continue
			}
			person.Level = account.LevelMail
			if got := s.as(person).do(r.method, s.example(r, number, draft, service), nil).status; (got != http.StatusForbidden) != may {
				t.Errorf("%s %s answers the weaker session of %s by %d", r.method, r.pattern, person.Login, got)
			}
		}
	}
}

func TestTrust18_ObjectsOfAnotherOrganisationAre404OnEveryPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	draft, service := s.draftAndService()
	for _, r := range routes {
		if !strings.Contains(r.pattern, "{number}") && !strings.Contains(r.pattern, "{id}") || account.Attempt(s.Stranger, r.act) != nil {
			continue
		}
		s.as(s.Stranger).do(r.method, s.example(r, number, draft, service), url.Values{}).want(http.StatusNotFound)
	}
}

func TestTrust5_SafeMethodsChangeNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	draft, service := s.draftAndService()
	browsers := []*browser{s.as(s.Officer), s.as(s.Bureau), s.as(s.Ops)}
	before := s.contents()
	for _, r := range routes {
		if r.method != get {
			continue
		}
		for _, b := range browsers {
			for _, method := range []string{http.MethodGet, http.MethodHead} {
				b.do(method, s.example(r, number, draft, service), nil)
			}
		}
	}
	if diff := cmp.Diff(before, s.contents()); diff != "" {
		t.Errorf("pages that were only looked at have changed the table: %s", diff)
	}
}

// contents are the items of the table in some order that stays the same.
func (s *site) contents() []string {
	lines := strings.Split(s.Table.Dump(), "\n")
	slices.Sort(lines)
	return lines
}

// draftAndService are the ids of a new draft and of the one service there is.
func (s *site) draftAndService() (draft, service string) {
	s.t.Helper()
	b := s.as(s.Officer)
	draft = strings.TrimPrefix(b.get("/services/new").press("開始填寫").leads(), "/drafts/")
	service = strings.TrimPrefix(b.get("/services").link("編輯 線上信用貸款"), "/services/")
	return draft, service
}
