package meter

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"mydata.nat.gov.tw/portal/pkg/store"
)

// Usage is a number of requests and the capacity units they took.
type Usage struct {
	Requests    int
	Read, Write float64
}

// Call is one request.
type Call struct {
	Operation   string // as AWS names it: "BatchGetItem"
	Read, Write float64
}

// String is the call as a report shows it.
func (c Call) String() string { return fmt.Sprintf("%s %gr %gw", c.Operation, c.Read, c.Write) }

// Meter counts the calls of one context. It is safe for concurrent use, and a
// nil Meter counts nothing.
type Meter struct {
	mu    sync.Mutex
	calls []Call
	known map[store.Key]store.Item // as last read or written here
}

type contextKey struct{}

// With returns a context whose calls the returned meter counts.
func With(ctx context.Context) (context.Context, *Meter) {
	m := &Meter{known: map[store.Key]store.Item{}}
	return context.WithValue(ctx, contextKey{}, m), m
}

// From returns the context's meter, or nil.
func From(ctx context.Context) *Meter {
	m, _ := ctx.Value(contextKey{}).(*Meter)
	return m
}

// Calls lists what was counted, in the order of completion.
func (m *Meter) Calls() []Call {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.calls)
}

// Total sums up what was counted.
func (m *Meter) Total() Usage {
	var u Usage
	for _, c := range m.Calls() {
		u.Requests, u.Read, u.Write = u.Requests+1, u.Read+c.Read, u.Write+c.Write
	}
	return u
}

// Get counts a read by key; nil items are those that do not exist.
func (m *Meter) Get(consistent bool, items []store.Item) {
	if m == nil {
		return
	}
	c := Call{Operation: "GetItem"}
	if len(items) > 1 {
		c.Operation = "BatchGetItem"
	}
	for _, item := range items {
		c.Read += readUnits(Size(item), consistent)
	}
	m.count(c, items)
}

// Query counts a query by the items it returned.
func (m *Meter) Query(consistent bool, items []store.Item) {
	if m == nil {
		return
	}
	bytes := 0
	for _, item := range items {
		bytes += Size(item)
	}
	m.count(Call{Operation: "Query", Read: readUnits(bytes, consistent)}, items)
}

// Write counts one write outside a transaction. Of a failed one the indexes
// are not written.
func (m *Meter) Write(operation string, i Image, failed bool) {
	m.writes(operation, 1, []Image{i}, failed)
}

// Transact counts a transaction.
func (m *Meter) Transact(images []Image, failed bool) {
	m.writes("TransactWriteItems", 2, images, failed)
}

func (m *Meter) writes(operation string, factor float64, images []Image, failed bool) {
	if m == nil {
		return
	}
	c := Call{Operation: operation}
	var after []store.Item
	for _, i := range images {
		c.Write += factor * i.tableUnits()
		if !failed {
			c.Write += i.indexUnits()
			m.forget(keyOf(i.Before))
			after = append(after, i.After)
		}
	}
	m.count(c, after)
}

func (m *Meter) forget(k store.Key) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.known, k)
}

// count adds a call and remembers the items it has seen.
func (m *Meter) count(c Call, seen []store.Item) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls = append(m.calls, c)
	for _, item := range seen {
		if item != nil {
			m.known[keyOf(item)] = item
		}
	}
}

// before is the item under a key as this context knows it, nil where it does
// not.
func (m *Meter) before(k store.Key) store.Item {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.known[k]
}
