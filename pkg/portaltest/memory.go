package portaltest

import (
	"context"
	"reflect"
	"sync"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// DynamoDB's own limits, which Memory keeps.
const (
	mostKeys   = 100
	mostWrites = 100
)

// Memory is a store.Table in memory, safe for concurrent use.
type Memory struct {
	mu     sync.Mutex
	items  map[store.Key]store.Item
	views  map[store.Index]view // by index, the table itself among them
	lags   bool
	tokens map[string][]store.Write // transactions done
	calls  int
	faults []Fault
}

var _ store.Table = (*Memory)(nil)

// NewMemory returns an empty table whose indexes follow at once.
func NewMemory() *Memory {
	m := &Memory{items: map[store.Key]store.Item{}, tokens: map[string][]store.Write{}, views: map[store.Index]view{"": {}}}
	m.Flush()
	return m
}

// Lag makes the indexes show writes only after Flush, from now on.
func (m *Memory) Lag() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.lags = true
}

// Flush brings the indexes up to date.
func (m *Memory) Flush() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, index := range store.Indexes() {
		m.views[index] = view{}
		for key, item := range m.items {
			m.views[index].move(index, key, nil, item)
		}
	}
}

// Get reads items by key; here it is always consistent.
func (m *Memory) Get(ctx context.Context, consistent bool, keys ...store.Key) ([]store.Item, error) {
	if len(keys) == 0 || len(keys) > mostKeys {
		return nil, fault.Newf(fault.Internal, "%d keys in one request", len(keys))
	}
	var items []store.Item
	err := m.call(ctx, func() error {
		for _, k := range keys {
			items = append(items, clone(m.items[k]))
		}
		return nil
	})
	return items, err
}

// Write makes one conditional write.
func (m *Memory) Write(ctx context.Context, w store.Write) (after store.Item, err error) {
	err = m.call(ctx, func() error {
		if w.Action == store.Check {
			return fault.Newf(fault.Internal, "a check outside a transaction")
		}
		if err := m.test(w); err != nil {
			return err
		}
		if m.apply(w); w.Action == store.Update {
			after = clone(m.items[w.Key])
		}
		return nil
	})
	return after, err
}

// Transact makes all writes or none.
func (m *Memory) Transact(ctx context.Context, token string, writes []store.Write) error {
	return m.call(ctx, func() error {
		if len(writes) == 0 || len(writes) > mostWrites || twice(writes) {
			return fault.Newf(fault.Internal, "%d writes in a transaction, or two on one item", len(writes))
		}
		if done, ok := m.tokens[token]; ok {
			if !reflect.DeepEqual(done, writes) {
				return fault.Newf(fault.Internal, "token of another transaction")
			}
			return nil
		}
		if err := m.test(writes...); err != nil {
			return err
		}
		for _, w := range writes {
			m.apply(w)
		}
		m.tokens[token] = writes
		return nil
	})
}

// twice reports whether two writes concern one item.
func twice(writes []store.Write) bool {
	seen := map[store.Key]bool{}
	for _, w := range writes {
		if seen[w.Key] {
			return true
		}
		seen[w.Key] = true
	}
	return false
}

// test refuses what DynamoDB would, and names the writes whose conditions do not
// hold.
func (m *Memory) test(writes ...store.Write) error {
	var lost store.Lost
	for i, w := range writes {
		if name, ok := emptyKey(w.Item); ok {
			return fault.Newf(fault.Internal, "%s: key attribute %s is empty", w.Key, name)
		}
		for _, c := range w.If {
			if !holds(c, m.items[w.Key]) {
				lost.Writes = append(lost.Writes, i)
				break
			}
		}
	}
	if len(lost.Writes) > 0 {
		return &lost
	}
	return nil
}

// apply makes a write whose conditions hold.
func (m *Memory) apply(w store.Write) {
	before := m.items[w.Key]
	after := before
	switch w.Action {
	case store.Put:
		after = clone(w.Item)
	case store.Update:
		after = changed(w.Key, before, w.Change)
	case store.Delete:
		after = nil
	case store.Check:
		return
	}
	if m.items[w.Key] = after; after == nil {
		delete(m.items, w.Key)
	}
	for index, v := range m.views {
		if index == "" || !m.lags {
			v.move(index, w.Key, before, after)
		}
	}
}
