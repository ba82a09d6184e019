package past

import (
	"container/heap"
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// Lay puts a file where a stack keeps that of an upload and returns the version
// it has there.
type Lay func(ctx context.Context, uploadID string, content []byte) (version string, err error)

// Past is a portal whose clock stands in the past.
type Past struct {
	world     *portaltest.World
	sample    Sample
	catalogue form.Catalogue
	lay       Lay
	paper     []byte // what is handed in wherever a form asks for a file

	rng     *rand.Rand
	agenda  agenda
	planned int
	seen    map[string]bool // what was planned for already
	people  map[string][]account.Actor
}

// New is a portal at an instant, before anybody is there. Of deps its table,
// clock, machines and mailer are replaced, the rest is a stack's own; paper is a
// document that the portal accepts.
func New(deps onboarding.Deps, sample Sample, from time.Time, lay Lay, paper []byte) *Past {
	ids := &portaltest.IDs{}
	w := &portaltest.World{Table: portaltest.NewMemory(), Clock: portaltest.NewClock(from), IDs: ids, Machine: portaltest.NewMachine(ids), Mail: &portaltest.Mailbox{}}
	deps.Store, deps.Now, deps.Workflow, deps.Mailer = store.New(w.Table).Shelve(w.Clock.Now), w.Clock.Now, w.Machine, w.Mail
	w.Service = onboarding.New(deps)
	return &Past{world: w, sample: sample, lay: lay, paper: paper, rng: rand.New(rand.NewPCG(uint64(len(sample.Newcomers)), 8)),
		seen: map[string]bool{}, people: map[string][]account.Actor{}}
}

// Portal is its use cases.
func (p *Past) Portal() *onboarding.Service { return p.world.Service }

// Play lives from where the clock stands until an instant. The organisations of
// the sample that exist already are there, and a catalogue.
func (p *Past) Play(ctx context.Context, until time.Time) error {
	desk, err := p.world.Store.Catalogue(ctx)
	if err != nil {
		return err
	}
	p.catalogue = desk.Catalogue
	if err := p.arrive(ctx); err != nil {
		return err
	}
	if err := p.plans(ctx, until); err != nil {
		return err
	}
	night := p.today().End()
	for {
		next := until
		if len(p.agenda) > 0 && p.agenda[0].at.Before(until) {
			next = p.agenda[0].at
		}
		for ; !night.After(next); night = night.Add(24 * time.Hour) {
			if err := p.night(ctx, night, until); err != nil {
				return fmt.Errorf("%s: %w", calendar.Day(night), err)
			}
		}
		p.world.Clock.Set(next)
		if next.Equal(until) {
			return p.keepTime(ctx)
		}
		if err := heap.Pop(&p.agenda).(plan).do(ctx); err != nil {
			return fmt.Errorf("%s: %w", calendar.Minute(next), err)
		}
	}
}

// night is what happens by itself between midnight and nine in the morning, as far
// as that has come. Days are signed as they end.
func (p *Past) night(ctx context.Context, midnight, until time.Time) error {
	after := func(d time.Duration) time.Time {
		if at := midnight.Add(d); at.Before(until) {
			return at
		}
		return until
	}
	p.world.Clock.Set(after(30 * time.Minute))
	if err := p.keepTime(ctx); err != nil {
		return err
	}
	if _, err := p.world.Attest(ctx); err != nil {
		return err
	}
	p.world.Mail.Forget()
	p.world.Clock.Set(after(9 * time.Hour))
	return p.keepTime(ctx)
}

// keepTime is what functions/clock does.
func (p *Past) keepTime(ctx context.Context) error {
	if _, err := p.world.Tick(ctx); err != nil {
		return err
	}
	if _, err := p.world.Measure(ctx); err != nil {
		return err
	}
	return p.world.Rest(ctx)
}

// actor is the person with that login, as signed in with an authenticator.
func (p *Past) actor(ctx context.Context, login string) (account.Actor, error) {
	id, err := p.world.Store.Claimed(ctx, onboarding.LoginClaim, login)
	if err != nil {
		return account.Actor{}, fmt.Errorf("%s: %w", login, err)
	}
	a, err := p.world.Store.Account(ctx, id)
	return account.ActorOf(a, account.LevelTOTP), err
}

// anyone of a party, as they were when the year began.
func (p *Past) anyone(ctx context.Context, partyID string) (account.Actor, error) {
	if len(p.people[partyID]) == 0 {
		list, err := p.world.Store.People(ctx, partyID)
		if err != nil {
			return account.Actor{}, err
		}
		for _, a := range list {
			p.people[partyID] = append(p.people[partyID], account.ActorOf(a, account.LevelTOTP))
		}
	}
	if list := p.people[partyID]; len(list) > 0 {
		return list[p.rng.IntN(len(list))], nil
	}
	return account.Actor{}, fault.Newf(fault.NotFound, "nobody in %s", partyID)
}

// chance is true so many times of a hundred.
func (p *Past) chance(percent int) bool { return p.rng.IntN(100) < percent }

func pick[T any](p *Past, list []T) T { return list[p.rng.IntN(len(list))] }

// first reports whether a thing is met for the first time.
func (p *Past) first(format string, args ...any) bool {
	key := fmt.Sprintf(format, args...)
	known := p.seen[key]
	p.seen[key] = true
	return !known
}
