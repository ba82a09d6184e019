package store

import (
	"context"
	"slices"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
)

func sessionRow(s account.Session) row {
	return row{key: sessionKey(s.AccountID, s.Hash), record: s, forget: s.Expires}
}

// Session reads a session, its account and what is asked for besides, all in one
// request. Where session or account is missing it is NotFound; whether the
// session still opens the door is for the caller to say.
func (s *Store) Session(ctx context.Context, accountID, hash string, besides onboarding.Besides) (onboarding.Door, error) {
	keys := []Key{sessionKey(accountID, hash), accountKey(accountID)}
	another := besides.AccountID != "" && besides.AccountID != accountID
	if another {
		keys = append(keys, accountKey(besides.AccountID))
	}
	if besides.ServiceID != "" {
		keys = append(keys, serviceKey(besides.ServiceID))
	}
	if besides.Number != "" {
		keys = append(keys, claimKey(onboarding.NumberClaim, besides.Number))
	}
	var door onboarding.Door
	items, err := s.get(ctx, keys...)
	if err != nil {
		return door, err
	}
	if door.Session, err = found[account.Session](items[0]); err != nil {
		return door, err
	}
	if door.Account, err = found[account.Account](items[1]); err != nil {
		return door, err
	}
	if besides.Number != "" {
		door.CaseID = textOf(items[len(items)-1][attrOwner])
	}
	if besides.ServiceID != "" {
		at := slices.Index(keys, serviceKey(besides.ServiceID))
		if door.Service, err = decode[service.Service](items[at]); err != nil {
			return door, err
		}
	}
	switch {
	case another && items[2] != nil:
		door.Whose, err = decode[account.Account](items[2])
	case besides.AccountID == accountID:
		door.Whose = door.Account
	}
	return door, err
}

// TouchSession renews the idle mark of a session as it was seen. It changes
// nothing, and is no error, where another request was first or the session is
// gone: a session that was ended must not come back.
func (s *Store) TouchSession(ctx context.Context, seen account.Session, now time.Time) error {
	_, _, err := s.note(ctx, Write{
		Action: Update, Key: sessionKey(seen.AccountID, seen.Hash),
		If:     []Condition{is(attrSeen, text(stamp(seen.Seen)))},
		Change: Change{Set: Item{attrSeen: text(stamp(now))}},
	})
	return err
}

const attrSeen = "seen"
