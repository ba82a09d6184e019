package store

import (
	"context"
	"strconv"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
)

// entryRow shows an audit entry by its actor, where a person acted, and by the
// day in Taipei.
func entryRow(e audit.Entry) row {
	at := inOrder(e.Time, e.Object, strconv.Itoa(e.Seq))
	r := row{key: entryKey(e.Object, e.Seq), record: e, shown: []entry{
		{GSI2, actsOn(calendar.Today(e.Time)), at},
	}}
	if e.Actor.AccountID != "" {
		r.shown = append(r.shown, entry{GSI1, actsOf(e.Actor.AccountID), at})
	}
	return r
}

// Log reads the whole history of an object, oldest first and consistently.
func (s *Store) Log(ctx context.Context, object string) ([]audit.Entry, error) {
	return listed[audit.Entry](ctx, s, Query{PK: logPartition(object)})
}
