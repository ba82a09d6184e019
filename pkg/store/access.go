package store

import (
	"context"
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

// Sitting returns what belongs to a half session.
func (s *Store) Sitting(ctx context.Context, accountID, hash string) (account.Sitting, error) {
	return one[account.Sitting](ctx, s, sittingKey(accountID, hash))
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
	if err != nil || items[0] == nil {
		return a, false, err
	}
	if a, err = decode[account.Account](items[0]); err != nil || device == "" || items[1] == nil {
		return a, false, err
	}
	d, err := decode[account.Device](items[1])
	return a, err == nil && now.Before(d.Expires), err
}

// Sessions lists an account's sessions, half ones and ended ones that DynamoDB
// has not deleted yet included.
func (s *Store) Sessions(ctx context.Context, accountID string) ([]account.Session, error) {
	return listed[account.Session](ctx, s, Query{PK: accountKey(accountID).PK, Range: beginning(sessionPrefix)})
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
