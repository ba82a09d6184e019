package casefile

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/chain"
)

// Stage is one stage of one round once it has been opened.
type Stage struct {
	CaseID  string      `json:"case"`
	Review  int         `json:"review"`
	Round   int         `json:"round"`
	Order   int         `json:"order"`
	Party   chain.Party `json:"party"`
	PartyID string      `json:"partyid"` // organisation whose people answer
	Letter  bool        `json:"letter,omitempty"`
	ByOther bool        `json:"byother,omitempty"` // the letter must be recorded by another person than the review (C10)
	Opened  time.Time   `json:"opened"`
	Usual   int         `json:"usual,omitempty"` // days within which stages like this were mostly answered when it opened (F2); 0: not known
	Number  string      `json:"number"`          // the case's, with the next four for the queue's rows
	Area    Area        `json:"area"`
	Service string      `json:"service"`
	Applied time.Time   `json:"applied"`
	Org     string      `json:"org"`

	Decided  time.Time    `json:"decided,omitzero"`
	Answer   chain.Answer `json:"answer,omitempty"`
	Opinion  string       `json:"opinion,omitempty"`
	ActorID  string       `json:"actor,omitempty"`
	Actor    string       `json:"actorname,omitempty"`
	FormKey  string       `json:"formkey,omitempty"` // recognises a repeated form (trust 8)
	Official *Official    `json:"official,omitempty"`
	Received bool         `json:"received,omitempty"` // moda has confirmed the letter (C4)
	Notes    []FieldNote  `json:"notes,omitempty"`
	Version  int          `json:"v"`

	Desk
	Confirmed *Confirmation `json:"confirmed,omitempty"` // the organisation of a sign-up (A6)
}

// FieldNote points a 退回 at one field (F3).
type FieldNote struct {
	Field string `json:"field"` // key of the form's field
	Text  string `json:"text"`
}

// RecordVersion is the version the stage has once written.
func (s Stage) RecordVersion() int { return s.Version }

// Shown is the version of what a decision is about (C9): who has taken the stage
// on does not count.
func (s Stage) Shown() int { return s.Version - s.Acts }

// Open reports whether the stage waits for an answer.
func (s Stage) Open() bool { return s.Answer == "" && s.Decided.IsZero() }

// TakenBack reports whether the stage was closed unanswered (C8).
func (s Stage) TakenBack() bool { return s.Answer == "" && !s.Decided.IsZero() }

// Withdraw closes the stage unanswered, because the applicant took the
// submission back (C8). The history shows the reason where opinions stand.
func (s Stage) Withdraw(reason string, now time.Time) Stage {
	s.Decided, s.Opinion = now, reason
	s.Desk = s.Desk.left()
	s.Version++
	return s
}

// Decision is what a reviewer sends.
type Decision struct {
	Answer   chain.Answer
	Opinion  string
	Notes    []FieldNote
	Official *Official
	Received bool
	FormKey  string
	Confirm  *Confirmation // of a sign-up that is approved
}

// Decide fills the decision into the stage.
func (s Stage) Decide(d Decision, actorID, actorName string, now time.Time) Stage {
	s.Decided, s.Answer, s.Opinion, s.Notes = now, d.Answer, d.Opinion, d.Notes
	s.ActorID, s.Actor, s.FormKey = actorID, actorName, d.FormKey
	s.Official, s.Received, s.Confirmed = d.Official, d.Received, d.Confirm
	s.Desk = s.Desk.left()
	s.Version++
	return s
}
