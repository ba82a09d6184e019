package live

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// Window is a browser in which somebody is signed in to the deployed portal. It
// follows no redirection by itself.
type Window struct {
	portal *Portal
	cookie string
}

// Window opens one. The session is put in the table; signing in is tried in
// test/browser.
func (p *Portal) Window(t testing.TB, a account.Actor) Window {
	t.Helper()
	ticket := onboarding.Ticket{AccountID: a.AccountID, Secret: wiring.NewSecret()}
	now := wiring.Now()
	session := account.Session{AccountID: a.AccountID, Hash: ticket.Hash(), Level: a.Level, Epoch: a.Epoch, Opened: now, Seen: now,
		Expires: now.Add(account.SessionTotal)}
	opened := audit.Seal("", audit.Entry{Object: "session/" + session.Hash, Seq: 1, Time: now, Act: "session.open"})
	session.LogHash = opened.Hash
	must(t, p.Store.Commit(t.Context(), onboarding.Tx{Puts: []onboarding.Record{session}, Audit: []audit.Entry{opened}}))
	return Window{portal: p, cookie: "__Host-session=" + ticket.AccountID + "." + ticket.Secret}
}

// Get asks for a page of the portal, by its path below the base path or by its
// whole address.
func (w Window) Get(t testing.TB, path string) Answer {
	t.Helper()
	return w.send(t, http.MethodGet, path, nil)
}

// Post sends a form to a page of the portal.
func (w Window) Post(t testing.TB, path string, form url.Values) Answer {
	t.Helper()
	return w.send(t, http.MethodPost, path, form)
}

func (w Window) send(t testing.TB, method, path string, form url.Values) Answer {
	t.Helper()
	stack := w.portal.Stack
	address, err := url.Parse(stack.Portal + strings.TrimPrefix(path, stack.Portal))
	must(t, err)
	r, err := http.NewRequestWithContext(t.Context(), method, stack.Endpoint+address.RequestURI(), strings.NewReader(form.Encode()))
	must(t, err)
	r.Host = address.Host
	r.Header.Set("Cookie", w.cookie)
	r.Header.Set("Accept", "text/html") // as browsers do; without it the gateway leaves its answers in base64
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", address.Scheme+"://"+address.Host)
	}
	return Send(t, r)
}

// Answer is what came of a request.
type Answer struct {
	Status int
	Header http.Header
	Body   string
}

// Send makes a request as it stands.
func Send(t testing.TB, r *http.Request) Answer {
	t.Helper()
	client := http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(r)
	must(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	must(t, err)
	return Answer{Status: response.StatusCode, Header: response.Header, Body: string(body)}
}

// Leads is where a 303 leads.
func (a Answer) Leads(t testing.TB) string {
	t.Helper()
	if a.Status != http.StatusSeeOther {
		t.Fatalf("answered %d: %.300s", a.Status, a.Body)
	}
	return a.Header.Get("Location")
}
