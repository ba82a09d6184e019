package service_test

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// life is a service in the simulation, with its revisions, its part of the
// ledger, and the timers that were set for it.
type life struct {
	service.Service
	t         *testing.T
	rng       *rand.Rand
	now       time.Time
	revisions []service.Revision
	ledger    []firewall.Rule
	timers    []timer
	dead      time.Time // until when the clock stands still
	books     books
}

// timer is an event that the clock brings about, perhaps late and more than once.
type timer struct {
	at    time.Time
	event service.Event
	epoch int
}

// Two thousand services live for ten years: whatever people, reviewers and a
// clock that stands still now and then do, in whatever order, nothing is left
// open that should be closed and nothing is forgotten (D1 to D9, F11).
func TestD_TenYearsOfTwoThousandServices(t *testing.T) {
	t.Parallel()
	services, years := 2000, 10
	if testing.Short() {
		services = 200
	}
	start := time.Date(2024, 1, 1, 1, 0, 0, 0, time.UTC)
	steps, lives := map[service.Step]int{}, 0
	for seed := range services {
		l := &life{Service: service.Service{ID: fmt.Sprint(seed)}, t: t, rng: rand.New(rand.NewPCG(uint64(seed), 7)), now: start, books: newBooks()}
		for end := start.AddDate(years, 0, 0); l.now.Before(end) && !t.Failed(); {
			l.now = l.now.Add(time.Duration(l.rng.IntN(20*24)) * time.Hour)
			if l.rng.IntN(25) == 0 {
				l.dead = l.now.AddDate(0, 0, 7) // people go on meanwhile
			}
			l.something()
			steps[l.Step]++
		}
		if l.EverLive {
			lives++
		}
	}
	for _, step := range service.Steps() {
		if steps[step] == 0 && step != service.Deleted {
			t.Errorf("no service was ever at %q", step)
		}
	}
	if lives < services/5 {
		t.Errorf("only %d of %d services were ever live", lives, services)
	}
}

// something is what happens next: the clock catches up, unless it is dead; then
// somebody does something, or tries.
func (l *life) something() {
	l.sound("time went by")
	if l.now.After(l.dead) {
		for l.tick() {
		}
		l.nothingForgotten()
	}
	events := service.Events()
	e := events[l.rng.IntN(len(events))]
	if e == service.WindowEnded || e == service.DateCame || e == service.Removed {
		return
	}
	day := calendar.Today(l.now).AddDays(1 + l.rng.IntN(60))
	ways := []form.Way{form.Direct, form.Pilot, form.Test}
	f := service.Facts{Now: l.now, Day: day, CaseID: fmt.Sprint("case", l.Revisions+1), Number: fmt.Sprint("B", l.Revisions+1)}
	switch e {
	case service.ChangeAsked, service.ChangeApproved:
		f.Way = ways[l.rng.IntN(3)]
	}
	l.do(e, f)
}

// tick has the clock do what is due, in whatever order: some of it twice, and some
// is lost and stays for the next tick. It reports whether anything is left.
func (l *life) tick() bool {
	due := slices.DeleteFunc(slices.Clone(l.timers), func(d timer) bool { return d.at.After(l.now) || l.rng.IntN(20) == 0 })
	l.timers = slices.DeleteFunc(l.timers, func(d timer) bool { return slices.Contains(due, d) })
	if l.rng.IntN(4) == 0 {
		due = append(due, due...) // repeated
	}
	l.rng.Shuffle(len(due), func(i, j int) { due[i], due[j] = due[j], due[i] })
	slices.SortStableFunc(due, func(a, b timer) int {
		if l.rng.IntN(8) == 0 {
			return 0
		}
		return a.at.Compare(b.at)
	})
	for _, d := range due {
		l.do(d.event, service.Facts{Now: l.now, Epoch: d.epoch})
	}
	return slices.ContainsFunc(l.timers, func(d timer) bool { return !d.at.After(l.now) })
}

// do has an event happen, if the table lets it, and looks at everything after it.
func (l *life) do(e service.Event, f service.Facts) {
	before, live := l.Service, l.inForce()
	next, row, err := l.Do(e, f)
	if err != nil {
		return
	}
	l.Service = next
	for _, wrong := range append(l.books.review(e, next), l.books.mail(e, f, before, next, row.Mail)...) {
		l.t.Errorf("service %s at %q after %s on %s: %s", l.ID, l.Step, e, calendar.Minute(l.now), wrong)
	}
	l.revise(row, f)
	closed, opened := firewall.Align(l.ledger, l.wanted(), l.now)
	for _, c := range closed {
		i := slices.IndexFunc(l.ledger, func(r firewall.Rule) bool { return r.ID == c.ID })
		l.ledger[i] = c
	}
	for _, o := range opened {
		o.ID = fmt.Sprint(len(l.ledger))
		l.ledger = append(l.ledger, o)
	}
	l.set(before)
	if changed := l.inForce() != live; changed && row.Does != service.Promote && row.Does != service.TakeDown {
		l.t.Errorf("service %s: %s changed what is in force", l.ID, e)
	}
	l.sound(e)
}

