package account

import "time"

// Session limits of A14.
const (
	SessionIdle  = 15 * time.Minute
	SessionTotal = 12 * time.Hour
	// SessionTouch is how old the idle mark may grow before a page renews it:
	// the only write a GET causes.
	SessionTouch = time.Minute
	// PasswordIdle bounds the time between the password and the code.
	PasswordIdle = 10 * time.Minute
)

// Level is how surely a session knows its person.
type Level string

// The levels, weakest first.
const (
	LevelPassword Level = "password" // password given, code outstanding: opens /signin/code and nothing else
	LevelMail     Level = "mail"     // a mailed code: may read, fill in and submit (A7)
	LevelTOTP     Level = "totp"     // an authenticator's code: may review and change accounts
)

// Session is one signed-in browser. The table holds the hash of its secret.
type Session struct {
	AccountID string    `json:"acc"`
	Hash      string    `json:"hash"`
	Level     Level     `json:"level"`
	Epoch     int       `json:"epoch"` // the account's epoch when it was opened
	Opened    time.Time `json:"opened"`
	Seen      time.Time `json:"seen"`
	Expires   time.Time `json:"expires"` // absolute end
	Browser   string    `json:"browser,omitempty"`
	Device    string    `json:"device,omitempty"` // hash of the browser's device secret, where it is known
	LogHash   string    `json:"loghash"`
}

// RecordVersion is 1: a session is created once and never rewritten.
func (s Session) RecordVersion() int { return 1 }

// Alive reports whether s opens the door for a at now (trust 16).
func (s Session) Alive(a Account, now time.Time) bool {
	idle := SessionIdle
	if s.Level == LevelPassword {
		idle = PasswordIdle
	}
	return s.AccountID == a.ID && a.Status == Active && s.Epoch == a.Epoch &&
		now.Before(s.Expires) && now.Before(s.Seen.Add(idle))
}

// Stale reports whether the idle mark should be renewed.
func (s Session) Stale(now time.Time) bool { return now.Sub(s.Seen) >= SessionTouch }
