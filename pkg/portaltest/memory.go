package portaltest

import (
	"context"
	"sync"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/store"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
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
		meter.From(ctx).Get(consistent, items)
		return nil
	})
	return items, err
}