func (l *life) inForce() string {
	r, ok := service.Find(l.revisions, l.Live)
	if !ok {
		return ""
	}
	return r.Production.Get(form.SPAPIIPs) + r.Values.Get(form.TestIPs)
}

// revise writes what a row says of the revisions, with addresses of their own.
func (l *life) revise(row service.Row, f service.Facts) {
	address := func() string { return fmt.Sprintf("163.22.%d.%d", l.rng.IntN(200), 1+l.rng.IntN(200)) }
	answers := func() form.Values {
		return form.Values{form.SPAPIURL: {"https://api.example.com.tw/x"}, form.SPAPIIPs: {address()}, form.TestIPs: {address()}, form.HostIPs: {address()}, form.PilotIPs: {address()}}
	}
	at := slices.IndexFunc(l.revisions, func(r service.Revision) bool { return r.N == l.Candidate })
	switch row.Does {
	case service.Propose:
		l.revisions = append(l.revisions, service.Revision{N: l.Candidate, Values: answers(), Production: answers()})
	case service.Amend, service.Back, service.Produce:
		l.revisions[at] = l.revisions[at].Taking(row.Does, row.Step, answers(), nil)
	}
}

func (l *life) wanted() []firewall.Rule {
	var rules []firewall.Rule
	for _, o := range l.Openings(l.revisions, l.now) {
		rules = append(rules, firewall.Rule{Area: o.Area, Purpose: o.Purpose, Port: o.Port, Addresses: o.Addresses, From: o.From, To: o.To, Version: 1})
	}
	return rules
}

// set sets the timers that follow from where the service now stands.
func (l *life) set(before service.Service) {
	for _, w := range l.Windows() {
		if w.Epoch > before.Window.Epoch && w.Epoch > before.Further.Epoch {
			l.timers = append(l.timers, timer{w.Closes(), service.WindowEnded, w.Epoch})
		}
	}
	if l.Step == service.Waiting && (before.Step != service.Waiting || before.GoLive != l.GoLive) {
		l.timers = append(l.timers, timer{l.GoLive.Start(), service.DateCame, 0})
	}
}

// sound checks what must hold after every event.
func (l *life) sound(e service.Event) {
	fail := func(text string, args ...any) {
		l.t.Errorf("service %s at %q after %s on %s: %s", l.ID, l.Step, e, calendar.Minute(l.now), fmt.Sprintf(text, args...))
	}
	seen := map[string]netip.Addr{}
	for _, r := range l.ledger {
		if !r.OpenAt(l.now) {
			continue
		}
		key := string(r.Area) + string(r.Purpose)
		if _, twice := seen[key]; twice {
			fail("%s is open twice", key)
		}
		seen[key] = r.Addresses[0]
		if l.Marks.Has(service.Halted) {
			fail("suspended, %s is open", key)
		}
		if r.Area == "test" && l.StateAt(l.now) != service.InTest && l.Live == 0 {
			fail("outside of a window %s is open", key)
		}
		if l.Step == service.NoCandidate {
			fail("%s is open", key)
		}
	}
	if (l.Candidate > 0) != (l.Step != service.NoCandidate && l.Step != service.Live) {
		fail("candidate %d", l.Candidate)
	}
	if l.Live > 0 && l.Launched.IsZero() {
		fail("live without a day")
	}
}

// nothingForgotten checks, once the clock has caught up, that no date has passed
// without its effect.
func (l *life) nothingForgotten() {
	if l.Step == service.Waiting && !l.now.Before(l.GoLive.Start()) {
		l.t.Errorf("service %s should be live since %s", l.ID, l.GoLive)
	}
	for _, w := range l.Windows() {
		if l.InTest() && !w.Over && !l.now.Before(w.Closes()) {
			l.t.Errorf("service %s: nobody noted the end of window %d on %s", l.ID, w.Epoch, w.End)
		}
	}
	for _, r := range l.ledger {
		if r.OpenAt(l.now) && !r.To.IsZero() && !r.To.After(l.now) {
			l.t.Errorf("service %s: a rule outlives its end", l.ID)
		}
	}
}
