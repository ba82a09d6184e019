package onboarding

import (
	"context"
	"fmt"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Ballot is one reviewer's decision about what was on the screen.
type Ballot struct {
	CaseID string
	Review int
	Round  int
	Stage  int
	Seen   int    // Shown of the stage that was on the screen (C9)
	Scan   string // id of the letter's scan that was shown
	casefile.Decision

	Confirming Confirming // of a sign-up that is approved
	found      []fault.Field
}

// Decide records a decision at the open stage of a review (C1 to C4). The first
// of several counts; the others are Conflict and name the winner (C7). A form
// sent again by the same person shows the first result (trust 8). The Service
// tells the state machine afterwards, by an event.
func (s *Service) Decide(ctx context.Context, a account.Actor, b Ballot) (stage casefile.Stage, err error) {
	look := false
	err = s.commit(ctx, func() (*change, error) {
		d, err := s.Store.Dossier(ctx, b.CaseID)
		if err != nil {
			return nil, err
		}
		if err := s.confirm(ctx, d, &b, look); err != nil {
			return nil, err
		}
		look = true
		var c *change
		stage, c, err = s.ballot(a, d, b)
		return c, err
	})
	return stage, fault.Wrap("onboarding.Decide", err)
}

// CheckDecision returns the stage as a ballot would leave it, or what is wrong
// with the ballot, and records nothing: the confirmation page asks before it
// shows itself.
func (s *Service) CheckDecision(ctx context.Context, a account.Actor, d casefile.Dossier, b Ballot) (casefile.Stage, error) {
	const op = "onboarding.CheckDecision"
	if err := s.confirm(ctx, d, &b, true); err != nil {
		return casefile.Stage{}, fault.Wrap(op, err)
	}
	stage, _, err := s.ballot(a, d, b)
	return stage, fault.Wrap(op, err)
}

// ballot decides about a ballot. A nil change without an error is a repeat.
func (s *Service) ballot(a account.Actor, d casefile.Dossier, b Ballot) (casefile.Stage, *change, error) {
	r, ok := d.Review(b.Review)
	if !ok {
		return casefile.Stage{}, nil, fault.New(fault.NotFound, "")
	}
	stage, ok := d.Stage(b.Review, b.Round, b.Stage)
	if !ok {
		return casefile.Stage{}, nil, fault.New(fault.NotFound, "")
	}
	object := account.Object{OrganisationID: d.Case.OrganisationID, AuthorityID: d.Case.AuthorityID, WaitsFor: stage.PartyID}
	if err := account.May(a, account.Decide, object); err != nil {
		return stage, nil, err
	}
	if !stage.Open() {
		if sameForm(stage, a, b) {
			return stage, nil, nil
		}
		return stage, nil, beaten(stage)
	}
	if r.State != casefile.Waiting || r.Round != b.Round || r.Stage != b.Stage || stage.Shown() != b.Seen {
		return stage, nil, fault.New(fault.Conflict, "申請單在您開啟頁面之後已有異動，請重新檢視後再審核。")
	}
	if err := separate(a, d, stage); err != nil {
		return stage, nil, err
	}
	if faults := checkBallot(d, r, stage, &b); len(faults) > 0 {
		return stage, nil, fault.InvalidFields(faults)
	}
	c := s.begin(a)
	next, err := r.Decide(b.Answer, c.now)
	if err != nil {
		return stage, nil, err
	}
	decided := stage.Decide(b.Decision, a.AccountID, a.Name, c.now)
	c.putReview(decideAct, r, next, facts{"answer": string(b.Answer), factStage: fmt.Sprint(stage.Order)})
	c.Puts = append(c.Puts, decided)
	c.settleName(d.Case, b.Confirm)
	if err := c.keepScan(d.LetterDraft(stage), b.Official); err != nil {
		return stage, nil, err
	}
	c.tell(Event{Kind: Answer, CaseID: d.Case.ID, Review: r.Seq, Round: r.Round, Attempt: r.Attempt, Stage: stage.Order,
		Party: stage.PartyID, Reply: b.Answer.Reply()})
	return decided, c, nil
}

// How the history tells of a decision; figures are counted from it.
const (
	decideAct = "review.decide"
	factStage = "at" // order of the stage that was answered
)

func sameForm(s casefile.Stage, a account.Actor, b Ballot) bool {
	return s.ActorID == a.AccountID && b.FormKey != "" && s.FormKey == b.FormKey
}

// beaten says what became of a stage that is not open any more.
func beaten(s casefile.Stage) error {
	if s.Answer == "" {
		return fault.New(fault.Conflict, fmt.Sprintf("申請機關已於 %s 撤回這份申請單，這一關不需要再審核。", calendar.Minute(s.Decided)))
	}
	return fault.New(fault.Conflict, fmt.Sprintf("這一關已由%s於 %s 審核，結果為「%s」。", s.Actor, calendar.Minute(s.Decided), s.Answer.Label()))
}
