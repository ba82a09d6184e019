package portaltest

import (
	"fmt"
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

// Dump is everything the table holds as text, for tests that look for what must
// not be there.
func (m *Memory) Dump() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var b strings.Builder
	for _, item := range m.items {
		var plain map[string]any
		if err := attributevalue.UnmarshalMap(item, &plain); err != nil {
			panic(err) // whatever is in the table was marshalled
		}
		fmt.Fprintln(&b, plain)
	}
	return b.String()
}
