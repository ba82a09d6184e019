package store

import (
	"context"
	"strings"
	"sync"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// What belongs to signing in and lies beside an account, or leads to one.

func keyringRow(k account.Keyring) row { return row{key: keyringKey(k.AccountID), record: k} }

func sittingRow(s account.Sitting) row {
	return row{key: sittingKey(s.AccountID, s.Hash), record: s, forget: s.Expires}
}

func deviceRow(d account.Device) row {
	return row{key: deviceKey(d.AccountID, d.Hash), record: d, forget: d.Expires}
}

func oneTimeRow(o onboarding.OneTime) row {
	return row{key: oneTimeKey(o.Hash), record: o, forget: o.Forget}
}

// Keyring returns an account's keyring, or NotFound where no password was ever
// set.
func (s *Store) Keyring(ctx context.Context, accountID string) (account.Keyring, error) {
	return one[account.Keyring](ctx, s, keyringKey(accountID))
}

// Sitting returns what belongs to a half session, and the keyring of its account,
// by one request. Where there is none of them it is zero.
func (s *Store) Sitting(ctx context.Context, accountID, hash string) (sit account.Sitting, keys account.Keyring, err error) {
	items, err := s.get(ctx, sittingKey(accountID, hash), keyringKey(accountID))
	if err == nil && items[0] != nil {
		sit, err = decode[account.Sitting](items[0])
	}
	if err == nil && items[1] != nil {
		keys, err = decode[account.Keyring](items[1])
	}
	return sit, keys, err
}

// OneTime returns the record behind a mailed link.
func (s *Store) OneTime(ctx context.Context, hash string) (onboarding.OneTime, error) {
	return one[onboarding.OneTime](ctx, s, oneTimeKey(hash))
}

// Caller reads an account and whether a browser is known to it by one request.
// Where there is no such account it is zero; without a device none is asked for.
func (s *Store) Caller(ctx context.Context, accountID, device string, now time.Time) (a account.Account, known bool, err error) {
	keys := []Key{accountKey(accountID)}
	if device != "" {
		keys = append(keys, deviceKey(accountID, device))
	}
	items, err := s.get(ctx, keys...)
	if err != nil {
		return a, false, err
	}
	if items[0] == nil {
		_, err := decode[account.Account](standIn()) // as long as for one that exists (trust 17)
		return a, false, err
	}
	if a, err = decode[account.Account](items[0]); err != nil || device == "" || items[1] == nil {
		return a, false, err
	}
	d, err := decode[account.Device](items[1])
	return a, err == nil && now.Before(d.Expires), err
}

// standIn is an account of usual size that nobody has.
var standIn = sync.OnceValue(func() Item {
	at := time.Date(2024, 4, 1, 0, 0, 0, 0, time.UTC)
	item, _ := encode(account.Account{ID: "standin", OrganisationID: "standin", Role: account.Provider, Login: "standin", Name: "standin", Phone: "standin",
		Mail: "standin", Unit: "standin", Status: account.Active, PasswordHash: "standin", FactorSealed: make([]byte, 61), FactorSince: at, FactorStep: 1,
		Epoch: 1, Created: at, Version: 1, LogHash: "standin"}) // an account of texts and numbers does not fail to be encoded
	return item
})

// Access returns an account's sessions, half ones and ended ones that DynamoDB
// has not deleted yet included, and its keyring, which lies before them.
func (s *Store) Access(ctx context.Context, accountID string) (sessions []account.Session, keys account.Keyring, err error) {
	items, err := s.all(ctx, Query{PK: accountKey(accountID).PK, Range: Range{From: keyringKey("").SK, To: beginning(sessionPrefix).To}})
	if err != nil {
		return nil, keys, err
	}
	for _, item := range items {
		switch sk := textOf(item[attrSK]); {
		case sk == keyringKey("").SK:
			keys, err = decode[account.Keyring](item)
		case strings.HasPrefix(sk, sessionPrefix):
			var session account.Session
			session, err = decode[account.Session](item)
			sessions = append(sessions, session)
		}
		if err != nil {
			return nil, keys, err
		}
	}
	return sessions, keys, nil
}

// Devices lists the browsers that are known to an account.
func (s *Store) Devices(ctx context.Context, accountID string) ([]account.Device, error) {
	return listed[account.Device](ctx, s, Query{PK: accountKey(accountID).PK, Range: beginning(devicePrefix)})
}

// Counts reads counters by one request, in the order of keys; one that does not
// exist, or was over at now, is zero.
func (s *Store) Counts(ctx context.Context, now time.Time, keys ...string) ([]onboarding.Tally, error) {
	var at []Key
	for _, key := range keys {
		at = append(at, counterKey(key))
	}
	items, err := s.get(ctx, at...)
	if err != nil {
		return nil, err
	}
	tallies := make([]onboarding.Tally, len(keys))
	for i, item := range items {
		tallies[i] = tallyOf(item, now)
	}
	return tallies, nil
}
