package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// refusalsKept is longer than the half year that records of use have to be kept.
const refusalsKept = 2 * 366 * 24 * time.Hour

// nobody stands where an attempt named no account, so that it costs the same.
const nobody = "nobody"

const (
	attrTimes = "times"
	attrLast  = "last"
)

// Refused counts an attempt that came to nothing on the record of its minute,
// which it makes where there is none. Refusals have partitions of their own,
// also in the indexes: a flood of them slows nobody else's writes.
func (s *Store) Refused(ctx context.Context, r audit.Refusal) error {
	item, err := refusalRow(r).item()
	if err != nil {
		return err
	}
	key := refusalKey(r)
	for _, name := range []string{attrPK, attrSK, attrTimes, attrLast} {
		delete(item, name)
	}
	_, _, err = s.note(ctx, Write{Action: Update, Key: key, Change: Change{Start: item,
		Set: Item{attrLast: text(stamp(r.Last))}, Add: map[string]int{attrTimes: 1}}})
	return err
}

func refusalRow(r audit.Refusal) row {
	at := inOrder(r.First, slotOf(r))
	who := r.Actor.AccountID
	if who == "" {
		who = nobody
	}
	shown := []entry{{GSI1, refusalsOf(who), at}, {GSI2, refusalsOn(calendar.Today(r.First)), at}}
	if r.Object != "" {
		shown = append(shown, entry{GSI3, refusalsAbout(r.Object), at})
	}
	return row{key: refusalKey(r), record: r, shown: shown, forget: r.First.Add(refusalsKept)}
}

// slotOf is the same for attempts alike.
func slotOf(r audit.Refusal) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{r.Actor.AccountID, r.Actor.Role, r.Source, r.Act, r.Object, r.Code}, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// refusalKey spreads a day over sixteen partitions.
func refusalKey(r audit.Refusal) Key {
	slot := slotOf(r)
	return Key{fmt.Sprintf("REFUSED#%s#%c", calendar.Today(r.First), slot[0]), r.First.UTC().Format("15:04") + "#" + slot}
}

// Refusals lists attempts that came to nothing, newest first.
func (s *Store) Refusals(ctx context.Context, search onboarding.Search, p onboarding.Page) ([]audit.Refusal, string, error) {
	q := Query{Backward: true, Range: during(search.Day)}
	switch {
	case search.Object != "":
		q.Index, q.PK = GSI3, refusalsAbout(search.Object)
	case search.ActorID != "":
		q.Index, q.PK = GSI1, refusalsOf(search.ActorID)
	case !search.Day.IsZero():
		q.Index, q.PK, q.Range = GSI2, refusalsOn(search.Day), Range{}
	default:
		return nil, "", noScope()
	}
	if p.Party == "" {
		return page[audit.Refusal](ctx, s, q, p, nil)
	}
	return page(ctx, s, q, p, func(r audit.Refusal) bool { return r.Actor.Party == p.Party })
}
