package storetest

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func due(id string, at time.Time) onboarding.Due {
	return onboarding.Due{At: at, Kind: onboarding.WindowEnds, ID: id, Epoch: 1}
}

func (b bench) dueAt(t *testing.T, at time.Time) []onboarding.Due {
	t.Helper()
	list, err := b.DueBefore(t.Context(), at, 10)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

var dueTests = []test{
	{"D2: a due item shows from its moment on, oldest first, with every field", func(t *testing.T, b bench) {
		full := filled[onboarding.Due](t)
		full.At = noon.Add(-time.Minute)
		b.commit(t, change("a", due("b", noon), due("c", noon.Add(time.Millisecond)), full, due("d", noon.Add(-time.Hour))))
		want(t, []onboarding.Due{due("d", noon.Add(-time.Hour)), full, due("b", noon)})(b.dueAt(t, noon), nil)
		first, err := b.DueBefore(t.Context(), noon, 1)
		want(t, []string{"d"})(ids(first, dueID), err)
	}},
	{"a due item that was done is gone, and doing it twice is told", func(t *testing.T, b bench) {
		b.commit(t, change("a", due("x", noon)))
		done := onboarding.Tx{Deletes: []onboarding.Record{due("x", noon)}, Audit: []audit.Entry{entry("b", 1)}}
		b.commit(t, done)
		want(t, []onboarding.Due(nil))(b.dueAt(t, noon), nil)
		done.Audit[0].Seq = 2
		wantCode(t, b.Commit(t.Context(), done), fault.Conflict)
	}},
	{"a deferred item comes again later, its tries counted", func(t *testing.T, b bench) {
		b.commit(t, change("a", due("x", noon)))
		later := noon.Add(time.Hour)
		must(t, b.DeferDue(t.Context(), due("x", noon), later, false))
		want(t, []onboarding.Due(nil))(b.dueAt(t, noon), nil)
		moved := due("x", later)
		moved.Tries = 1
		want(t, []onboarding.Due{moved})(b.dueAt(t, later), nil)
	}},
	{"an item put aside does not come again", func(t *testing.T, b bench) {
		b.commit(t, change("a", due("x", noon)))
		must(t, b.DeferDue(t.Context(), due("x", noon), noon, true))
		want(t, []onboarding.Due(nil))(b.dueAt(t, noon.AddDate(1, 0, 0)), nil)
	}},
	{"an item that is gone is not deferred into being", func(t *testing.T, b bench) {
		must(t, b.DeferDue(t.Context(), due("x", noon), noon.Add(time.Hour), false))
		want(t, []onboarding.Due(nil))(b.dueAt(t, noon.AddDate(1, 0, 0)), nil)
	}},
	{"a dropped item is gone, and dropping it again is no error", func(t *testing.T, b bench) {
		b.commit(t, change("a", due("x", noon)))
		for range 2 {
			must(t, b.DropDue(t.Context(), due("x", noon)))
		}
		want(t, []onboarding.Due(nil))(b.dueAt(t, noon), nil)
	}},
}
