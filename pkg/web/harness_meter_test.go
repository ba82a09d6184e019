package web

import (
	"context"
	"sync"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"mydata.nat.gov.tw/portal/pkg/store"
)

// meter counts what requests would cost at AWS: reads in units of 4 KB, rounded
// up for each item of a get and for each query as a whole, half of it without
// consistency.
type meter struct {
	store.Table
	mu     sync.Mutex
	calls  int
	units  float64
	before func(write bool) // called before each request, so that something can come between
}

// take returns the counts since it was last asked.
func (m *meter) take() (calls int, units float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	calls, units = m.calls, m.units
	m.calls, m.units = 0, 0
	return calls, units
}

func (m *meter) begin(write bool) {
	if m.before != nil {
		m.before(write)
	}
}

func (m *meter) count(units float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls++
	m.units += units
}

// Get implements store.Table.
func (m *meter) Get(ctx context.Context, consistent bool, keys ...store.Key) ([]store.Item, error) {
	m.begin(false)
	items, err := m.Table.Get(ctx, consistent, keys...)
	units := 0.0
	for _, item := range items {
		units += priced(weight(item), consistent)
	}
	m.count(units)
	return items, err
}

// Query implements store.Table.
func (m *meter) Query(ctx context.Context, q store.Query) ([]store.Item, bool, error) {
	m.begin(false)
	items, more, err := m.Table.Query(ctx, q)
	sum := 0
	for _, item := range items {
		sum += weight(item)
	}
	m.count(priced(sum, q.Index == ""))
	return items, more, err
}

// Write implements store.Table.
func (m *meter) Write(ctx context.Context, w store.Write) (store.Item, error) {
	m.begin(true)
	m.count(0)
	return m.Table.Write(ctx, w)
}

// Transact implements store.Table.
func (m *meter) Transact(ctx context.Context, token string, writes []store.Write) error {
	m.begin(true)
	m.count(0)
	return m.Table.Transact(ctx, token, writes)
}

func priced(bytes int, consistent bool) float64 {
	units := float64(max(1, (bytes+4095)/4096))
	if !consistent {
		units /= 2
	}
	return units
}

// weight is about the size of an item in bytes, by the rules of the developer
// guide: names and values, three bytes and one per element for lists and maps.
func weight(item store.Item) int {
	n := 0
	for name, v := range item {
		n += len(name) + weightOf(v)
	}
	return n
}

func weightOf(v types.AttributeValue) int {
	switch v := v.(type) {
	case *types.AttributeValueMemberS:
		return len(v.Value)
	case *types.AttributeValueMemberB:
		return len(v.Value)
	case *types.AttributeValueMemberN:
		return len(v.Value)/2 + 2
	case *types.AttributeValueMemberM:
		return 3 + weight(v.Value) + len(v.Value)
	case *types.AttributeValueMemberL:
		n := 3
		for _, e := range v.Value {
			n += 1 + weightOf(e)
		}
		return n
	}
	return 1
}
