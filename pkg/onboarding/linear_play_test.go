package onboarding_test

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// play is one race about one case.
type play struct {
	*portaltest.World
	t     testing.TB
	turns *portaltest.Turns
	rng   *rand.Rand // of what people do; the order is the turns' own
	draft string

	mu      sync.Mutex
	history []porcupine.Operation
}

// newPlay prepares a race on a copy of where it begins. broken may put something
// between the use cases and the table.
func newPlay(t testing.TB, begin start, seed uint64, broken func(store.Table) store.Table) *play {
	p := &play{World: begin.world.Copy(), t: t, rng: rand.New(rand.NewPCG(seed, 1)), draft: begin.draft}
	table := store.Table(p.Table)
	if broken != nil {
		table = broken(table)
	}
	p.turns = portaltest.NewTurns(table, seed)
	deps := portaltest.Deps(p.World, p.IDs)
	deps.Store = store.New(p.turns)
	p.Service = onboarding.New(deps)
	return p
}

// did records what an act was told.
func (p *play) did(in asked, do func(out *told) error) told {
	op := porcupine.Operation{Input: in, Call: p.turns.Tick()}
	var out told
	out.code = fault.CodeOf(do(&out))
	if out.code != "" && out.code != fault.Conflict {
		out.code = unknown
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if out.idle && out.code == "" {
		return out
	}
	op.Output, op.Return = out, p.turns.Tick()
	if out.code == unknown {
		op.Return = 1 << 40 // its effect may come whenever
	}
	p.history = append(p.history, op)
	return out
}

func (p *play) roll(n int) bool { return p.draw(n) == 0 }

func (p *play) draw(n int) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.rng.IntN(n)
}

// look reads the case. It records what it saw, and returns it whole.
func (p *play) look() (d casefile.Dossier, r casefile.Review) {
	p.did(asked{act: "look"}, func(out *told) error {
		rows, _, err := p.Store.Cases(context.Background(), onboarding.Scope{OrganisationID: p.Officer.OrganisationID}, "", onboarding.Page{Limit: 2})
		if err != nil || len(rows) == 0 {
			return err
		}
		if len(rows) > 1 {
			out.sight.phase = "two cases of one draft"
			return nil
		}
		d, err = p.Store.Dossier(context.Background(), rows[0].ID)
		r, _ = d.Newest()
		out.sight = sightOf(d, r)
		return err
	})
	return d, r
}

// sightOf is what a case looks like; what does not fit together is a sight that
// never is.
func sightOf(d casefile.Dossier, r casefile.Review) sight {
	s := sight{phase: string(r.State), round: r.Round, stage: r.Stage}
	if r.State == casefile.Moving && r.Outcome != "" {
		s.phase, s.end = "decided", map[chain.Outcome]string{chain.Approved: "approve", chain.Rejected: "reject", chain.Returned: "return"}[r.Outcome]
	}
	wants := map[string]casefile.State{"returned": casefile.Returned, "approved": casefile.Approved, "rejected": casefile.Refused, "withdrawn": casefile.Withdrawn}
	want, over := wants[s.phase]
	if !over {
		want = casefile.Reviewing
	}
	stage, opened := d.Stage(r.Seq, r.Round, r.Stage)
	if d.Case.State != want || (s.phase == "waiting") != (opened && stage.Open()) {
		s.phase += " but the case is " + string(d.Case.State)
	}
	return s
}

// submitter sends the draft, perhaps twice.
func (p *play) submitter(who account.Actor) func() {
	return func() {
		for range 1 + p.draw(2) {
			p.did(asked{act: "submit"}, func(out *told) (err error) {
				out.number, err = p.Submit(context.Background(), who, p.draft)
				return err
			})
		}
	}
}

// reviewer decides what waits for the party, in answer to what was seen.
func (p *play) reviewer(who account.Actor, party chain.Party, looks int) func() {
	return func() {
		for range looks {
			d, r := p.look()
			stage, open := d.OpenStage(r)
			if !open || stage.Party != party && !p.roll(4) {
				continue
			}
			answer := chain.Approve
			if p.roll(5) {
				answer = []chain.Answer{chain.Return, chain.Return, chain.Reject}[p.draw(3)]
			}
			in := asked{act: "decide", party: party, round: stage.Round, stage: stage.Order, answer: answer, form: p.IDs.Next()}
			b := onboarding.Ballot{CaseID: d.Case.ID, Review: r.Seq, Round: in.round, Stage: in.stage, Seen: stage.Shown(),
				Decision: casefile.Decision{Answer: answer, Opinion: "意見", FormKey: in.form, Received: true,
					Official: &casefile.Official{Date: calendar.Today(p.Clock.Now()), Number: "銀局字第1130000001號"}}}
			for range 1 + p.draw(2) { // a double click
				p.did(in, func(*told) error {
					_, err := p.Decide(context.Background(), who, b)
					return err
				})
			}
		}
	}
}

