package web

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"golang.org/x/net/html"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/files"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/store"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
	"mydata.nat.gov.tw/portal/pkg/web/kit/kittest"
)

const basePath = "/mydata-backend"

// site is the portal's pages over a world in memory. Every page a browser gets
// is held to the markup rules.
type site struct {
	*portaltest.World
	t      testing.TB
	wire   *wire
	log    *safeBuffer
	portal http.Handler
	action http.Handler
}

func newSite(t testing.TB) *site {
	t.Helper()
	s := &site{World: portaltest.NewWorld(t), t: t, log: &safeBuffer{}}
	s.wire = &wire{Table: s.Table}
	deps := portaltest.Deps(s.World, s.IDs)
	deps.Store = store.New(s.wire).Shelve(s.Clock.Now)
	s.Service = onboarding.New(deps)
	config := Config{Portal: s.Service, Store: deps.Store, Notes: deps.Store, Now: s.Clock.Now, NewID: s.IDs.Next,
		Log: slog.New(slog.NewJSONHandler(s.log, nil)), BasePath: basePath, PortalURL: portaltest.PortalURL,
		Files: files.New(aws.Config{Region: "ap-northeast-1", Credentials: credentials.NewStaticCredentialsProvider("AKIA", "secret", "token")}, "uploads", s.Clock.Now),
		Phone: "0800-009-868", Mail: "mydata@example.gov.tw", Version: "test"}
	for handler, build := range map[*http.Handler]func(Config) (http.Handler, error){&s.portal: New, &s.action: NewAction} {
		built, err := build(config)
		if err != nil {
			t.Fatal(err)
		}
		*handler = http.StripPrefix(basePath, built)
	}
	return s
}

// visitor is a browser nobody has signed in with.
func (s *site) visitor() *browser {
	return &browser{t: s.t, handler: s.portal, cookies: map[string]string{}}
}

// linked is a browser that follows action links.
func (s *site) linked() *browser {
	return &browser{t: s.t, handler: s.action, cookies: map[string]string{}}
}

// as is a browser of somebody who has signed in with an authenticator. The
// session is put in the table; TestA7 signs in through the pages.
func (s *site) as(a account.Actor) *browser {
	s.t.Helper()
	ticket := onboarding.Ticket{AccountID: a.AccountID, Secret: s.IDs.Next()}
	now := s.Clock.Now()
	session := account.Session{AccountID: a.AccountID, Hash: ticket.Hash(), Level: a.Level, Epoch: a.Epoch,
		Opened: now, Seen: now, Expires: now.Add(account.SessionTotal)}
	err := s.Store.Commit(context.Background(), onboarding.Tx{Puts: []onboarding.Record{session},
		Audit: []audit.Entry{{Object: "session/" + session.Hash, Seq: 1}}})
	if err != nil {
		s.t.Fatal(err)
	}
	b := s.visitor()
	b.cookies[sessionCookie] = ticket.AccountID + "." + ticket.Secret
	return b
}

// submitted is the number of a case without faults that the officer has sent;
// its first stage is open.
func (s *site) submitted() string {
	s.t.Helper()
	return s.submit(func(form.Values) {})
}

// submit is submitted with other answers.
func (s *site) submit(change func(form.Values)) string {
	s.t.Helper()
	v := portaltest.Application()
	change(v)
	number, err := s.Submit(s.t.Context(), s.Officer, s.Draft(s.t, s.Officer, v))
	if err != nil {
		s.t.Fatal(err)
	}
	s.Settle(s.t)
	return number
}

