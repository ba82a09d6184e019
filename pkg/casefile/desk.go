package casefile

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Desk is what a party's people arrange among themselves about a stage that
// waits for them (F7). It decides nothing and hinders nobody: a colleague may
// answer what another has taken on, and Stage.Shown stays as it was (C9).
type Desk struct {
	HolderID string    `json:"holder,omitempty"` // account of who has taken it on (認領)
	Holder   string    `json:"holdername,omitempty"`
	Held     time.Time `json:"held,omitzero"`
	Acts     int       `json:"claims,omitempty"` // entries of the desk's own history
	LogHash  string    `json:"loghash,omitempty"`
}

// Claim has somebody take the stage on. It is Conflict where a colleague has it
// or nobody needs to any more; for who has it already nothing changes.
func (s Stage) Claim(accountID, name string, now time.Time) (Stage, error) {
	switch {
	case !s.Open():
		return s, fault.New(fault.Conflict, "這一關已經不需要審核。")
	case s.HolderID == accountID:
		return s, nil
	case s.HolderID != "":
		return s, fault.New(fault.Conflict, "這份申請單已由"+s.Holder+"於 "+calendar.Minute(s.Held)+" 認領。")
	}
	s.HolderID, s.Holder, s.Held = accountID, name, now
	return s.arranged(), nil
}

// Release gives the stage back to all of its party; where nobody has it, nothing
// changes. Any colleague may do it, since people fall ill.
func (s Stage) Release() (Stage, error) {
	switch {
	case !s.Open():
		return s, fault.New(fault.Conflict, "這一關已經不需要審核。")
	case s.HolderID == "":
		return s, nil
	}
	s.Desk = s.left()
	return s.arranged(), nil
}

// left is the desk once nobody need have the stage any more. Its history stays.
func (d Desk) left() Desk { return Desk{Acts: d.Acts, LogHash: d.LogHash} }

func (s Stage) arranged() Stage {
	s.Acts++
	s.Version++
	return s
}

// Patience is how many days a stage may wait before it is overdue (F7).
type Patience struct {
	Ops  int // the operation team
	MODA int // the ministry
}

// authorityDays is what an authority has, by the platform's own rule.
const authorityDays = 10

// Days is what a party has.
func (p Patience) Days(party chain.Party) int {
	switch party {
	case chain.Ops:
		return p.Ops
	case chain.MODA:
		return p.MODA
	}
	return authorityDays
}

// Deadline is the last day on which a stage is in time, in Taipei.
func (p Patience) Deadline(s Stage) calendar.Date {
	return calendar.Today(s.Opened).AddDays(p.Days(s.Party))
}

// Overdue reports whether a stage waits for longer than its party has.
func (p Patience) Overdue(s Stage, now time.Time) bool {
	return s.Open() && s.Opened.Before(p.OverdueBefore(s.Party, now))
}

// OverdueBefore is the instant before which a party's stages must have been
// opened to be overdue at now.
func (p Patience) OverdueBefore(party chain.Party, now time.Time) time.Time {
	return calendar.Today(now).AddDays(-p.Days(party)).Start()
}

// Note is an internal remark about a case (內部註記, F7): only the party whose
// people wrote it ever sees it. It is written once.
type Note struct {
	CaseID   string    `json:"case"`
	ID       string    `json:"id"`
	PartyID  string    `json:"partyid"` // organisation
	AuthorID string    `json:"author"`
	Author   string    `json:"authorname"`
	Text     string    `json:"text"`
	Written  time.Time `json:"written"`
	Version  int       `json:"v"`
	LogHash  string    `json:"loghash"`
}

// RecordVersion is 1: a note is written once.
func (n Note) RecordVersion() int { return n.Version }
