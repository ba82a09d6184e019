package store

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

const (
	attrCount     = "n"
	attrRow       = "row"
	attrUntil     = "until"
	attrCodeTries = "codetries"
	attrCodeUntil = "codeuntil"
	attrCodeRow   = "coderow"
)

// tally is a count kept in an item for a time.
type tally struct {
	key    Key
	count  string // attribute of the number
	end    string // attribute of the time it ends
	until  types.AttributeValue
	over   func(Item) bool // whether the item's end has passed
	exists []Condition
	keep   Item // attributes that every count sets

	row  string // attribute that gathers the counts of the times that are over; "" for none
	most int    // of each time, so that what was refused does not count there
}

// add counts one and returns the item afterwards. A count that is over begins
// again at 1, by a second request. A repeated request may count twice, which
// errs on the safe side.
func (t tally) add(ctx context.Context, s *Store) (item Item, written bool, err error) {
	for {
		item, written, err = s.note(ctx, Write{Action: Update, Key: t.key, If: t.exists,
			Change: Change{Set: t.keep, Add: map[string]int{t.count: 1}, Start: Item{t.end: t.until}}})
		if err != nil || !written || !t.over(item) {
			return item, written, err
		}
		again := Change{Set: Item{t.count: number(1), t.end: t.until}}
		if t.row != "" {
			again.Add = map[string]int{t.row: min(int(numberOf(item[t.count]))-1, t.most)}
		}
		item, written, err = s.note(ctx, Write{Action: Update, Key: t.key, If: []Condition{is(t.end, item[t.end])}, Change: again})
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

// rowKept is how long failures in a row are remembered after the last of them.
const rowKept = 365 * 24 * time.Hour

// CountRow adds one to a counter that begins again at until, and returns it
// together with what was counted before: at most so many of each time.
func (s *Store) CountRow(ctx context.Context, key string, now, until time.Time, most int) (onboarding.Tally, error) {
	item, _, err := tally{key: counterKey(key), count: attrCount, end: attrUntil, until: text(stamp(until)), over: passed(attrUntil, now),
		keep: Item{attrTTL: number(now.Add(rowKept).Unix())}, row: attrRow, most: most}.add(ctx, s)
	return tallyOf(item, now), err
}

// passed reports whether the time in an attribute is over.
func passed(attribute string, now time.Time) func(Item) bool {
	return func(i Item) bool { return !instantOf(textOf(i[attribute])).After(now) }
}

// tallyOf is a counter as it stands at now.
func tallyOf(item Item, now time.Time) onboarding.Tally {
	t := onboarding.Tally{N: int(numberOf(item[attrCount])), Row: int(numberOf(item[attrRow])), Until: time.Unix(numberOf(item[attrTTL]), 0).UTC()}
	if until, ok := item[attrUntil]; ok {
		t.Until = instantOf(textOf(until))
	}
	switch {
	case item == nil || numberOf(item[attrTTL]) <= now.Unix():
		return onboarding.Tally{}
	case !t.Until.After(now):
		return onboarding.Tally{Row: t.Row + t.N}
	}
	return t
}

// ResetCount forgets a counter, whether it exists or not.
func (s *Store) ResetCount(ctx context.Context, key string) error {
	_, _, err := s.note(ctx, Write{Action: Delete, Key: counterKey(key)})
	return err
}

// CountCode counts one try of a code on the account's own item and returns the
// account as it then is, or NotFound. Its version stays as it was, so that a try
// makes nobody lose a change.
func (s *Store) CountCode(ctx context.Context, accountID string, now time.Time, window time.Duration, most int) (account.Account, error) {
	item, written, err := tally{key: accountKey(accountID), count: attrCodeTries, end: attrCodeUntil, until: text(stamp(now.Add(window))),
		over: passed(attrCodeUntil, now), exists: []Condition{present()}, row: attrCodeRow, most: most}.add(ctx, s)
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
	return s.draw(ctx, sequenceKey(letter, day))
}

// NextLater draws from 1, too, and leaves gaps alike.
func (s *Store) NextLater(ctx context.Context, first string) (int, error) {
	return s.draw(ctx, laterKey(first))
}

func (s *Store) draw(ctx context.Context, key Key) (int, error) {
	item, _, err := s.note(ctx, Write{Action: Update, Key: key, Change: Change{Add: map[string]int{attrCount: 1}}})
	return int(numberOf(item[attrCount])), err
}
