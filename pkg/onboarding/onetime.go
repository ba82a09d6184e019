package onboarding

import "time"

// OneTime is the record behind a mailed link: what the link is good for, as long
// as nobody has used it (trust 15). The table has the SHA-256 of the link's
// secret. For an account that does not exist there is one too, which leads
// nowhere (trust 17).
type OneTime struct {
	Hash      string    `json:"hash"`
	Purpose   string    `json:"purpose"`
	AccountID string    `json:"acc"`
	Epoch     int       `json:"epoch"` // of the account; raising it voids the link
	Expires   time.Time `json:"expires"`
	Used      time.Time `json:"used,omitzero"`
	Forget    time.Time `json:"forget"` // until then a second click is told what happened
	Version   int       `json:"v"`
	LogHash   string    `json:"loghash"`
}

// RecordVersion is the version the record has once written.
func (o OneTime) RecordVersion() int { return o.Version }

// putOneTime puts the record of a link with its history.
func (c *change) putOneTime(act string, o OneTime) {
	c.seal("one-time/"+o.Hash, o.Version, &o.LogHash, act, nil, facts{"purpose": o.Purpose})
	c.Puts = append(c.Puts, o)
}
