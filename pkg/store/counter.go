package store

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

const (
	attrCount     = "n"
	attrCodeTries = "codetries"
	attrCodeUntil = "codeuntil"
	attrCodeRow   = "coderow"
)

// tally is a count kept in an item for a time.
type tally struct {
	key    Key
	count  string // attribute of the number
	total  string // attribute of a second number that never begins again; "" for none
	end    string // attribute of the time it ends
	until  types.AttributeValue
	over   func(Item) bool // whether the item's end has passed
	exists []Condition
}

// add counts one and returns the item afterwards. A count that is over begins
// again at 1, by a second request. A repeated request may count twice, which
// errs on the safe side.
func (t tally) add(ctx context.Context, s *Store) (item Item, written bool, err error) {
	one := map[string]int{t.count: 1}
	if t.total != "" {
		one[t.total] = 1
	}
	for {
		item, written, err = s.note(ctx, Write{Action: Update, Key: t.key, If: t.exists,
			Change: Change{Add: one, Start: Item{t.end: t.until}}})
		if err != nil || !written || !t.over(item) {
			return item, written, err
		}
		item, written, err = s.note(ctx, Write{Action: Update, Key: t.key, If: []Condition{is(t.end, item[t.end])},
			Change: Change{Set: Item{t.count: number(1), t.end: t.until}}})
		if err != nil || written {
			return item, written, err
		}
	}
}

// Count adds one to a counter and returns its new value. DynamoDB deletes late,
// so a counter that was over at now may still lie there.
func (s *Store) Count(ctx context.Context, key string, now, until time.Time) (int, error) {
	item, _, err := tally{key: counterKey(key), count: attrCount, end: attrTTL, until: number(until.Unix()),
		over: func(i Item) bool { return numberOf(i[attrTTL]) <= now.Unix() }}.add(ctx, s)
	return int(numberOf(item[attrCount])), err
}

// ResetCount forgets a counter, whether it exists or not.
func (s *Store) ResetCount(ctx context.Context, key string) error {
	_, _, err := s.note(ctx, Write{Action: Delete, Key: counterKey(key)})
	return err
}

// CountCode counts one try of a code on the account's own item and returns the
// account as it then is, or NotFound. Its version stays as it was, so that a try
// makes nobody lose a change.
func (s *Store) CountCode(ctx context.Context, accountID string, now time.Time, window time.Duration) (account.Account, error) {
	item, written, err := tally{key: accountKey(accountID), count: attrCodeTries, total: attrCodeRow, end: attrCodeUntil, until: text(stamp(now.Add(window))),
		over: func(i Item) bool { return !instantOf(textOf(i[attrCodeUntil])).After(now) }, exists: []Condition{present()}}.add(ctx, s)
	switch {
	case err != nil:
		return account.Account{}, err
	case !written:
		return account.Account{}, fault.New(fault.NotFound, "")
	}
	return decode[account.Account](item)
}

// NextNumber draws the next sequence of a letter and day, from 1. A repeated
// request leaves a gap, never a repeat (B8).
func (s *Store) NextNumber(ctx context.Context, letter casefile.Letter, day calendar.Date) (int, error) {
	item, _, err := s.note(ctx, Write{Action: Update, Key: sequenceKey(letter, day),
		Change: Change{Add: map[string]int{attrCount: 1}}})
	return int(numberOf(item[attrCount])), err
}
