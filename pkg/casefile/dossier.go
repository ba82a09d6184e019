package casefile

import (
	"slices"
	"time"

	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// Submission is the frozen form of one round, kept apart from the review so
// that a decision does not rewrite it.
type Submission struct {
	CaseID   string              `json:"case"`
	Review   int                 `json:"review"`
	Round    int                 `json:"round"`
	Values   form.Values         `json:"values"`
	InForce  form.Values         `json:"inforce,omitempty"` // the revision it is compared with; none for a first application
	Secrets  map[form.Key][]byte `json:"secrets,omitempty"` // of answers that are in no revision until approved: key texts, encrypted (B4)
	Before   form.Values         `json:"before,omitempty"`  // of a correction: the fields that differ from the round before, as they read there (F3)
	DataSets form.Catalogue      `json:"datasets"`          // the part of the catalogue that was chosen, now or before, as it read that day
	Account  *AccountForm        `json:"account,omitempty"` // of a case about an account, which has no values
	Person   Person              `json:"person"`
	Sent     time.Time           `json:"sent"`
}

// RecordVersion is 1: a submission is written once.
func (s Submission) RecordVersion() int { return 1 }

// Dossier is a case with its reviews and their opened stages.
type Dossier struct {
	Case    Case
	Reviews []Review // by Seq
	Stages  []Stage  // by review, round, order
	Letters []LetterDraft
	Unsent  []Unsent // see UnsentFor
	Notes   []Note   // of every party: never shown but by NotesFor
}

// NotesFor lists the internal notes of one party, oldest first. Nobody else gets
// to see them (F7).
func (d Dossier) NotesFor(partyID string) []Note {
	var own []Note
	for _, n := range d.Notes {
		if n.PartyID == partyID && partyID != "" {
			own = append(own, n)
		}
	}
	slices.SortStableFunc(own, func(a, b Note) int { return a.Written.Compare(b.Written) })
	return own
}

// Review returns the review with that number, counted from 1.
func (d Dossier) Review(seq int) (Review, bool) {
	i := slices.IndexFunc(d.Reviews, func(r Review) bool { return r.Seq == seq })
	if i < 0 {
		return Review{}, false
	}
	return d.Reviews[i], true
}

// Newest returns the newest review.
func (d Dossier) Newest() (Review, bool) { return d.Review(d.Case.Reviews) }

// Application returns the newest review of a whole application; none, where the
// case is about something else alone.
func (d Dossier) Application() (Review, bool) {
	for seq := d.Case.Reviews; seq > 0; seq-- {
		if r, ok := d.Review(seq); ok && r.Kind.Whole() {
			return r, true
		}
	}
	return Review{}, false
}

// Foremost returns the newest review that is not over and, where all are, the
// newest.
func (d Dossier) Foremost() (Review, bool) {
	for _, r := range slices.Backward(d.Reviews) {
		if !r.State.Over() {
			return r, true
		}
	}
	return d.Newest()
}

// For returns the review that concerns a party: the newest that waits for it or,
// where none does, the foremost.
func (d Dossier) For(partyID string) (Review, bool) {
	for _, r := range slices.Backward(d.Reviews) {
		if s, waits := d.OpenStage(r); waits && s.PartyID == partyID {
			return r, true
		}
	}
	return d.Foremost()
}

// Stage returns one opened stage.
func (d Dossier) Stage(review, round, order int) (Stage, bool) {
	i := slices.IndexFunc(d.Stages, func(s Stage) bool {
		return s.Review == review && s.Round == round && s.Order == order
	})
	if i < 0 {
		return Stage{}, false
	}
	return d.Stages[i], true
}

// OpenStage returns the stage of r that waits for an answer.
func (d Dossier) OpenStage(r Review) (Stage, bool) {
	if r.State != Waiting {
		return Stage{}, false
	}
	return d.Stage(r.Seq, r.Round, r.Stage)
}

// Line is one row of the 審核歷程 (C3): a stage that was answered, waits, or is
// still to come.
type Line struct {
	Round   int
	Order   int
	Party   string // 審核單位
	Stage   Stage  // zero for one to come
	Opened  bool
	Current bool // the review stands here
}

// History lists the rows of r, round by round, with the stages to come of the
// current round (C3).
func (d Dossier) History(r Review) ([]Line, error) {
	c, err := r.Chain()
	if err != nil {
		return nil, err
	}
	var lines []Line
	for round := 1; round <= r.Round; round++ {
		for _, step := range c.Stages() {
			s, opened := d.Stage(r.Seq, round, step.Order)
			if !opened && (round < r.Round || r.State.Over() || r.State == ReviewReturned) {
				continue
			}
			lines = append(lines, Line{Round: round, Order: step.Order, Party: step.Title(d.Case.AuthorityName), Stage: s,
				Opened: opened, Current: round == r.Round && step.Order == r.Stage && !r.State.Over() && r.Outcome == ""})
		}
	}
	return lines, nil
}

// DecidedFor lists for which parties a person has answered in the case's
// reviews, newest last (C10).
func (d Dossier) DecidedFor(accountID string) []chain.Party {
	var parties []chain.Party
	for _, s := range d.Stages {
		if s.ActorID == accountID && !slices.Contains(parties, s.Party) {
			parties = append(parties, s.Party)
		}
	}
	return parties
}

// LastAnswer returns the newest answer of the review before the stage opened:
// the stage before it, or what led to the correction.
func (d Dossier) LastAnswer(before Stage) (Stage, bool) {
	var last Stage
	for _, s := range d.Stages {
		if s.Review == before.Review && !s.Open() && s.Decided.After(last.Decided) && !s.Decided.After(before.Opened) {
			last = s
		}
	}
	return last, !last.Decided.IsZero()
}
