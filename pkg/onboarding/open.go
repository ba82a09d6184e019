package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// OpenStage is what a state machine asks: open this stage and answer Token once
// it is decided.
type OpenStage struct {
	CaseID  string `json:"case"`
	Review  int    `json:"review"`
	Round   int    `json:"round"`
	Attempt int    `json:"attempt"`
	Stage   int    `json:"stage"`
	Token   string `json:"token"`
}

// OpenStage opens a stage for its party, keeps the task token and has the
// party's people told. A stage that was decided before, as happens when an
// execution replays a review, is answered at once with what is recorded; a
// round or attempt that is not the current one with "stale". Repeats are
// harmless: the stage stays open and waits for the newest token.
func (s *Service) OpenStage(ctx context.Context, in OpenStage) error {
	const op = "onboarding.OpenStage"
	d, err := s.Store.Dossier(ctx, in.CaseID)
	if err != nil {
		return fault.Wrap(op, err)
	}
	r, ok := d.Review(in.Review)
	if !ok {
		return fault.Wrap(op, fault.Newf(fault.NotFound, "review %d", in.Review))
	}
	sealed := s.Tokens.Seal([]byte(in.Token), tokenContext(in.CaseID, in.Review))
	if reply, decided := known(d, r, in); decided {
		return fault.Wrap(op, s.Store.FanOut(ctx, []Event{{ID: eventID("replay", in.Token), Kind: Answer, Due: s.Now(), Made: s.Now(),
			CaseID: in.CaseID, Review: in.Review, Round: in.Round, Attempt: in.Attempt, Stage: in.Stage,
			Reply: reply, Sealed: sealed}}))
	}
	return fault.Wrap(op, s.open(ctx, d, r, in, sealed))
}

// known is the reply to a call that opens nothing, because the answer stands in
// the table already or is none of this execution's business.
func known(d casefile.Dossier, r casefile.Review, in OpenStage) (reply chain.Reply, decided bool) {
	switch {
	case r.State == casefile.ReviewWithdrawn:
		return chain.ReplyWithdrawn, true
	case r.Round != in.Round || r.Attempt != in.Attempt || r.State.Over() || in.Stage > r.Stage:
		return chain.ReplyStale, true
	case r.Answered(in.Stage):
		stage, _ := d.Stage(r.Seq, r.Round, in.Stage)
		return stage.Answer.Reply(), true
	}
	return "", false
}

func (s *Service) open(ctx context.Context, d casefile.Dossier, r casefile.Review, in OpenStage, sealed []byte) error {
	c := s.beginAs("machine")
	token := TaskToken{CaseID: in.CaseID, Review: in.Review, Round: in.Round, Stage: in.Stage, Attempt: in.Attempt, Sealed: sealed}
	c.Puts = append(c.Puts, token)
	if r.State == casefile.Waiting {
		next := r
		next.Version++
		c.putReview("review.reopen", r, next, nil)
		return s.Store.Commit(ctx, c.Tx)
	}
	next, err := r.Open()
	if err != nil {
		return err
	}
	ch, err := r.Chain()
	if err != nil {
		return err
	}
	step, err := ch.Stage(in.Stage)
	if err != nil {
		return err
	}
	stage := casefile.Stage{CaseID: d.Case.ID, Review: r.Seq, Round: r.Round, Order: step.Order, Party: step.Party,
		PartyID: partyID(step.Party, d.Case), Letter: step.Letter, Opened: c.now, Number: d.Case.Number, Area: d.Case.Area,
		Service: d.Case.ServiceName, Org: d.Case.OrganisationName, Applied: d.Case.Applied, Version: 1}
	if step.Letter {
		body, err := s.Store.Organisation(ctx, stage.PartyID)
		if err != nil {
			return err
		}
		stage.ByOther = body.LetterByOther
	}
	stage.Usual = s.usual(ctx, d.Case, step)
	paper := d.Case.TurnTo(step.Title(d.Case.AuthorityName), stage)
	c.putCase("case.open", d.Case, paper)
	c.putReview("review.open", r, next, facts{"party": stage.PartyID})
	c.Puts = append(c.Puts, stage)
	c.tell(Event{Kind: Announce, CaseID: d.Case.ID, Review: r.Seq, Round: r.Round, Stage: step.Order, Party: stage.PartyID})
	return s.Store.Commit(ctx, c.Tx)
}

// partyID is the organisation that speaks for a party in a case.
func partyID(p chain.Party, c casefile.Case) string {
	switch p {
	case chain.Ops:
		return account.OpsID
	case chain.MODA:
		return account.ModaID
	}
	return c.AuthorityID
}

// tokenContext binds a sealed token to its review.
func tokenContext(caseID string, review int) string { return reviewObject(caseID, review) }
