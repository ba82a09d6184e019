package store

import (
	"context"
	"strconv"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// entryRow shows an audit entry by its actor, where a person acted, by the day
// in Taipei and, of the parts of a case, by the case.
func entryRow(e audit.Entry) row {
	at := inOrder(e.Time, e.Object, strconv.Itoa(e.Seq))
	r := row{key: entryKey(e.Object, e.Seq), record: e, shown: []entry{
		{GSI2, actsOn(calendar.Today(e.Time)), at},
	}}
	if e.Actor.AccountID != "" {
		r.shown = append(r.shown, entry{GSI1, actsOf(e.Actor.AccountID), at})
	}
	if id := caseOf(e.Object); id != "" {
		r.shown = append(r.shown, entry{GSI3, actsAbout(id), at})
	}
	return r
}

// caseOf is the case that an object belongs to, empty for none.
func caseOf(object string) string {
	kind, rest, _ := strings.Cut(object, "/")
	id, _, _ := strings.Cut(rest, "/")
	switch kind {
	case "case", "review", "desk", "note":
		return id
	}
	return ""
}

// Log reads the whole history of an object, oldest first and consistently.
func (s *Store) Log(ctx context.Context, object string) ([]audit.Entry, error) {
	return listed[audit.Entry](ctx, s, Query{PK: logPartition(object)})
}

// Acts lists audit entries, newest first. Of a case it lists those of its
// reviews and of all else that belongs to it too.
func (s *Store) Acts(ctx context.Context, search onboarding.Search, p onboarding.Page) ([]audit.Entry, string, error) {
	q := Query{Backward: true}
	switch {
	case strings.HasPrefix(search.Object, "case/"):
		q.Index, q.PK = GSI3, actsAbout(caseOf(search.Object))
	case search.Object != "":
		q.PK = logPartition(search.Object)
	case search.ActorID != "":
		q.Index, q.PK = GSI1, actsOf(search.ActorID)
	case !search.Day.IsZero():
		q.Index, q.PK = GSI2, actsOn(search.Day)
	default:
		return nil, "", noScope()
	}
	return page(ctx, s, q, p, ofParty(p.Party, func(e audit.Entry) audit.Actor { return e.Actor }))
}

// ofParty is whether somebody of an organisation acted; nil for anybody.
func ofParty[R any](party string, actor func(R) audit.Actor) func(R) bool {
	if party == "" {
		return nil
	}
	return func(r R) bool { return actor(r).Party == party }
}
