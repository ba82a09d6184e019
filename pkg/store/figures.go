package store

import (
	"context"
	"slices"
	"time"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/figures"
)

// ActsFrom lists what was done on a day behind a place and before a time, and
// says where the last of it lies.
func (s *Store) ActsFrom(ctx context.Context, day calendar.Date, after string, until time.Time, limit int) ([]audit.Entry, string, error) {
	q := Query{Index: GSI2, PK: actsOn(day), Range: Range{To: stamp(until)}, Limit: limit}
	if after >= q.Range.To {
		return nil, after, nil
	}
	if after != "" {
		q.Range.From = after + "~"
	}
	items, _, err := s.query(ctx, q)
	if err != nil || len(items) == 0 {
		return nil, after, err
	}
	list, err := decodeAll[audit.Entry](items)
	_, sk := GSI2.Attributes()
	return list, textOf(items[len(items)-1][sk]), err
}

// Figures returns the months from one on, and how things stood last, in one
// request.
func (s *Store) Figures(ctx context.Context, from string) ([]figures.Month, figures.Now, error) {
	var now figures.Now
	items, err := s.all(ctx, Query{PK: figuresKey("").PK, Range: Range{From: from}})
	if err != nil {
		return nil, now, err
	}
	if last := len(items) - 1; last >= 0 && textOf(items[last][attrSK]) == standsNow {
		if now, err = decode[figures.Now](items[last]); err != nil {
			return nil, now, err
		}
		items = items[:last]
	}
	months, err := decodeAll[figures.Month](items)
	return months, now, err
}

// RecentMonths are the months from one on. A process keeps them for a minute, as
// long as nobody asks for an earlier one.
func (s *Store) RecentMonths(ctx context.Context, from string) ([]figures.Month, error) {
	kept, ok := s.shelf.months.take(s.shelf.now)
	if !ok || kept.from > from {
		months, _, err := s.Figures(ctx, from)
		if err != nil {
			return nil, err
		}
		kept = recent{from, months}
		s.shelf.months.put(s.shelf.now, kept)
	}
	earlier := func(m figures.Month) bool { return m.Month < from }
	return slices.DeleteFunc(slices.Clone(kept.months), earlier), nil
}

// recent are the months from one on.
type recent struct {
	from   string // yyyy-mm
	months []figures.Month
}

// SaveMonth writes the count of a month one version on. Where another process
// has counted meanwhile it is Conflict, and nothing is counted twice.
func (s *Store) SaveMonth(ctx context.Context, m figures.Month) error {
	write, err := row{key: figuresKey(m.Month), record: m}.put(expecting(m.Version)...)
	if err != nil {
		return err
	}
	_, written, err := s.note(ctx, write)
	if err == nil && !written {
		err = fault.Newf(fault.Conflict, "figures of %s", m.Month)
	}
	return err
}

// SaveNow writes how things stand.
func (s *Store) SaveNow(ctx context.Context, n figures.Now) error {
	write, err := row{key: figuresKey(standsNow), record: n}.put()
	if err != nil {
		return err
	}
	_, _, err = s.note(ctx, write)
	return err
}
