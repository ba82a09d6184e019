package portaltest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"

	"mydata.nat.gov.tw/portal/pkg/store"
)

// Clone returns a table of its own with the same items.
func (m *Memory) Clone() *Memory {
	m.mu.Lock()
	defer m.mu.Unlock()
	twin := NewMemory()
	for key, item := range m.items {
		item = clone(item)
		twin.items[key] = item
		twin.views[""].move(store.Index(""), key, nil, item)
	}
	twin.Flush()
	return twin
}

// Items are copies of all items there are, in no order.
func (m *Memory) Items() []store.Item {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := make([]store.Item, 0, len(m.items))
	for _, item := range m.items {
		list = append(list, clone(item))
	}
	return list
}

// Dump is everything the table holds as text, an item a line in a fixed order:
// for tests that look for what must not be there, or for what changed.
func (m *Memory) Dump() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var lines []string
	for _, item := range m.items {
		var plain map[string]any
		if err := attributevalue.UnmarshalMap(item, &plain); err != nil {
			panic(err) // whatever is in the table was marshalled
		}
		lines = append(lines, fmt.Sprintln(plain))
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}
