package web

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

func TestTrust19_FormsOfOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	own := strings.TrimSuffix(portaltest.PortalURL, basePath)
	cases := map[string]struct {
		headers map[string]string
		status  int
	}{
		"our own page":                {map[string]string{"Sec-Fetch-Site": "same-origin", "Origin": own}, http.StatusSeeOther},
		"our own, an older browser":   {map[string]string{"Origin": own}, http.StatusSeeOther},
		"another site":                {map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, http.StatusForbidden},
		"another site, no metadata":   {map[string]string{"Origin": "https://evil.example"}, http.StatusForbidden},
		"a sibling of our domain":     {map[string]string{"Sec-Fetch-Site": "same-site", "Origin": "https://other.example.gov.tw"}, http.StatusForbidden},
		"a page that hides itself":    {map[string]string{"Origin": "null"}, http.StatusForbidden},
		"a request that says nothing": {nil, http.StatusForbidden},
	}
	for name, c := range cases {
		r := httptest.NewRequest(http.MethodPost, "http://internal.lambda/mydata-backend/signout", nil)
		for key, value := range c.headers {
			r.Header.Set(key, value)
		}
		w := httptest.NewRecorder()
		s.portal.ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d", name, w.Code, c.status)
		}
	}
}

func TestTrust19_TheAPIIsAskedByMachinesThatSayNothingOfASite(t *testing.T) {
	t.Parallel()
	api := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	world := portaltest.NewWorld(t)
	portal, err := New(Config{Portal: world.Service, Store: world.Store, Notes: world.Store, Now: world.Clock.Now, NewID: world.IDs.Next,
		Log: slog.New(slog.DiscardHandler), BasePath: basePath, PortalURL: portaltest.PortalURL, API: api})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{"/api/v1/services/s/polling": http.StatusTeapot, "/apis": http.StatusForbidden, "/signout": http.StatusForbidden} {
		w := httptest.NewRecorder()
		portal.ServeHTTP(w, httptest.NewRequest(http.MethodPost, path, nil))
		if w.Code != want {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
}

func TestTrust20_EveryAnswerCarriesTheHeaderTable(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, path := range []string{"/signin", "/nothing", "/services", "/drafts/x"} {
		p := s.visitor().get(path)
		for _, h := range kit.HeaderTable() {
			if p.header.Get(h.Name) != h.Value {
				t.Errorf("%s: %s is %q", path, h.Name, p.header.Get(h.Name))
			}
		}
		if p.header.Get("X-Request-Id") == "" {
			t.Errorf("%s has no request id", path)
		}
	}
}

func TestTrust21_HostileRequestsEndAsErrors(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	for _, path := range []string{"/%2e%2e/etc/passwd", "/drafts/%00", "/drafts/..%2f..", "/services/%ff%fe", "/cases/' OR 1=1/edit",
		"/drafts/" + strings.Repeat("a", 3000), "/services?after=%00&before=-1", "/services?before=99999999999999999999"} {
		p := b.get(strings.ReplaceAll(path, " ", "%20"))
		if p.status >= http.StatusInternalServerError {
			t.Errorf("%s answers %d", path, p.status)
		}
	}
	for _, cookie := range []string{"", ".", "a.b", strings.Repeat("x.", 500), "\x7f.\x7f", s.Officer.AccountID + "."} {
		b := s.visitor()
		b.cookies[sessionCookie], b.cookies[flashCookie] = cookie, cookie
		if got := b.get("/").leads(); got != "/signin" {
			t.Errorf("cookie %q leads to %s", cookie, got)
		}
	}
}

func TestAPanicIsAPageAndALogLine(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	s.wire.before = func(bool) { panic("planted") }
	p := b.get("/").want(http.StatusInternalServerError)
	if !contains(p, p.header.Get("X-Request-Id")) || strings.Contains(p.body, "planted") {
		t.Errorf("the page says %s", p.main())
	}
	if !strings.Contains(s.log.String(), "planted") {
		t.Error("the log does not say why")
	}
}

func TestTrust24_AFailingTableIsAnErrorAndNoAccess(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	s.Table.Fail(portaltest.Fault{Call: 1})
	b.get("/services").want(http.StatusServiceUnavailable)
	s.Table.Fail(portaltest.Fault{Call: 2})
	b.get("/services").want(http.StatusServiceUnavailable)
	b.get("/services").want(http.StatusOK)
}
