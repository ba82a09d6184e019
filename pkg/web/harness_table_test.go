package web

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/store"
)

// wire is the way to the table, where something can come between two requests.
type wire struct {
	store.Table
	before func(write bool)            // called before each request; nil for nothing
	shown  func(store.Item) store.Item // what is read instead of an item; nil for the item itself
}

func (w *wire) begin(write bool) {
	if w.before != nil {
		w.before(write)
	}
}

func (w *wire) read(items []store.Item) []store.Item {
	if w.shown == nil {
		return items
	}
	list := make([]store.Item, len(items))
	for i, item := range items {
		if item != nil {
			list[i] = w.shown(item)
		}
	}
	return list
}

// Get implements store.Table.
func (w *wire) Get(ctx context.Context, consistent bool, keys ...store.Key) ([]store.Item, error) {
	w.begin(false)
	items, err := w.Table.Get(ctx, consistent, keys...)
	return w.read(items), err
}

// Query implements store.Table.
func (w *wire) Query(ctx context.Context, q store.Query) ([]store.Item, bool, error) {
	w.begin(false)
	items, more, err := w.Table.Query(ctx, q)
	return w.read(items), more, err
}

// Write implements store.Table.
func (w *wire) Write(ctx context.Context, one store.Write) (store.Item, error) {
	w.begin(true)
	return w.Table.Write(ctx, one)
}

// Transact implements store.Table.
func (w *wire) Transact(ctx context.Context, token string, writes []store.Write) error {
	w.begin(true)
	return w.Table.Transact(ctx, token, writes)
}
