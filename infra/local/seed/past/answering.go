package past

import (
	"context"
	"fmt"
	"net/url"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// look plans what follows on where a case stands, once for each stage, return
// and end of a review.
func (p *Past) look(ctx context.Context, caseID string) error {
	if err := p.world.Rest(ctx); err != nil {
		return err
	}
	d, err := p.world.Store.Dossier(ctx, caseID)
	if err != nil {
		return err
	}
	for _, r := range d.Reviews {
		stage, waits := d.OpenStage(r)
		switch {
		case waits && p.first("%s %d %d %d", caseID, r.Seq, r.Round, r.Stage):
			p.turn(d.Case, r, stage)
		case r.State == casefile.ReviewReturned && p.first("%s %d %d returned", caseID, r.Seq, r.Round):
			if p.chance(94) { // some never come back
				p.in(1+p.rng.IntN(9), func(ctx context.Context) error { return p.correct(ctx, d.Case) })
			}
		case r.State.Over() && p.first("%s %d over", caseID, r.Seq):
			if r.State == casefile.ReviewApproved {
				p.goOn(d.Case, r)
			}
		}
	}
	return nil
}

// slow is how many days a party takes: mostly within a week, now and then longer
// than it may.
func (p *Past) slow(s casefile.Stage) int {
	usual := map[chain.Party]int{chain.Authority: 4, chain.Ops: 3, chain.MODA: 5}[s.Party]
	if s.Letter {
		usual = 7
	}
	if p.chance(9) {
		return 9 + p.rng.IntN(20)
	}
	return p.rng.IntN(usual + 2)
}

// turn plans the answer at a stage, or that the applicant takes the case back.
func (p *Past) turn(paper casefile.Case, r casefile.Review, stage casefile.Stage) {
	days := p.slow(stage)
	if p.chance(2) && !r.Kind.Account() {
		p.in(days/2, func(ctx context.Context) error { return p.takeBack(ctx, paper) })
	}
	p.in(days, func(ctx context.Context) error { return p.answer(ctx, paper.ID, r, stage) })
}

// answer answers a stage as its party does; where somebody was faster, nothing.
func (p *Past) answer(ctx context.Context, caseID string, r casefile.Review, stage casefile.Stage) error {
	who, err := p.anyone(ctx, stage.PartyID)
	if err != nil {
		return err
	}
	b := onboarding.Ballot{CaseID: caseID, Review: r.Seq, Round: r.Round, Stage: stage.Order, Seen: stage.Shown(), Decision: p.decision(r, stage)}
	if _, err := p.world.Decide(ctx, who, b); err != nil && !fault.Is(err, fault.Conflict) {
		return fmt.Errorf("%s %s: %w", r.Kind, stage.Party, err)
	}
	return p.look(ctx, caseID)
}

func (p *Past) decision(r casefile.Review, stage casefile.Stage) casefile.Decision {
	d := casefile.Decision{Answer: chain.Approve, FormKey: p.world.NewID(), Received: true}
	returned := map[chain.Party]int{chain.Authority: 20, chain.Ops: 24, chain.MODA: 7}[stage.Party]
	if r.Round > 1 {
		returned /= 4
	}
	switch {
	case stage.Letter:
		d.Official = &casefile.Official{Date: p.today(), Number: fmt.Sprintf("銀局（控）字第 %s%05d 號", p.today().ROC()[:3], p.rng.IntN(100000))}
	case p.chance(2):
		d.Answer, d.Opinion = chain.Reject, pick(p, p.sample.Rejections)
	case !r.Kind.Account() && p.chance(returned):
		note := p.note(r.Kind)
		d.Answer, d.Opinion = chain.Return, note[1]
		if note[0] != "" {
			d.Notes = []casefile.FieldNote{{Field: note[0], Text: note[1]}}
		}
	}
	return d
}

// note is what is found wrong with a paper of a kind.
func (p *Past) note(k casefile.Kind) [2]string {
	if list := p.sample.Returns[string(k)]; len(list) > 0 {
		return pick(p, list)
	}
	return pick(p, p.sample.Returns[""])
}

// takeBack takes a case back, unless it is over by then.
func (p *Past) takeBack(ctx context.Context, paper casefile.Case) error {
	who, err := p.actor(ctx, paper.Applicant.Login)
	if err != nil {
		return err
	}
	if err := p.world.Withdraw(ctx, who, paper.ID, pick(p, p.sample.Withdrawals)); err != nil && !fault.Is(err, fault.Conflict) {
		return err
	}
	return p.look(ctx, paper.ID)
}

// correct sends a returned case again: days that have passed by are moved, and
// its purpose says more.
func (p *Past) correct(ctx context.Context, paper casefile.Case) error {
	who, err := p.actor(ctx, paper.Applicant.Login)
	if err != nil {
		return err
	}
	desk, err := p.world.Correction(ctx, who, paper.Number)
	if fault.Is(err, fault.Conflict) || err == nil && desk.Draft.Sent > 0 {
		return nil
	}
	if err != nil {
		return err
	}
	parsed, err := p.corrected(desk.Draft)
	if err != nil {
		return err
	}
	d, err := p.world.SaveDraft(ctx, who, desk.Draft, parsed, desk.Draft.Version)
	if err != nil {
		return err
	}
	if err := p.handIn(ctx, who, d); err != nil {
		return err
	}
	if err := p.world.Resubmit(ctx, who, paper.Number); err != nil && !fault.Is(err, fault.Conflict) {
		return fmt.Errorf("%s: %w", paper.Number, err)
	}
	return p.look(ctx, paper.ID)
}

func (p *Past) corrected(d onboarding.Draft) (form.Parsed, error) {
	parsed := form.Parsed{Values: d.Values.Clone()}
	if f, _ := form.Lookup(form.Purpose); d.Asks().Fresh() && d.Values.Get(form.Purpose) != "" {
		var err error
		said := url.Values{string(form.Purpose): {d.Values.Rich(form.Purpose).Text() + "\n\n補充：所選資料僅供本次申辦使用，案件結束後依規定刪除。"}}
		if parsed, err = form.Parse([]form.Field{f}, said, parsed.Values); err != nil {
			return parsed, err
		}
	}
	p.postpone(parsed.Values)
	return parsed, nil
}

// postpone moves days that have passed by to one that is to come.
func (p *Past) postpone(v form.Values) {
	for _, k := range []form.Key{form.TestStart, form.GoLiveDate} {
		if day := v.Date(k); day != (calendar.Date{}) && !day.After(p.today()) {
			v.Set(k, p.today().AddDays(14+p.rng.IntN(20)).String())
		}
	}
}

// officer is who applies for an organisation.
func (p *Past) officer(ctx context.Context, organisationID string) (account.Actor, error) {
	office, err := p.world.Store.Office(ctx, organisationID)
	if err != nil {
		return account.Actor{}, err
	}
	a, err := p.world.Store.Account(ctx, office.AccountID)
	return account.ActorOf(a, account.LevelTOTP), err
}
