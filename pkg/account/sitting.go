package account

import "time"

// CodePurpose is what a mailed code is good for.
type CodePurpose string

// The purposes. A code of one is worth nothing for the other.
const (
	ToSignIn CodePurpose = "sign-in" // opens a session of LevelMail
	ToProve  CodePurpose = "proof"   // proves the mailbox before an authenticator is bound
)

// Sitting is what has been sent and proved in a browser between its password and
// its session. It belongs to one half session and dies with it, so that nothing
// of it serves in another browser (trust 14).
type Sitting struct {
	AccountID string `json:"acc"`
	Hash      string `json:"hash"` // of the half session

	CodeFor   CodePurpose `json:"codefor,omitempty"`
	CodeID    string      `json:"codeid,omitempty"` // of the event that mailed it
	CodeMAC   string      `json:"code,omitempty"`   // hexadecimal
	CodeUntil time.Time   `json:"codeuntil,omitzero"`

	Proved       time.Time `json:"proved,omitzero"`     // when a mailed code proved the mailbox
	Recovered    bool      `json:"recovered,omitempty"` // a recovery code allows another authenticator (A15)
	FactorSealed []byte    `json:"factor,omitempty"`    // the secret on the screen, to be bound

	Expires time.Time `json:"expires"`
	Version int       `json:"v"`
	LogHash string    `json:"loghash"`
}

// RecordVersion is the version the sitting has once written.
func (s Sitting) RecordVersion() int { return s.Version }

// Awaits reports whether a mailed code for a purpose can be typed at now.
func (s Sitting) Awaits(p CodePurpose, now time.Time) bool {
	return s.CodeFor == p && s.CodeMAC != "" && now.Before(s.CodeUntil)
}

// DeviceLife is how long a browser is known after a full sign-in.
const DeviceLife = 180 * 24 * time.Hour

// Device is a browser in which an authenticator's code was right. It opens
// nothing: its tries are counted apart, so that strangers cannot lock its person
// out (trust 12). The table holds the hash of its secret.
type Device struct {
	AccountID string    `json:"acc"`
	Hash      string    `json:"hash"`
	Expires   time.Time `json:"expires"`
}

// RecordVersion is 0: the session in the same Tx guards it.
func (Device) RecordVersion() int { return 0 }
