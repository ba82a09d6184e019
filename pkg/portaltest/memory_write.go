package portaltest

import (
	"context"
	"reflect"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/store"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
)

// Write makes one conditional write.
func (m *Memory) Write(ctx context.Context, w store.Write) (after store.Item, err error) {
	err = m.call(ctx, func() error {
		if w.Action == store.Check {
			return fault.Newf(fault.Internal, "a check outside a transaction")
		}
		if err := m.test(w); err != nil {
			meter.From(ctx).Write(operations[w.Action], m.standing(w), true)
			return err
		}
		image := m.apply(w)
		meter.From(ctx).Write(operations[w.Action], image, false)
		if w.Action == store.Update {
			after = clone(image.After)
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
		var images []meter.Image
		if err := m.test(writes...); err != nil {
			for _, w := range writes {
				images = append(images, m.standing(w))
			}
			meter.From(ctx).Transact(images, true)
			return err
		}
		for _, w := range writes {
			images = append(images, m.apply(w))
		}
		meter.From(ctx).Transact(images, false)
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
func (m *Memory) apply(w store.Write) meter.Image {
	i := m.standing(w)
	switch w.Action {
	case store.Put:
		i.After = clone(w.Item)
	case store.Update:
		i.After = changed(w.Key, i.Before, w.Change)
	case store.Delete:
		i.After = nil
	case store.Check:
		return i
	}
	if m.items[w.Key] = i.After; i.After == nil {
		delete(m.items, w.Key)
	}
	for index, v := range m.views {
		if index == "" || !m.lags {
			v.move(index, w.Key, i.Before, i.After)
		}
	}
	return i
}

// standing is the item a write finds, before it changes anything.
func (m *Memory) standing(w store.Write) meter.Image {
	return meter.Image{Before: m.items[w.Key], After: m.items[w.Key]}
}

// operations are AWS's names of single writes.
var operations = map[store.Action]string{store.Put: "PutItem", store.Update: "UpdateItem", store.Delete: "DeleteItem"}
