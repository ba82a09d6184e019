package live

import (
	"fmt"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// Later is a first test day so far ahead that a clock set to the end of a
// window that begins today finds nothing of this one to do yet.
func Later() calendar.Date { return calendar.Today(time.Now()).AddDays(120) }

// Paper is a case under way.
type Paper struct {
	Cast
	ID     string
	Number string
	portal *Portal
}

// File has the officer submit an application for a test from start on.
func (p *Portal) File(t testing.TB, c Cast, start calendar.Date) Paper {
	t.Helper()
	d, err := p.NewDraft(t.Context(), c.Officer, wiring.NewID(), casefile.TestKind)
	must(t, err)
	values := portaltest.Application()
	values.Set(form.TestStart, start.String())
	values.Set(form.Category, p.Catalogue.Categories[0])
	values.Set(form.DataSets, p.Catalogue.For(form.ModePerson).Providers[0].DataSets[0].ID)
	_, err = p.SaveDraft(t.Context(), c.Officer, d, form.Parsed{Values: values}, d.Version)
	must(t, err)
	number, err := p.Submit(t.Context(), c.Officer, d.ID)
	must(t, err)
	id, err := p.Store.Claimed(t.Context(), onboarding.NumberClaim, number)
	must(t, err)
	return Paper{Cast: c, ID: id, Number: number, portal: p}
}

// Dossier is the case as the table has it, with its newest review.
func (x Paper) Dossier(t testing.TB) (casefile.Dossier, casefile.Review) {
	t.Helper()
	d, err := x.portal.Store.Dossier(t.Context(), x.ID)
	must(t, err)
	r, _ := d.Newest()
	return d, r
}

// Run names the execution in charge.
func (x Paper) Run(t testing.TB) onboarding.Run {
	t.Helper()
	_, r := x.Dossier(t)
	return onboarding.Run{CaseID: x.ID, Review: r.Seq, Round: r.Round, Attempt: r.Attempt}
}

// AwaitStage waits until a stage of a round is open and its party has been told.
func (x Paper) AwaitStage(t testing.TB, within time.Duration, round, order int) {
	t.Helper()
	Await(t, within, fmt.Sprintf("case %s to wait at stage %d of round %d", x.Number, order, round), func() (bool, string) {
		d, r := x.Dossier(t)
		stage, open := d.OpenStage(r)
		return open && stage.Round == round && stage.Order == order && x.told(t, d, stage), stand(d, r)
	})
}

// told reports whether the reviewer at a stage has a mail for each stage that
// was opened for the party. Who decides earlier keeps the mail from being sent:
// a stage that is decided already is not announced.
func (x Paper) told(t testing.TB, d casefile.Dossier, stage casefile.Stage) bool {
	t.Helper()
	opened := 0
	for _, s := range d.Stages {
		if s.PartyID == stage.PartyID {
			opened++
		}
	}
	return len(x.search(t, x.Reviewer(stage).Mail)) >= opened
}

// AwaitState waits until the case is in a state.
func (x Paper) AwaitState(t testing.TB, within time.Duration, want casefile.State) {
	t.Helper()
	Await(t, within, fmt.Sprintf("case %s to be %s", x.Number, want), func() (bool, string) {
		d, r := x.Dossier(t)
		return d.Case.State == want, stand(d, r)
	})
}

func stand(d casefile.Dossier, r casefile.Review) string {
	return fmt.Sprintf("case %s, review %s at stage %d of round %d, attempt %d", d.Case.State, r.State, r.Stage, r.Round, r.Attempt)
}

// Ballot is an answer to the stage that is open, with all that any stage may
// ask for.
func (x Paper) Ballot(t testing.TB, a chain.Answer) onboarding.Ballot {
	t.Helper()
	d, r := x.Dossier(t)
	stage, open := d.OpenStage(r)
	if !open {
		t.Fatalf("no stage is open: %s", stand(d, r))
	}
	return onboarding.Ballot{CaseID: x.ID, Review: r.Seq, Round: r.Round, Stage: stage.Order, Seen: stage.Version,
		Decision: casefile.Decision{Answer: a, Opinion: "植入意見", FormKey: wiring.NewID(), Received: true,
			Official: &casefile.Official{Date: calendar.Today(time.Now()), Number: "銀局字第1150000001號"}}}
}

// Decide answers the open stage.
func (x Paper) Decide(t testing.TB, who account.Actor, a chain.Answer) {
	t.Helper()
	_, err := x.portal.Decide(t.Context(), who, x.Ballot(t, a))
	must(t, err)
}

// Reviewer is who answers at a stage for its party.
func (x Paper) Reviewer(s casefile.Stage) account.Actor {
	switch s.Party {
	case chain.Ops:
		return x.portal.Ops
	case chain.MODA:
		return x.portal.Moda
	}
	return x.Bureau
}

// Step answers 同意 to the stage that is open, if its party has been told, and
// reports whether the case is approved already.
func (x Paper) Step(t testing.TB) (approved bool, stands string) {
	t.Helper()
	d, r := x.Dossier(t)
	if stage, open := d.OpenStage(r); open && x.told(t, d, stage) {
		x.Decide(t, x.Reviewer(stage), chain.Approve)
	}
	return d.Case.State == casefile.Approved, stand(d, r)
}

// ApproveAll takes steps until the case is approved.
func (x Paper) ApproveAll(t testing.TB, within time.Duration) {
	t.Helper()
	Await(t, within, fmt.Sprintf("case %s to be approved by reviewers who answer when told", x.Number), func() (bool, string) {
		return x.Step(t)
	})
}

// Service is what the case is about.
func (x Paper) Service(t testing.TB) service.Service {
	t.Helper()
	d, _ := x.Dossier(t)
	s, _, err := x.portal.Store.Service(t.Context(), d.Case.ServiceID)
	must(t, err)
	return s
}

// Firewall is what is open for the case's service at a moment.
func (x Paper) Firewall(t testing.TB, at time.Time) firewall.RuleSet {
	t.Helper()
	all, err := x.portal.Store.RulesOf(t.Context(), casefile.TestArea, x.Service(t).ID)
	must(t, err)
	var own []firewall.Rule
	for _, r := range all {
		if r.CaseID == x.ID {
			own = append(own, r)
		}
	}
	return firewall.At(own, casefile.TestArea, at)
}

// LetWindowEnd puts the service's test so far back that it ended with yesterday,
// and sets the clock for that, as the approval of such a test had done then. It
// returns when that was done.
func (x Paper) LetWindowEnd(t testing.TB) time.Time {
	t.Helper()
	sv := x.Service(t)
	now := wiring.Now()
	sv.Window.End = calendar.Today(now).AddDays(-1)
	sv.Window.Start = sv.Window.End.AddDays(-90)
	sv.Version++
	entry := audit.Seal(sv.LogHash, audit.Entry{Object: "service/" + sv.ID, Seq: sv.Version, Time: now, Act: "service.window"})
	sv.LogHash = entry.Hash
	due := onboarding.Due{At: sv.Window.Closes(), Kind: onboarding.WindowEnds, ID: sv.ID, Epoch: sv.Window.Epoch}
	must(t, x.portal.Store.Commit(t.Context(), onboarding.Tx{Puts: []onboarding.Record{sv, due}, Audit: []audit.Entry{entry}}))
	return now
}
