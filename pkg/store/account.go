package store

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
)

func accountRow(a account.Account) row {
	return row{key: accountKey(a.ID), record: a, shown: []entry{
		{GSI1, peopleOf(a.OrganisationID), byName(a.Login)},
	}}
}

// spends is the condition that no code was used up since an account was read,
// which leaves its version as it was.
func spends(a account.Account) Condition {
	if a.Spends == 0 {
		return Condition{Attribute: attrSpends, Test: Missing}
	}
	return is(attrSpends, number(a.Spends))
}

const attrSpends = "spends"

// Account returns one account, read consistently.
func (s *Store) Account(ctx context.Context, id string) (account.Account, error) {
	return one[account.Account](ctx, s, accountKey(id))
}

// People lists an organisation's accounts by login name.
func (s *Store) People(ctx context.Context, organisationID string) ([]account.Account, error) {
	return listed[account.Account](ctx, s, Query{Index: GSI1, PK: peopleOf(organisationID), Range: Range{From: firstLogin}})
}

// Staff lists an organisation's accounts by login name, with its officer.
func (s *Store) Staff(ctx context.Context, organisationID string) (office account.Office, people []account.Account, err error) {
	items, err := s.all(ctx, Query{Index: GSI1, PK: peopleOf(organisationID)})
	if err != nil {
		return office, nil, err
	}
	if len(items) > 0 && textOf(items[0][attrSK]) == officeSort {
		if office, err = decode[account.Office](items[0]); err != nil {
			return office, nil, err
		}
		items = items[1:]
	}
	people, err = decodeAll[account.Account](items)
	return office, people, err
}

// Accounts loads accounts by id; a write of the last second may be missing.
func (s *Store) Accounts(ctx context.Context, ids []string) (map[string]account.Account, error) {
	found := map[string]account.Account{}
	keys := make([]Key, 0, len(ids))
	for _, id := range ids {
		keys = append(keys, accountKey(id))
	}
	if len(keys) == 0 {
		return found, nil
	}
	items, err := s.getSome(ctx, keys...)
	if err != nil {
		return nil, err
	}
	for i, item := range items {
		if item == nil {
			continue
		}
		if found[ids[i]], err = decode[account.Account](item); err != nil {
			return nil, err
		}
	}
	return found, nil
}

const (
	attrWaiting = "waiting"
	attrOverdue = "overdue"
)

// NoteWaiting writes the counts into the account's own item; for one that does
// not exist it does nothing. Two counts at once may end with the older one.
func (s *Store) NoteWaiting(ctx context.Context, accountID string, waiting, overdue int) error {
	_, _, err := s.note(ctx, Write{Action: Update, Key: accountKey(accountID), If: []Condition{present()},
		Change: Change{Set: Item{attrWaiting: number(waiting), attrOverdue: number(overdue)}}})
	return err
}
