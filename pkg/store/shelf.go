package store

import (
	"context"
	"sync"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/bulletin"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/policy"
)

// shelfLife is how long a process goes on using what it read. The catalogue is
// by far the largest thing a page of the form needs, and changes a few times a
// year, as the competent authorities and the policy do; the newest bulletins are on everybody's
// home page.
const shelfLife = time.Minute

// shelf holds what many requests read alike. Without a clock it holds nothing.
type shelf struct {
	now         func() time.Time
	catalogue   kept[form.Catalogue]
	bulletins   kept[[]bulletin.Bulletin]
	months      kept[recent]
	authorities kept[[]account.Organisation]
	policy      kept[policy.Policy]
}

// Shelve makes the store keep the catalogue, the newest bulletins, the
// authorities, the policy and the figures of what is usual for a minute of now.
func (s *Store) Shelve(now func() time.Time) *Store {
	s.shelf.now = now
	return s
}

// getShelved reads items, and what the catalogue offers with them unless that
// lies on the shelf.
func (s *Store) getShelved(ctx context.Context, keys ...Key) ([]Item, form.Catalogue, error) {
	if kept, ok := s.shelf.catalogue.take(s.shelf.now); ok {
		items, err := s.get(ctx, keys...)
		return items, kept, err
	}
	items, err := s.get(ctx, append(keys, catalogueKey())...)
	if err != nil {
		return nil, form.Catalogue{}, err
	}
	last := len(items) - 1
	read, err := decode[onboarding.Catalogue](items[last])
	offered := read.Active()
	if err == nil && len(read.Providers) > 0 {
		s.shelf.catalogue.put(s.shelf.now, offered)
	}
	return items[:last], offered, err
}

// clear takes from the shelf what a transaction of this process replaces; other
// processes follow within the minute.
func (s *shelf) clear(tx onboarding.Tx) {
	for _, r := range tx.Puts {
		switch r := r.(type) {
		case bulletin.Bulletin:
			s.bulletins.drop()
		case policy.Policy:
			s.policy.drop()
		case account.Organisation:
			if r.Authority {
				s.authorities.drop()
			}
		case onboarding.Catalogue:
			s.catalogue.drop()
		}
	}
}

// kept is a value and how long it may still be used.
type kept[T any] struct {
	mu    sync.Mutex
	value T
	until time.Time
}

func (k *kept[T]) take(now func() time.Time) (T, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.value, now != nil && now().Before(k.until)
}

func (k *kept[T]) put(now func() time.Time, value T) {
	if now == nil {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.value, k.until = value, now().Add(shelfLife)
}

func (k *kept[T]) drop() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.until = time.Time{}
}
