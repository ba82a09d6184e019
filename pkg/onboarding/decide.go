package onboarding

import (
	"context"
	"fmt"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Ballot is one reviewer's decision about what was on the screen.
type Ballot struct {
	CaseID string
	Review int
	Round  int
	Stage  int
	Seen   int // version of the stage that was shown (C9)
	casefile.Decision
}

// Decide records a decision at the open stage of a review (C1 to C4). The first
// of several counts; the others are Conflict and name the winner (C7). A form
// sent again by the same person shows the first result (trust 8). The Service
// tells the state machine afterwards, by an event.
func (s *Service) Decide(ctx context.Context, a account.Actor, b Ballot) (casefile.Stage, error) {
	const op = "onboarding.Decide"
	d, err := s.Store.Dossier(ctx, b.CaseID)
	if err != nil {
		return casefile.Stage{}, fault.Wrap(op, err)
	}
	stage, c, err := s.ballot(a, d, b)
	if err != nil || c == nil {
		return stage, fault.Wrap(op, err)
	}
	return stage, fault.Wrap(op, s.explain(ctx, a, b, s.Store.Commit(ctx, c.Tx)))
}

// explain turns a lost race into what a person wants to know: who decided what
// meanwhile. A race against the same form is no loss.
func (s *Service) explain(ctx context.Context, a account.Actor, b Ballot, lost error) error {
	if !fault.Is(lost, fault.Conflict) {
		return lost
	}
	d, err := s.Store.Dossier(ctx, b.CaseID)
	if err != nil {
		return lost
	}
	winner, ok := d.Stage(b.Review, b.Round, b.Stage)
	switch {
	case !ok || winner.Open():
		return lost
	case sameForm(winner, a, b):
		return nil
	}
	return beaten(winner)
}

// CheckDecision says what is wrong with a ballot without recording it: the
// confirmation page asks before it shows itself.
func (s *Service) CheckDecision(a account.Actor, d casefile.Dossier, b Ballot) error {
	_, _, err := s.ballot(a, d, b)
	return err
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
	if r.State != casefile.Waiting || r.Round != b.Round || r.Stage != b.Stage || stage.Version != b.Seen {
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
	c.putReview("review.decide", r, next, facts{"answer": string(b.Answer), "at": fmt.Sprint(stage.Order)})
	c.Puts = append(c.Puts, decided)
	c.tell(Event{Kind: Answer, CaseID: d.Case.ID, Review: r.Seq, Round: r.Round, Attempt: r.Attempt, Stage: stage.Order,
		Reply: b.Answer.Reply()})
	return decided, c, nil
}

func sameForm(s casefile.Stage, a account.Actor, b Ballot) bool {
	return s.ActorID == a.AccountID && b.FormKey != "" && s.FormKey == b.FormKey
}

func beaten(s casefile.Stage) error {
	return fault.New(fault.Conflict, fmt.Sprintf("這一關已由%s於 %s 審核，結果為「%s」。", s.Actor, calendar.Minute(s.Decided), s.Answer.Label()))
}

// separate keeps the parties of a case apart by person (C10).
func separate(a account.Actor, d casefile.Dossier, stage casefile.Stage) error {
	for _, p := range d.DecidedFor(a.AccountID) {
		if p != stage.Party {
			return fault.New(fault.Forbidden, "您已代表另一個單位審核過這份申請單，不能再為這一關審核。")
		}
	}
	if stage.ByOther && slices.ContainsFunc(d.Stages, func(s casefile.Stage) bool {
		return s.Review == stage.Review && s.Round == stage.Round && s.Party == stage.Party && s.ActorID == a.AccountID
	}) {
		return fault.New(fault.Forbidden, "貴機關設定由另一位同仁登錄發文，審核過這份申請單的人不能登錄。")
	}
	return nil
}

// Keys of the controls on the decision form.
const (
	FieldAnswer       = "answer"
	FieldOpinion      = "opinion"
	FieldLetterDate   = "letter-date"
	FieldLetterNumber = "letter-number"
	FieldReceived     = "received"
)

const (
	opinionLimit      = 2000
	letterNumberLimit = 60
)

// ballotFaults is checkBallot for a ballot whose review is not loaded yet.
func ballotFaults(d casefile.Dossier, b *Ballot) []fault.Field {
	r, _ := d.Review(b.Review)
	stage, _ := d.Stage(b.Review, b.Round, b.Stage)
	return checkBallot(d, r, stage, b)
}

// checkBallot lists what is missing or wrong, and drops from b what its answer
// or stage does not call for.
func checkBallot(d casefile.Dossier, r casefile.Review, stage casefile.Stage, b *Ballot) []fault.Field {
	var faults []fault.Field
	add := func(key, message string) {
		faults = append(faults, fault.Field{Key: key, Control: key, Message: message})
	}
	if _, err := chain.ParseAnswer(string(b.Answer)); err != nil {
		add(FieldAnswer, "請選擇審核結果：同意、不同意或退回。")
	}
	b.Opinion = trimmed(b.Opinion)
	switch {
	case b.Answer.NeedsOpinion() && b.Answer != "" && b.Opinion == "":
		add(FieldOpinion, "選擇「"+b.Answer.Label()+"」時，請填寫審核意見。")
	case len([]rune(b.Opinion)) > opinionLimit:
		add(FieldOpinion, fmt.Sprintf("審核意見最多 %d 字。", opinionLimit))
	}
	if b.Answer != chain.Return {
		b.Notes = nil
	}
	letterNeeded := stage.Letter && b.Answer == chain.Approve
	switch {
	case !letterNeeded:
		b.Official = nil
	case b.Official == nil:
		b.Official = &casefile.Official{}
		fallthrough
	default:
		b.Official.Number = trimmed(b.Official.Number)
		if b.Official.Date.IsZero() {
			add(FieldLetterDate, "請填寫發文日期。")
		}
		if b.Official.Number == "" {
			add(FieldLetterNumber, "請填寫發文字號。")
		} else if len([]rune(b.Official.Number)) > letterNumberLimit {
			add(FieldLetterNumber, fmt.Sprintf("發文字號最多 %d 字。", letterNumberLimit))
		}
	}
	needsReceipt := LetterOf(d, r) != nil && stage.Party == chain.MODA && b.Answer == chain.Approve
	if needsReceipt && !b.Received {
		add(FieldReceived, "請確認已收到函文。")
	}
	b.Received = needsReceipt && b.Received
	return faults
}

// LetterOf is the authority's letter of the review's current round, or nil.
func LetterOf(d casefile.Dossier, r casefile.Review) *casefile.Official {
	for _, s := range d.Stages {
		if s.Review == r.Seq && s.Round == r.Round && s.Letter && s.Official != nil {
			return s.Official
		}
	}
	return nil
}
