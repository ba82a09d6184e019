package web

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/store"
)

// wire is the way to the table, where something can come between two requests.
type wire struct {
	store.Table
	before func(write bool) // called before each request; nil for nothing
}

func (w *wire) begin(write bool) {
	if w.before != nil {
		w.before(write)
	}
}

// Get implements store.Table.
func (w *wire) Get(ctx context.Context, consistent bool, keys ...store.Key) ([]store.Item, error) {
	w.begin(false)
	return w.Table.Get(ctx, consistent, keys...)
}

// Query implements store.Table.
func (w *wire) Query(ctx context.Context, q store.Query) ([]store.Item, bool, error) {
	w.begin(false)
	return w.Table.Query(ctx, q)
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
