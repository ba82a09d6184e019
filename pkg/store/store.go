package store

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Store keeps the portal's records in one table. It is an onboarding.Store, safe
// for concurrent use.
type Store struct {
	table Table
	shelf shelf
}

// New returns the store on a table.
func New(table Table) *Store { return &Store{table: table} }

// get reads items by key, consistently; nil stands for what does not exist.
func (s *Store) get(ctx context.Context, keys ...Key) (items []Item, err error) {
	return items, patiently(ctx, func(ctx context.Context) error {
		items, err = s.table.Get(ctx, true, keys...)
		return err
	})
}

// getSome reads items at half the price; a write of the last second may be
// missing.
func (s *Store) getSome(ctx context.Context, keys ...Key) (items []Item, err error) {
	return items, patiently(ctx, func(ctx context.Context) error {
		items, err = s.table.Get(ctx, false, keys...)
		return err
	})
}

// getLate is getSome for one item.
func (s *Store) getLate(ctx context.Context, key Key) (Item, error) {
	items, err := s.getSome(ctx, key)
	if err != nil {
		return nil, err
	}
	return items[0], nil
}

// query reads one answer's worth of a range.
func (s *Store) query(ctx context.Context, q Query) (items []Item, more bool, err error) {
	return items, more, patiently(ctx, func(ctx context.Context) error {
		items, more, err = s.table.Query(ctx, q)
		return err
	})
}

// all reads a whole range, which takes one request for each megabyte.
func (s *Store) all(ctx context.Context, q Query) ([]Item, error) {
	var list []Item
	for {
		items, more, err := s.query(ctx, q)
		if err != nil {
			return nil, err
		}
		list = append(list, items...)
		if !more || len(items) == 0 {
			return list, nil
		}
		q.After = items[len(items)-1]
	}
}

// one reads the record under a key, or NotFound.
func one[R any](ctx context.Context, s *Store, key Key) (R, error) {
	items, err := s.get(ctx, key)
	if err != nil {
		var none R
		return none, err
	}
	return found[R](items[0])
}

// found decodes an item, or says NotFound where there is none.
func found[R any](item Item) (R, error) {
	if item == nil {
		var none R
		return none, fault.New(fault.NotFound, "")
	}
	return decode[R](item)
}

// listed reads a whole range as records of one kind.
func listed[R any](ctx context.Context, s *Store, q Query) ([]R, error) {
	items, err := s.all(ctx, q)
	if err != nil {
		return nil, err
	}
	return decodeAll[R](items)
}

// first reads the first records of a range in one request.
func first[R any](ctx context.Context, s *Store, q Query, limit int) ([]R, error) {
	q.Limit = limit
	items, _, err := s.query(ctx, q)
	if err != nil {
		return nil, err
	}
	return decodeAll[R](items)
}
