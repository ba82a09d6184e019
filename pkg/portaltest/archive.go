package portaltest

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"slices"
	"sync"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// Archive is an onboarding.Archive and Signer in memory. It is safe for
// concurrent use.
type Archive struct {
	mu   sync.Mutex
	days []audit.SignedDay
}

var (
	_ onboarding.Archive = (*Archive)(nil)
	_ onboarding.Signer  = (*Archive)(nil)
)

var archiveKey = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, ed25519.SeedSize))

// Newest implements onboarding.Archive.
func (a *Archive) Newest(context.Context) (audit.SignedDay, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.days) == 0 {
		return audit.SignedDay{}, fault.New(fault.NotFound, "")
	}
	return a.days[len(a.days)-1], nil
}

// Keep implements onboarding.Archive.
func (a *Archive) Keep(_ context.Context, day audit.SignedDay) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if slices.ContainsFunc(a.days, func(d audit.SignedDay) bool { return d.Day.Date == day.Day.Date }) {
		return fault.New(fault.Conflict, "")
	}
	a.days = append(a.days, day)
	return nil
}

// Days lists what is kept.
func (a *Archive) Days() []audit.SignedDay {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.days)
}

// Sign implements onboarding.Signer.
func (a *Archive) Sign(_ context.Context, sum []byte) (key string, signature []byte, err error) {
	return "test", ed25519.Sign(archiveKey, sum), nil
}

// Verify is what audit.VerifyDays asks.
func (a *Archive) Verify(_ string, sum, signature []byte) error {
	if !ed25519.Verify(archiveKey.Public().(ed25519.PublicKey), sum, signature) {
		return errors.New("the signature does not hold")
	}
	return nil
}
