package casefile

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
)

// Unsent is a mail about a case that did not reach its reader (F12).
type Unsent struct {
	CaseID         string            `json:"case"`
	EventID        string            `json:"event"` // of the outbox; names the record
	Mail           string            `json:"mail"`  // what it was called: 申請單待審核
	Name           string            `json:"name"`  // of its reader
	OrganisationID string            `json:"org"`   // of its reader
	Fault          account.MailFault `json:"fault"`
	At             time.Time         `json:"at"`
	Version        int               `json:"v"`
	LogHash        string            `json:"loghash"`
}

// RecordVersion is 1: it is written once.
func (u Unsent) RecordVersion() int { return u.Version }

// UnsentFor lists what somebody may know of undelivered mail: those who see
// every case all of it, others what was meant for their own organisation.
func (d Dossier) UnsentFor(a account.Actor) []Unsent {
	var list []Unsent
	for _, u := range d.Unsent {
		if a.Oversees() || u.OrganisationID == a.OrganisationID {
			list = append(list, u)
		}
	}
	return list
}
