package service

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// SecretOverlap is how long a client_secret stays valid beside the one that
// replaces it (D13).
const SecretOverlap = 14 * 24 * time.Hour

// Credential is the client_secret of a service in one area, with the one before
// as long as both are valid (D13). Nobody can read a secret from it.
type Credential struct {
	ServiceID string        `json:"service"`
	Area      casefile.Area `json:"area"`
	Current   Secret        `json:"current"`
	Previous  Secret        `json:"previous,omitzero"`
	Version   int           `json:"v"`
	LogHash   string        `json:"loghash"`
}

// RecordVersion is the version the credential has once written.
func (c Credential) RecordVersion() int { return c.Version }

// Secret is one client_secret.
type Secret struct {
	Hash  string    `json:"hash"`          // SHA-256 of the text, in hexadecimal: the text has 256 random bits
	Taken time.Time `json:"taken"`         // when it was handed out
	Taker string    `json:"taker"`         // name of the person, as it was that day
	Ends  time.Time `json:"ends,omitzero"` // first moment at which it is not valid any more; zero: not known
}

// ValidAt reports whether the secret opens anything at t.
func (s Secret) ValidAt(t time.Time) bool {
	return s.Hash != "" && !t.Before(s.Taken) && (s.Ends.IsZero() || t.Before(s.Ends))
}

// Renew puts a new secret in place of the current one, which ends by itself after
// SecretOverlap. It is Conflict while an earlier one is still valid: there are
// never more than two.
func (c Credential) Renew(next Secret) (Credential, error) {
	if c.Previous.ValidAt(next.Taken) {
		return c, fault.Newf(fault.Conflict, "credential %s %s: two secrets are valid", c.ServiceID, c.Area)
	}
	if c.Previous = c.Current; c.Previous.ValidAt(next.Taken) {
		c.Previous.Ends = next.Taken.Add(SecretOverlap)
	}
	c.Current = next
	c.Version++
	return c, nil
}

// EndPrevious ends the secret before the current one at t; changed is false where
// it is over.
func (c Credential) EndPrevious(t time.Time) (next Credential, changed bool) {
	if !c.Previous.ValidAt(t) {
		return c, false
	}
	c.Previous.Ends = t
	c.Version++
	return c, true
}

// End ends both at t, when the service is taken down or deleted.
func (c Credential) End(t time.Time) (next Credential, changed bool) {
	for _, s := range []*Secret{&c.Current, &c.Previous} {
		if s.ValidAt(t) {
			s.Ends, changed = t, true
		}
	}
	if changed {
		c.Version++
	}
	return c, changed
}

// SecretAreas lists the areas in which the service may have a client_secret:
// those in which something of it was approved (D1, D5).
func (s Service) SecretAreas() []casefile.Area {
	var list []casefile.Area
	if s.InTest() {
		list = append(list, casefile.TestArea)
	}
	if s.Live > 0 || s.piloting() {
		list = append(list, casefile.ProductionArea)
	}
	return list
}

// SecretAnswers are the answers that say how the secret of an area is handed out:
// those of the revision that was approved there last.
func (s Service) SecretAnswers(revisions []Revision, area casefile.Area) form.Values {
	n := s.Live
	if s.Candidate > 0 && (n == 0 || area == casefile.TestArea) {
		n = s.Candidate
	}
	r, _ := Find(revisions, n)
	if area == casefile.TestArea {
		return r.Values
	}
	return r.InProduction()
}
