package account

import (
	"slices"
	"time"
)

// passwordsKept is how many earlier passwords stay refused beside the present
// one: three in all (trust 11).
const passwordsKept = 2

// Keyring is what an account keeps apart from its entry, because only setting a
// password and using a recovery code need it: hashes of earlier passwords, and
// keyed MACs of the recovery codes that are left (A15). There is one for each
// account that has set a password.
type Keyring struct {
	AccountID string    `json:"acc"`
	Before    []string  `json:"before,omitempty"` // PHC strings, newest first
	Codes     []string  `json:"codes,omitempty"`  // hexadecimal
	Made      time.Time `json:"made,omitzero"`    // when the codes were
	Version   int       `json:"v"`
	LogHash   string    `json:"loghash"`
}

// RecordVersion is the version the keyring has once written; 0 is written whatever
// was there, which empties the keyring of an account that is removed.
func (k Keyring) RecordVersion() int { return k.Version }

// Retire is the next keyring, with a password's hash among the earlier ones; an
// empty hash leaves them as they are.
func (k Keyring) Retire(hash string) Keyring {
	if hash != "" {
		k.Before = append([]string{hash}, k.Before[:min(len(k.Before), passwordsKept-1)]...)
	}
	k.Version++
	return k
}

// Spend is the next keyring, without one of the codes; ok is false where it has
// no such code.
func (k Keyring) Spend(code string) (next Keyring, ok bool) {
	i := slices.Index(k.Codes, code)
	if i < 0 {
		return k, false
	}
	k.Codes = slices.Delete(slices.Clone(k.Codes), i, i+1)
	k.Version++
	return k, true
}

// Renew is the next keyring, with other codes.
func (k Keyring) Renew(codes []string, now time.Time) Keyring {
	k.Codes, k.Made = codes, now
	k.Version++
	return k
}