// dossier loads a case by its number.
func (s *site) dossier(number string) casefile.Dossier {
	s.t.Helper()
	id, err := s.Store.Claimed(s.t.Context(), onboarding.NumberClaim, number)
	if err != nil {
		s.t.Fatal(err)
	}
	d, err := s.Store.Dossier(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

// cases counts the bank's cases.
func (s *site) cases() int {
	s.t.Helper()
	list, _, err := s.Store.Cases(s.t.Context(), onboarding.Scope{OrganisationID: s.Officer.OrganisationID}, "", onboarding.Page{Limit: 100})
	if err != nil {
		s.t.Fatal(err)
	}
	return len(list)
}

// decide answers the open stage of a case and lets the machine go on. A 退回
// points at the fields in notes.
func (s *site) decide(a account.Actor, number string, answer chain.Answer, notes ...casefile.FieldNote) {
	s.t.Helper()
	d := s.dossier(number)
	r, _ := d.Newest()
	stage, ok := d.OpenStage(r)
	if !ok {
		s.t.Fatalf("%s has no open stage", number)
	}
	b := onboarding.Ballot{CaseID: d.Case.ID, Review: r.Seq, Round: r.Round, Stage: stage.Order, Seen: stage.Shown(),
		Decision: casefile.Decision{Answer: answer, Notes: notes, Received: true, FormKey: s.IDs.Next()}}
	if answer.NeedsOpinion() {
		b.Opinion = "請補正。"
	}
	if stage.Letter {
		b.Official = &casefile.Official{Date: stageDay, Number: "銀局（控）字第 11301234567 號"}
	}
	if _, err := s.Decide(s.t.Context(), a, b); err != nil {
		s.t.Fatal(err)
	}
	s.Settle(s.t)
}

// browser keeps cookies and sends what a browser would.
type browser struct {
	t       testing.TB
	handler http.Handler
	cookies map[string]string
	apart   bool // its pages are none to look at: see keep
}

func (b *browser) get(path string) *page { return b.do(http.MethodGet, path, nil) }

func (b *browser) post(path string, values url.Values) *page {
	return b.do(http.MethodPost, path, values)
}

// do takes paths with and without the base path.
func (b *browser) do(method, path string, values url.Values) *page {
	b.t.Helper()
	path, _, _ = strings.Cut(strings.TrimPrefix(path, basePath), "#")
	r := httptest.NewRequest(method, portaltest.PortalURL+path, strings.NewReader(values.Encode()))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", strings.TrimSuffix(portaltest.PortalURL, basePath))
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	ctx, m := meter.With(b.t.Context())
	w := httptest.NewRecorder()
	began := time.Now()
	b.handler.ServeHTTP(w, r.WithContext(ctx))
	took := time.Since(began)
	for _, c := range w.Result().Cookies() {
		if b.cookies[c.Name] = c.Value; c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		}
	}
	p := &page{browser: b, path: path, status: w.Code, header: w.Header(), body: w.Body.String(), usage: m.Total(), took: took}
	if method != http.MethodHead && strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") && w.Code/100 != 3 {
		p.read()
	}
	return p
}

// page is one answer.
type page struct {
	*browser
	path   string
	status int
	header http.Header
	body   string
	usage  meter.Usage // what the answer took of the table
	took   time.Duration
	root   *html.Node // nil for an answer without a page
}

func (p *page) read() {
	p.t.Helper()
	for _, finding := range kittest.Audit([]byte(p.body)) {
		p.t.Errorf("%s: %s", p.path, finding)
	}
	root, err := html.Parse(strings.NewReader(p.body))
	if err != nil {
		p.t.Fatal(err)
	}
	p.root = root
	p.keep()
}

// want fails the test where the answer has another status.
func (p *page) want(status int) *page {
	p.t.Helper()
	if p.status != status {
		p.t.Fatalf("%s answers %d, want %d: %s", p.path, p.status, status, p.main())
	}
	return p
}

// leads is where a 303 leads, without the base path.
func (p *page) leads() string {
	p.t.Helper()
	p.want(http.StatusSeeOther)
	return strings.TrimPrefix(p.header.Get("Location"), basePath)
}

// follow gets the page a 303 leads to.
func (p *page) follow() *page {
	p.t.Helper()
	return p.get(p.leads())
}

// press fills in the form that has a button with these words and presses it.
func (p *page) press(words string, edits ...edit) *page {
	p.t.Helper()
	f := p.form(words)
	for _, change := range edits {
		change(f)
	}
	return p.post(f.action, f.values)
}

// enter is press for the form's default act.
func (p *page) enter(words string, edits ...edit) *page {
	p.t.Helper()
	f := p.form(words)
	f.pressed(first(f.node, "button"))
	for _, change := range edits {
		change(f)
	}
	return p.post(f.action, f.values)
}

// safeBuffer takes the log of handlers that run beside each other.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
