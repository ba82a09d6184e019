package account

import "time"

// Role is what a person may be to the portal (spec.md, People).
type Role string

// The roles. Ops and Moda are never self-registered.
const (
	Provider  Role = "provider"  // 資料/服務管理者（承辦人）, the officer of an organisation
	Sub       Role = "sub"       // 副帳號, a colleague of the officer
	Authority Role = "authority" // 主管機關, a person of a competent authority
	Ops       Role = "ops"       // 維運團隊
	Moda      Role = "moda"      // 數位發展部
)

// Applicant reports whether the role works for an applying organisation.
func (r Role) Applicant() bool { return r == Provider || r == Sub }

// Reviewer reports whether the role belongs to a party of the review chains.
func (r Role) Reviewer() bool { return r == Authority || r == Ops || r == Moda }

// Valid reports whether r is one of the roles.
func (r Role) Valid() bool { return r.Applicant() || r.Reviewer() }

// Status says whether an account may be used.
type Status string

// The statuses. Only ops changes between active and disabled (A9); cases about
// accounts do the rest.
const (
	Pending  Status = "pending" // asked for, under review: opens nothing (A6, A10)
	Active   Status = "active"
	Disabled Status = "disabled"
	Removed  Status = "removed" // gone: its names are free again, only its history is kept (A11, A12)
)

// Label is the status in words.
func (s Status) Label() string {
	switch s {
	case Pending:
		return "審核中"
	case Active:
		return "啟用"
	case Disabled:
		return "停用"
	}
	return "已刪除"
}

// Account is one person's entry. Its secrets are ciphertext or slow hashes.
type Account struct {
	ID               string `json:"id"`
	OrganisationID   string `json:"org"`
	OrganisationName string `json:"orgname,omitempty"` // as it was called when the person joined: for the head of pages
	Role             Role   `json:"role"`
	Login            string `json:"login"` // 帳號
	Name             string `json:"name"`
	Phone            string `json:"phone"`
	Mail             string `json:"mail"`
	Unit             string `json:"unit,omitempty"` // 服務單位名稱
	Status           Status `json:"status"`

	PasswordHash string    `json:"pwhash,omitempty"`    // PHC string; empty until the first one is set (A8)
	FactorSealed []byte    `json:"factor,omitempty"`    // TOTP secret, AES-GCM; empty until bound (A7)
	FactorSince  time.Time `json:"bound,omitzero"`      // when it was bound
	FactorStep   int64     `json:"step,omitempty"`      // last 30-second step that was used (trust 13)
	Spends       int       `json:"spends,omitempty"`    // how many codes were used up: a stale account must not bring one back
	FactorOnly   bool      `json:"totponly,omitempty"`  // set by a reset, ended by a sign-in with the authenticator: mailed codes are refused (trust 14)
	CodeTries    int       `json:"codetries,omitempty"` // codes tried since the last right one (trust 12)
	CodeUntil    time.Time `json:"codeuntil,omitzero"`  // when these tries are forgotten
	CodeRow      int       `json:"coderow,omitempty"`   // those of earlier windows since the last right one
	Epoch        int       `json:"epoch"`               // sessions and action links repeat it; raising it ends them all

	Unreached *Unreached `json:"unreached,omitempty"` // see OutOfReach
	Bulletins time.Time  `json:"bulletins,omitzero"`  // up to when the person has read the 公佈欄 (E2)

	Waiting int `json:"waiting,omitempty"` // of a reviewer: stages that wait for the party, as last counted (F7); above CountedAtMost: more
	Overdue int `json:"overdue,omitempty"` // of these

	CaseID  string    `json:"case,omitempty"` // open case that changes or removes the account; at most one
	Created time.Time `json:"created"`
	Version int       `json:"v"`
	LogHash string    `json:"loghash"` // last hash of the account's own history
}

// CountedAtMost is where counts of what waits end: 100+.
const CountedAtMost = 100

// RecordVersion is the version the account has once written.
func (a Account) RecordVersion() int { return a.Version }

// Usable reports whether the person can open the portal.
func (a Account) Usable() bool {
	return a.Status == Active && a.PasswordHash != "" && a.Bound()
}

// Bound reports whether the account has an authenticator.
func (a Account) Bound() bool { return len(a.FactorSealed) > 0 }

// Remove is the account once it is gone: nothing opens it, and its sessions and
// links have ended.
func (a Account) Remove() Account {
	a.Status, a.CaseID, a.PasswordHash, a.FactorSealed, a.FactorSince = Removed, "", "", nil, time.Time{}
	a.Epoch++
	return a
}

// Spent uses up a one-time code inside a transaction: the account must be
// active, at this epoch, and its last step still Was; it then is Step, and the
// tries are forgotten. It is no version of the account, like the tries it ends;
// what the code allowed is what the history tells.
type Spent struct {
	AccountID string
	Epoch     int
	Was, Step int64
	SignsIn   bool // together with the password: mailed codes are taken again (trust 14)
}

// Standing pins an account inside a transaction: it must still be active and
// at this epoch when the change is written.
type Standing struct {
	AccountID string
	Epoch     int
}
