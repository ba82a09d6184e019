package onboarding_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"mydata.nat.gov.tw/portal/pkg/store"
)

// broken is a table that breaks one rule.
type broken struct {
	store.Table
	transact func(t store.Table, ctx context.Context, token string, writes []store.Write) error
	query    func(t store.Table, ctx context.Context, q store.Query) ([]store.Item, bool, error)
}

func (b broken) Transact(ctx context.Context, token string, writes []store.Write) error {
	if b.transact == nil {
		return b.Table.Transact(ctx, token, writes)
	}
	return b.transact(b.Table, ctx, token, writes)
}

func (b broken) Query(ctx context.Context, q store.Query) ([]store.Item, bool, error) {
	if b.query == nil {
		return b.Table.Query(ctx, q)
	}
	return b.query(b.Table, ctx, q)
}

// unconditional drops the conditions of writes to keys that begin so.
func unconditional(prefixes ...string) func(store.Table) store.Table {
	return func(t store.Table) store.Table {
		return broken{Table: t, transact: func(t store.Table, ctx context.Context, token string, writes []store.Write) error {
			writes = slices.Clone(writes)
			for i, w := range writes {
				if slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(w.Key.PK, prefix) }) {
					writes[i].If = nil
				}
			}
			return t.Transact(ctx, token, writes)
		}}
	}
}

// TestTrust1_TheCheckerFindsABrokenRule breaks rules one by one. Each must show in
// some history, or the checker above proves nothing.
func TestTrust1_TheCheckerFindsABrokenRule(t *testing.T) {
	t.Parallel()
	from := starts(t)
	for name, c := range map[string]struct {
		begin int
		how   func(store.Table) store.Table
	}{
		"cases, entries and all else are written whatever was there": {2, unconditional("CASE#", "LOG#", "SVC#", "ACC#")},
		"one draft makes two cases":                                  {0, unconditional("ORG#", "NUMBER#")},
		"one commit in five is lost, and answered as done": {2, func(t store.Table) store.Table {
			n := 0
			return broken{Table: t, transact: func(t store.Table, ctx context.Context, token string, writes []store.Write) error {
				if n++; n%5 == 0 {
					return nil
				}
				return t.Transact(ctx, token, writes)
			}}
		}},
		"a case is read as it was two requests ago": {2, func(t store.Table) store.Table {
			var old [][]store.Item
			return broken{Table: t, query: func(t store.Table, ctx context.Context, q store.Query) ([]store.Item, bool, error) {
				items, more, err := t.Query(ctx, q)
				if err != nil || !strings.HasPrefix(q.PK, "CASE#") {
					return items, more, err
				}
				if old = append(old, items); len(old) > 2 {
					items, old = old[0], old[1:]
				}
				return items, more, err
			}}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for seed := range uint64(300) {
				p := newPlay(t, from[c.begin], seed, c.how)
				if porcupine.CheckOperationsTimeout(model(from[c.begin].state), p.race(), time.Minute) == porcupine.Illegal {
					return
				}
			}
			t.Error("300 histories, and none is found to be wrong")
		})
	}
}
