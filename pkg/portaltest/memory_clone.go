package portaltest

import "mydata.nat.gov.tw/portal/pkg/store"

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
