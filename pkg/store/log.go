package store

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
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

// wholeOf splits an object into what its history lies with and its own part of
// that: what belongs to a case lies with the case, so that one query brings all.
func wholeOf(object string) (whole, part string) {
	kind, rest, _ := strings.Cut(object, "/")
	id, under, _ := strings.Cut(rest, "/")
	switch kind {
	case "review", "desk", "note", "unsent":
		return "case/" + id, kind + "/" + under
	}
	return object, ""
}

// Log reads the whole history of an object, oldest first and consistently.
func (s *Store) Log(ctx context.Context, object string) ([]audit.Entry, error) {
	whole, part := wholeOf(object)
	own := Range{To: ":"} // behind every digit and before every letter
	if part != "" {
		own = beginning(part + "#")
	}
	return listed[audit.Entry](ctx, s, Query{PK: logPartition(whole), Range: own})
}

// Acts lists audit entries, newest first. Those of a case and of all that
// belongs to it come at once, whatever the page.
func (s *Store) Acts(ctx context.Context, search onboarding.Search, p onboarding.Page) ([]audit.Entry, string, error) {
	wanted := func(e audit.Entry) bool { return p.Party == "" || e.Actor.Party == p.Party }
	q := Query{Backward: true, Range: during(search.Day)}
	switch {
	case strings.HasPrefix(search.Object, "case/"):
		rows, err := listed[audit.Entry](ctx, s, Query{PK: logPartition(search.Object)})
		slices.SortStableFunc(rows, func(a, b audit.Entry) int { return cmp.Or(b.Time.Compare(a.Time), cmp.Compare(b.Seq, a.Seq)) })
		return slices.DeleteFunc(rows, func(e audit.Entry) bool { return !wanted(e) || !within(search.Day, e) }), "", err
	case search.Object != "":
		whole, part := wholeOf(search.Object)
		q.PK, q.Range = logPartition(whole), Range{}
		if part != "" {
			q.Range = beginning(part + "#")
		}
		return page(ctx, s, q, p, func(e audit.Entry) bool { return wanted(e) && within(search.Day, e) })
	case search.ActorID != "":
		q.Index, q.PK = GSI1, actsOf(search.ActorID)
	case !search.Day.IsZero():
		q.Index, q.PK, q.Range = GSI2, actsOn(search.Day), Range{}
	default:
		return nil, "", noScope()
	}
	if p.Party == "" {
		wanted = nil
	}
	return page(ctx, s, q, p, wanted)
}

// during is the range of one day in an index by time, of all for no day.
func during(day calendar.Date) Range {
	if day.IsZero() {
		return Range{}
	}
	return Range{From: stamp(day.Start()), To: stamp(day.End())}
}

func within(day calendar.Date, e audit.Entry) bool {
	return day.IsZero() || calendar.Today(e.Time) == day
}
