package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
)

// How a page is reached that no other page links to.
const (
	menuPage = "the side menu"
	byHeader = "the form in the header"
	mailed   = "a mail"
	byAct    = "a form that was sent, or a button"
	later    = "a service further on its way than the walk's"
)

// screens are the pages people see, by the pattern that answers: from which page
// each is reached first. Those with a page or the menu are held to it by a walk.
var screens = []struct{ path, from string }{
	{"/start", "/signin"}, {"/signin", "/start"},
	{"/signin/code", byAct}, {"/signin/bind", byAct}, {"/signin/bind/qr.png", byAct}, {"/signin/lost", byAct},
	{"/forgot", "/signin"}, {"/forgot/sent", byAct}, {"/reset", mailed}, {"/invited", mailed},
	{"/signup/policy", "/start"}, {"/signup/email", byAct}, {"/signup/sent", byAct}, {"/signup/activate", mailed}, {"/signup/details", byAct},
	{"/signup/application", byAct}, {"/signup/application/preview", byAct}, {"/signup/application/{section}", byAct},
	{"/signup/uploads/{id}", byAct}, {"/signup/uploads/{id}/remove", byAct}, {"/signup/uploads/{id}/file", byAct}, {"/signup/done", byAct},
	{"/privacy", "/start"}, {"/accessibility", "/start"},

	{"/{$}", menuPage}, {"/search", byHeader}, {"/me", "/{$}"},
	{"/bulletins", menuPage}, {"/bulletins/new", "/bulletins"}, {"/bulletins/{id}", "/bulletins"}, {"/bulletins/{id}/edit", "/bulletins/{id}"},
	{"/bulletins/{id}/retire", "/bulletins/{id}"},
	{"/environment", menuPage}, {"/environment/hosts", "/environment"}, {"/environment/documents/new", "/environment"},
	{"/environment/files/{id}", byAct}, {"/environment/documents/{id}", byAct}, {"/environment/documents/{id}/remove", byAct},
	{"/environment/uploads/{id}", byAct}, {"/environment/uploads/{id}/remove", byAct}, {"/environment/uploads/{id}/file", byAct},
	{"/policies", "/environment"}, {"/policies/new", "/policies"}, {"/policies/{version}", "/policies"},
	{"/accounts", menuPage}, {"/accounts/{id}", "/accounts"}, {"/accounts/{id}/subs/new", "/accounts/{id}"},
	{"/accounts/{id}/subs/{sub}/delete", "/accounts/{id}"}, {"/accounts/{id}/officer", "/accounts/{id}"},
	{"/accounts/{id}/locks", "/accounts/{id}"}, {"/accounts/{id}/organisation", "/accounts/{id}"},
	{"/cases", menuPage}, {"/cases/{number}", "/cases"}, {"/cases/next", "/cases/{number}"}, {"/cases/{number}/history", "/cases/{number}"},
	{"/cases/{number}/print", "/cases/{number}"}, {"/cases/{number}/organisation", "/cases/{number}"}, {"/cases/{number}/copy", "/cases/{number}"},
	{"/cases/{number}/edit", "/cases/{number}"}, {"/cases/{number}/edit/preview", "/cases/{number}/edit"},
	{"/cases/{number}/edit/{section}", "/cases/{number}/edit"}, {"/cases/{number}/extension", later}, {"/cases/{number}/withdraw", "/cases/{number}"},
	{"/cases/{number}/files/{id}", byAct}, {"/cases/{number}/letter/{id}", byAct}, {"/cases/{number}/letter/{id}/remove", byAct},
	{"/cases/{number}/letter/{id}/file", byAct},
	{"/services", menuPage}, {"/services/new", "/services"}, {"/services/{id}", "/services"}, {"/services/{id}/cases", "/services/{id}"},
	{"/services/{id}/suspend", "/services/{id}"}, {"/services/{id}/maintenance", "/services/{id}"},
	{"/services/{id}/credentials", "/services/{id}"}, {"/services/{id}/credentials/end", byAct}, {"/services/{id}/delete", byAct},
	{"/deadlines", menuPage}, {"/deadlines.ics", "/deadlines"},
	{"/services/{id}/extend", "/services/{id}"}, {"/services/{id}/golive", "/services/{id}"}, {"/services/{id}/edit", "/services/{id}"},
	{"/services/{id}/edit/preview", "/services/{id}/edit"}, {"/services/{id}/edit/{section}", "/services/{id}/edit"},
	{"/services/{id}/delist", "/services/{id}"}, {"/services/{id}/resume", later}, {"/services/{id}/resume/preview", later},
	{"/services/{id}/resume/{section}", later},
	{"/services/{id}/pilot-report", later}, {"/cases/{number}/pilot-report", later}, {"/services/{id}/date", later},
	{"/drafts", "/services"}, {"/drafts/{id}", "/drafts"}, {"/drafts/{id}/preview", "/drafts/{id}"}, {"/drafts/{id}/{section}", "/drafts/{id}"},
	{"/uploads/{id}", byAct}, {"/uploads/{id}/remove", byAct}, {"/uploads/{id}/file", byAct},
	{"/providers", menuPage}, {"/providers/new", "/providers"}, {"/providers/{id}", byAct},
	{"/counter-services", menuPage}, {"/counter-services/new", "/counter-services"}, {"/counter-services/{id}", byAct},
	{"/catalogue", menuPage}, {"/catalogue/new", "/catalogue"}, {"/catalogue/categories", "/catalogue"}, {"/catalogue/{id}", "/catalogue"},
	{"/catalogue/{id}/retire", "/catalogue/{id}"},
	{"/firewall", menuPage}, {"/firewall/changes", "/firewall"}, {"/firewall/{file}", "/firewall"},
	{"/audit", menuPage}, {"/audit/{file}", "/audit"}, {"/reports", menuPage}, {"/reports/{file}", "/reports"},
	{"/keys", "/accounts"}, {"/keys/{id}/revoke", byAct},
	{"/a/{token}", mailed}, {"/a/{token}/done", byAct},
}