// applicant corrects what comes back, and sometimes gives up.
func (p *play) applicant(who account.Actor, looks int) func() {
	ctx := context.Background()
	return func() {
		for range looks {
			d, r := p.look()
			switch {
			case d.Case.ID == "":
			case r.State == casefile.ReviewReturned:
				desk, err := p.Correction(ctx, who, d.Case.Number)
				if err != nil {
					continue
				}
				p.did(asked{act: "edit", seen: desk.Draft.Version}, func(*told) error {
					_, err := p.SaveDraft(ctx, who, desk.Draft, form.Parsed{Values: desk.Draft.Values}, desk.Draft.Version)
					return err
				})
				p.did(asked{act: "resubmit"}, func(*told) error { return p.Resubmit(ctx, who, d.Case.Number) })
			case p.roll(15):
				p.did(asked{act: "withdraw"}, func(*told) error { return p.Withdraw(ctx, who, d.Case.ID, "") })
			}
		}
	}
}

// engine delivers events and lets the state machines work.
func (p *play) engine(steps int) func() {
	ctx := context.Background()
	return func() {
		for range steps {
			events, err := p.Store.Overdue(ctx, p.Clock.Now().Add(time.Second), 3)
			for _, e := range events {
				if err == nil {
					_ = p.Deliver(ctx, e.ID, e.Due) // what fails is put off
				}
			}
			p.did(asked{act: "machine"}, func(out *told) error {
				worked, err := p.Machine.Work(ctx, p.Service)
				out.idle = !worked
				return err
			})
		}
	}
}

// healer lets time pass and brings back what got stuck.
func (p *play) healer(times int) func() {
	return func() {
		for range times {
			p.Clock.Advance(3 * time.Minute)
			_, _ = p.Reconcile(context.Background()) // the next one tries again
		}
	}
}

// lapse lets the months of a test window pass once there is one.
func (p *play) lapse(looks int) func() {
	return func() {
		for range looks {
			if p.window() != "testing" {
				continue
			}
			p.Clock.Advance(95 * 24 * time.Hour)
			p.did(asked{act: "clock"}, func(*told) error {
				_, err := p.Tick(context.Background())
				return err
			})
		}
	}
}

// window reads the service.
func (p *play) window() string {
	return p.did(asked{act: "service"}, func(out *told) error {
		rows, _, err := p.Store.Services(context.Background(), onboarding.Scope{OrganisationID: p.Officer.OrganisationID}, onboarding.Page{Limit: 2})
		if err != nil || len(rows) == 0 {
			return err
		}
		sv, _, err := p.Store.Service(context.Background(), rows[0].ID)
		switch sv.Step {
		case service.Testing:
			out.window = "testing"
		case service.TestEnded:
			out.window = "ended"
		}
		return err
	}).window
}

// race plays one history: everybody at once, with faults on the way, and then
// one after the other until nothing moves.
func (p *play) race() []porcupine.Operation {
	for range p.draw(4) {
		failure := error(nil)
		if p.roll(2) {
			failure = store.ErrBusy
		}
		p.Table.Fail(portaltest.Fault{Call: 1 + p.draw(150), After: p.roll(2), Err: failure})
	}
	p.turns.Play(p.submitter(p.Officer), p.submitter(p.Colleague), p.engine(16), p.engine(6), p.healer(2), p.lapse(3),
		p.reviewer(p.Bureau, chain.Authority, 4), p.reviewer(p.Bureau2, chain.Authority, 4), p.reviewer(p.Ops, chain.Ops, 5),
		p.reviewer(p.Moda, chain.MODA, 5), p.applicant(p.Officer, 4), p.applicant(p.Colleague, 3))
	p.healer(1)()
	p.engine(8)()
	p.lapse(2)()
	p.look()
	p.window()
	return p.history
}
