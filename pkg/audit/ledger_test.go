package audit_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
)

// table is what a scan brings: entries, and the hashes that records keep.
type table struct {
	entries []audit.Entry
	records map[string]string // name → hash
	days    []audit.SignedDay
}

// tableOf has an object for each length; of the last the record is gone, as that
// of a session that has ended. The first two entries of each were signed.
func tableOf(lengths ...int) table {
	t := table{records: map[string]string{}}
	var early []audit.Entry
	for i, n := range lengths {
		name := fmt.Sprintf("case/%d", i)
		if i == len(lengths)-1 {
			name = "session/s"
		}
		h := historyOf(name, n)
		t.entries = append(t.entries, h.Entries...)
		early = append(early, h.Entries[:min(2, n)]...)
		if i < len(lengths)-1 {
			t.records["record of "+name] = h.Head.Hash
		}
	}
	t.days = signed(audit.NewDay(calendar.Date{Year: 2024, Month: 4, Day: 1}, early, nil))
	return t
}

func (t table) check(r *rand.Rand) []audit.Break {
	l := audit.NewLedger()
	for _, i := range r.Perm(len(t.entries)) {
		l.Entry(t.entries[i])
	}
	for name, hash := range t.records {
		l.Record(name, hash)
	}
	return l.Check(t.days, func(object string) bool { return strings.HasPrefix(object, "session/") })
}

func source() *rand.Rand { return rand.New(rand.NewPCG(20240401, 8)) }

func TestF8_AWholeTableHolds(t *testing.T) {
	t.Parallel()
	if found := tableOf(3, 1, 9, 2).check(source()); found != nil {
		t.Errorf("%v", found)
	}
}

func TestF8_ATablesBreaksAreNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		tamper func(*table)
		want   []audit.Break
	}{
		"an entry is edited": {func(t *table) { t.entries[1].Act = "case.forged" },
			[]audit.Break{{Object: "case/0", Seq: 2, Kind: audit.Edited}}},
		"an entry is dropped": {func(t *table) { t.entries = slices.Delete(t.entries, 1, 2) },
			[]audit.Break{{Object: "case/0", Seq: 2, Kind: audit.Cut}, {Object: "case/0", Seq: 2, Kind: audit.Misplaced}}},
		"a history is cut": {func(t *table) { t.entries = slices.Delete(t.entries, 2, 3) },
			[]audit.Break{{Object: "case/0", Seq: 2, Kind: audit.Cut}, {Object: "record of case/0", Kind: audit.Cut}}},
		"a history is gone": {func(t *table) { t.entries = t.entries[3:] },
			[]audit.Break{{Object: "case/0", Seq: 2, Kind: audit.Cut}, {Object: "record of case/0", Kind: audit.Cut}}},
		"a record is gone": {func(t *table) { delete(t.records, "record of case/1") },
			[]audit.Break{{Object: "case/1", Seq: 1, Kind: audit.Cut}}},
		"a history with its record is rewritten": {func(t *table) {
			h := historyOf("case/0", 3)
			h.Entries[0].Act = "case.forged"
			h.Entries = rechain(h.Entries)
			copy(t.entries, h.Entries)
			t.records["record of case/0"] = h.Entries[2].Hash
		}, []audit.Break{{Object: "case/0", Seq: 2, Kind: audit.Rewritten}}},
		"a history ended by TTL is gone": {func(t *table) { t.entries = t.entries[:len(t.entries)-2] },
			[]audit.Break{{Object: "session/s", Seq: 2, Kind: audit.Cut}}},
	} {
		tampered := tableOf(3, 1, 2)
		c.tamper(&tampered)
		if diff := cmp.Diff(c.want, tampered.check(source())); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

// TestF8_NoTamperingWithATableGoesUnseen damages a whole table two thousand
// times, in one random way each time.
func TestF8_NoTamperingWithATableGoesUnseen(t *testing.T) {
	t.Parallel()
	r := source()
	for round := range 2000 {
		whole := tableOf(2+r.IntN(5), 1+r.IntN(3), 2+r.IntN(6), 2)
		damaged := table{entries: slices.Clone(whole.entries), records: maps.Clone(whole.records), days: whole.days}
		i, how := r.IntN(len(damaged.entries)), r.IntN(13)
		damaged.entries = tamper(r, damaged.entries, i, how)
		if how == 10 || cmp.Equal(whole.entries, damaged.entries) {
			continue // a scan has no order: to swap two entries changes nothing
		}
		if len(damaged.check(r)) == 0 {
			t.Fatalf("round %d, way %d at entry %d went unseen", round, how, i+1)
		}
	}
}