// TestE1_ScreensAndRoutesAreTheSame holds the list against the routes, both ways.
func TestE1_ScreensAndRoutesAreTheSame(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, s := range screens {
		if known[s.path] {
			t.Errorf("%s stands twice", s.path)
		}
		known[s.path] = true
	}
	for _, r := range append(routes, actionRoutes...) {
		if r.method == get && !known[r.pattern] {
			t.Errorf("%s is no screen: where is it reached from?", r.pattern)
		}
		if r.method == get {
			delete(known, r.pattern)
		}
	}
	for path := range known {
		t.Errorf("no route answers %s", path)
	}
}

// TestE1_EveryScreenIsReachedFromItsParent walks through the portal as everybody.
func TestE1_EveryScreenIsReachedFromItsParent(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	links := walked{}
	s.walk(s.visitor(), "/start", links)
	for _, who := range s.lived() {
		s.walk(s.as(who), "/", links)
	}
	for _, screen := range screens {
		switch screen.from {
		case byAct, mailed, later:
		default:
			if !links[[2]string{screen.from, screen.path}] {
				t.Errorf("%s is not reached from %s", screen.path, screen.from)
			}
		}
	}
}

// lived has something in every list, and returns somebody of each role.
func (s *site) lived() []account.Actor {
	s.t.Helper()
	returned, approved := s.submitted(), s.submitted()
	s.decide(s.Bureau, returned, chain.Return)
	for _, who := range []account.Actor{s.Bureau, s.Ops, s.Bureau, s.Moda} {
		s.decide(who, approved, chain.Approve)
	}
	s.submitted()
	s.draftAndService()
	s.published(news)
	s.Clock.Advance(5 * time.Minute)
	if _, err := s.Measure(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	return []account.Actor{s.Officer, s.Colleague, s.Bureau, s.Ops, s.Moda}
}

// walked says which page leads to which, by their patterns.
type walked map[[2]string]bool

// walk follows links from a page on, as somebody; of links from one pattern to
// another it follows a few.
func (s *site) walk(who *browser, start string, links walked) {
	s.t.Helper()
	const followed = 3
	seen, count := map[string]bool{start: true}, map[[2]string]int{}
	for todo := []string{start}; len(todo) > 0; todo = todo[1:] {
		p := who.get(todo[0])
		for _, l := range p.leadsOn() {
			pair := [2]string{pageAt(todo[0]), pageAt(l.path)}
			if l.by != "" {
				pair[0] = l.by
			}
			links[pair] = true
			if count[pair]++; !seen[l.path] && count[pair] <= followed {
				seen[l.path] = true
				todo = append(todo, l.path)
			}
		}
	}
}

// lead is a link or a form that asks; by is the menu or the header where it
// stands there.
type lead struct{ path, by string }

func (p *page) leadsOn() []lead {
	var list []lead
	for _, n := range all(p.root, "a", "form") {
		to := attr(n, "href")
		if n.Data == "form" {
			if to = attr(n, "action"); attr(n, "method") == "post" {
				continue
			}
		}
		path, ours := strings.CutPrefix(to, basePath)
		if path, _, _ = strings.Cut(path, "#"); ours && path != "" {
			list = append(list, lead{path, standsIn(n)})
		}
	}
	return list
}

// standsIn is the menu or the header, "" for the page itself.
func standsIn(n *html.Node) string {
	for up := n; up != nil; up = up.Parent {
		switch {
		case up.Data == "nav" && attr(up, "class") == "side":
			return menuPage
		case up.Data == "header" && n.Data == "form":
			return byHeader
		}
	}
	return ""
}

// pageAt is the pattern that answers a GET of a path.
func pageAt(path string) string { return routed(http.MethodGet, path) }

// routed is the pattern that answers a request.
var routed = func() func(method, path string) string {
	mux := http.NewServeMux()
	for _, r := range append(routes, actionRoutes...) {
		mux.HandleFunc(r.method+" "+r.pattern, func(http.ResponseWriter, *http.Request) {})
	}
	return func(method, path string) string {
		_, pattern := mux.Handler(httptest.NewRequest(method, path, nil))
		return strings.TrimPrefix(pattern, method+" ")
	}
}()
