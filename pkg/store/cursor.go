package store

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// page reads one page of an index's partition. It asks for one row more than
// shown, so that a next page is promised only where there is one. Where only
// some rows are wanted it looks at as many as it may in one request, and what
// it promises may turn out to be empty.
func page[R any](ctx context.Context, s *Store, q Query, p onboarding.Page, wanted func(R) bool) (rows []R, next string, err error) {
	if p.After != "" {
		if q.After, err = q.position(p.After); err != nil {
			return nil, "", err
		}
	}
	limit := max(1, min(p.Limit, onboarding.MostRows))
	if q.Limit = limit + 1; wanted != nil {
		q.Limit = onboarding.MostRows
	}
	items, more, err := s.query(ctx, q)
	if err != nil {
		return nil, "", err
	}
	seen := 0 // items that need not be looked at again
	rows = make([]R, 0, limit)
	for _, item := range items {
		row, err := decode[R](item)
		if err != nil {
			return nil, "", err
		}
		if wanted == nil || wanted(row) {
			if len(rows) == limit {
				more = true
				break
			}
			rows = append(rows, row)
		}
		seen++
	}
	if more && seen > 0 {
		next = q.cursor(items[seen-1])
	}
	return rows, next, nil
}

const (
	sumLength   = 9   // bytes of the check sum in a cursor
	cursorLimit = 512 // characters; no key of ours comes near
)

// cursor names the place behind an item of the query's answer. It holds the
// item's keys but for the partition, which the next query brings by itself: a
// forged cursor leads nowhere but to another place of the same list. The sum
// in front binds it to that list and shows damage.
func (q Query) cursor(last Item) string {
	_, sk := q.Index.Attributes()
	place := textOf(last[attrPK]) + "\x00" + textOf(last[attrSK]) + "\x00" + textOf(last[sk])
	return base64.RawURLEncoding.EncodeToString(append(q.sum(place), place...))
}

// position reads a cursor back, or says Invalid.
func (q Query) position(cursor string) (Item, error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(raw) < sumLength || len(cursor) > cursorLimit {
		return nil, badCursor()
	}
	place := string(raw[sumLength:])
	keys := strings.Split(place, "\x00")
	if string(q.sum(place)) != string(raw[:sumLength]) || len(keys) != 3 {
		return nil, badCursor()
	}
	pk, sk := q.Index.Attributes()
	return Item{attrPK: text(keys[0]), attrSK: text(keys[1]), pk: text(q.PK), sk: text(keys[2])}, nil
}

func (q Query) sum(place string) []byte {
	sum := sha256.Sum256([]byte(strings.Join([]string{string(q.Index), q.PK, q.Range.From, q.Range.To, place}, "\x00")))
	return sum[:sumLength]
}

func badCursor() error {
	return &fault.Error{Code: fault.Invalid, Op: "store.page", Message: "這個頁次的連結已失效，請回到清單第一頁。"}
}
