package store

import (
	"context"
	"sync"
	"time"

	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// shelfLife is how long a process goes on using the catalogue it read. It is by
// far the largest thing a page of the form needs, and changes a few times a year.
const shelfLife = time.Minute

// shelf holds the catalogue between requests. Without a clock it holds nothing.
type shelf struct {
	now func() time.Time

	mu        sync.Mutex
	catalogue form.Catalogue
	until     time.Time
}

// Shelve makes the store keep the catalogue for a minute of now.
func (s *Store) Shelve(now func() time.Time) *Store {
	s.shelf.now = now
	return s
}

// getShelved reads items, and the catalogue with them unless it lies on the
// shelf.
func (s *Store) getShelved(ctx context.Context, keys ...Key) ([]Item, form.Catalogue, error) {
	if kept, ok := s.shelf.take(); ok {
		items, err := s.get(ctx, keys...)
		return items, kept, err
	}
	items, err := s.get(ctx, append(keys, catalogueKey())...)
	if err != nil {
		return nil, form.Catalogue{}, err
	}
	last := len(items) - 1
	read, err := decode[onboarding.Catalogue](items[last])
	if err == nil {
		s.shelf.put(read.Catalogue)
	}
	return items[:last], read.Catalogue, err
}

func (s *shelf) take() (form.Catalogue, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.catalogue, s.now != nil && s.now().Before(s.until)
}

func (s *shelf) put(c form.Catalogue) {
	if s.now == nil || len(c.Providers) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.catalogue, s.until = c, s.now().Add(shelfLife)
}
