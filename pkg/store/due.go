package store

import (
	"context"
	"errors"
	"time"

	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func dueRow(d onboarding.Due) row { return row{key: dueKey(d), record: d} }

// DueBefore lists due items up to and including at, oldest first. It has no
// cursor: whoever does them removes them, and asks again.
func (s *Store) DueBefore(ctx context.Context, at time.Time, limit int) ([]onboarding.Due, error) {
	upTo := stamp(at.Add(time.Millisecond))
	return first[onboarding.Due](ctx, s, Query{PK: duePartition, Range: Range{To: upTo}}, limit)
}

// DeferDue moves a due item, with its tries counted. One that is gone was done
// or replaced meanwhile, and stays gone.
func (s *Store) DeferDue(ctx context.Context, d onboarding.Due, to time.Time, aside bool) error {
	later := d
	later.Tries++
	place := asideKey
	if !aside {
		later.At, place = to, dueKey
	}
	put, err := row{key: place(later), record: later}.put()
	if err != nil {
		return err
	}
	remove := Write{Action: Delete, Key: dueKey(d), If: []Condition{present()}}
	err = s.transact(ctx, []Write{remove, put})
	if lost := (*Lost)(nil); errors.As(err, &lost) {
		return nil
	}
	return err
}

// DropDue removes a due item, whether it is still there or not.
func (s *Store) DropDue(ctx context.Context, d onboarding.Due) error {
	_, _, err := s.note(ctx, Write{Action: Delete, Key: dueKey(d)})
	return err
}
