package onboarding

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// Record is something the table keeps. RecordVersion is the version it has once
// written: 1 must be new, n replaces n-1, and 0 is written whatever was there,
// which only those may use that another record of the same Tx guards.
type Record interface{ RecordVersion() int }

// Claim takes a name that nobody has: an account name, a mail address, the name
// of an organisation, a case number, which stays for ever.
type Claim struct {
	Space ClaimSpace
	Value string // in the form in which two equal ones look alike
	Owner string // id of what the name leads to
}

// Handover gives a claimed name to a new owner or, where To is empty, frees it.
// It is lost where From does not own the name any more.
type Handover struct {
	Space    ClaimSpace
	Value    string
	From, To string
}

// ClaimSpace is what kind of name is claimed.
type ClaimSpace string

// The spaces.
const (
	LoginClaim        ClaimSpace = "login"
	MailClaim         ClaimSpace = "mail"
	NumberClaim       ClaimSpace = "number"
	OrganisationClaim ClaimSpace = "organisation" // its owner is a seat
)

// Due is something the clock has to do at a time.
type Due struct {
	At    time.Time `json:"at"`
	Kind  DueKind   `json:"kind"`
	ID    string    `json:"id"`    // of the service or case it is about
	Epoch int       `json:"epoch"` // of the window, or the day of go-live as yyyymmdd; a due item of another does nothing (trust 10)
	Tries int       `json:"tries,omitempty"`
}

// DueKind is what has to be done.
type DueKind string

// The kinds of due items.
const (
	WindowEnds DueKind = "window-end"
	WindowIn30 DueKind = "window-30"
	WindowIn14 DueKind = "window-14"
	WindowIn7  DueKind = "window-07"
	WindowIn1  DueKind = "window-01"
	ReportIn7  DueKind = "report-07"
	ReportIn1  DueKind = "report-01"
	ReportLate DueKind = "report-late"
	GoesLive   DueKind = "golive"

	MaintenanceBegins DueKind = "maintenance"

	CertificateIn30 DueKind = "certificate-30"
	CertificateIn14 DueKind = "certificate-14"
	CertificateIn7  DueKind = "certificate-07"
	CertificateIn1  DueKind = "certificate-01"
)

// RecordVersion is 0: due items are made and removed with the record they concern.
func (Due) RecordVersion() int { return 0 }

// TaskToken is what a waiting state machine is answered with, encrypted
// (trust 4). Only functions/open and functions/relay may read it.
type TaskToken struct {
	CaseID  string `json:"case"`
	Review  int    `json:"review"`
	Round   int    `json:"round"`
	Stage   int    `json:"stage"`
	Attempt int    `json:"attempt"`
	Sealed  []byte `json:"sealed"`
}

// RecordVersion is 0: the review in the same Tx guards it.
func (TaskToken) RecordVersion() int { return 0 }

// Catalogue is the one catalogue of data sets (ops maintains it) as a record.
type Catalogue struct {
	form.Catalogue
	Version int    `json:"v"`
	LogHash string `json:"loghash"`
}

// RecordVersion is the version the catalogue has once written.
func (c Catalogue) RecordVersion() int { return c.Version }

// Tx is one change of the world: everything or nothing of it is written
// (trust 9). Two entries must not touch the same item, and a Tx without an
// audit entry is refused.
type Tx struct {
	Puts    []Record
	Deletes []Record           // must exist, at any version
	Checks  []account.Standing // must still stand
	Keys    []string           // ids of API keys that must not have been revoked
	Spends  []account.Spent    // codes used up; stands in place of a check of that account
	Claims  []Claim
	Passes  []Handover
	Audit   []audit.Entry
	Outbox  []Event
}

// Size is the number of items the Tx touches; DynamoDB allows 100.
func (t *Tx) Size() int {
	return len(t.Puts) + len(t.Deletes) + len(t.Checks) + len(t.Keys) + len(t.Spends) + len(t.Claims) + len(t.Passes) + len(t.Audit) + len(t.Outbox)
}
