package audit_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/audit"
)

// exported is a file of some objects' histories, and where the objects' own
// records have the ends.
func exported(t testing.TB, lengths ...int) ([]byte, audit.Heads) {
	t.Helper()
	x := audit.Export{Made: start.UTC(), Asked: "case/k3v"}
	heads := audit.Heads{}
	for i, n := range lengths {
		h := historyOf(fmt.Sprintf("review/k3v/%d", i+1), n)
		x.Histories = append(x.Histories, h)
		heads[h.Object] = h.Head
	}
	text, err := x.JSON()
	if err != nil {
		t.Fatal(err)
	}
	return text, heads
}

func historyOf(object string, n int) audit.History {
	h := audit.History{Object: object}
	for seq := 1; seq <= n; seq++ {
		e := entry(seq)
		e.Object = object
		e = audit.Seal(h.Head.Hash, e)
		h.Entries, h.Head = append(h.Entries, e), audit.Head{Seq: seq, Hash: e.Hash}
	}
	return h
}

// verifyFile is what somebody does who was handed a file and can look at the
// table.
func verifyFile(text []byte, heads audit.Heads) error {
	x, err := audit.ParseExport(text)
	if err != nil {
		return err
	}
	return x.Verify(heads)
}

func TestF8_AnExportHolds(t *testing.T) {
	t.Parallel()
	text, heads := exported(t, 3, 1, 7)
	if err := verifyFile(text, heads); err != nil {
		t.Error(err)
	}
	if err := verifyFile(text, nil); err != nil {
		t.Errorf("by its own word: %v", err)
	}
}

// TestF8_TenThousandTamperingsAreFound damages an exported file in random ways:
// as text, without care, and as somebody would who knows how exports are
// written, sums and hashes made to fit again.
func TestF8_TenThousandTamperingsAreFound(t *testing.T) {
	t.Parallel()
	const rounds = 10_000
	r := rand.New(rand.NewPCG(20240401, 6))
	text, heads := exported(t, 4, 1, 6)
	done := map[string]int{}
	for round := 0; round < rounds; {
		how := forgeries[r.IntN(len(forgeries))]
		damaged := how.do(t, r, text)
		if string(damaged) == string(text) {
			continue
		}
		round++
		done[how.name]++
		if verifyFile(damaged, heads) == nil {
			t.Fatalf("round %d: %s went unseen:\n%s", round, how.name, damaged)
		}
	}
	t.Logf("%v", done)
}

type forgery struct {
	name string
	do   func(testing.TB, *rand.Rand, []byte) []byte
}

var forgeries = []forgery{
	{"a byte is changed", func(_ testing.TB, r *rand.Rand, text []byte) []byte {
		text = slices.Clone(text)
		text[r.IntN(len(text))] ^= byte(1 << r.IntN(8))
		return text
	}},
	{"a byte is lost", func(_ testing.TB, r *rand.Rand, text []byte) []byte {
		i := r.IntN(len(text))
		return slices.Delete(slices.Clone(text), i, i+1)
	}},
	{"a line is lost", lines(func(r *rand.Rand, l []string) []string {
		i := r.IntN(len(l))
		return slices.Delete(l, i, i+1)
	})},
	{"a line is doubled", lines(func(r *rand.Rand, l []string) []string {
		i := r.IntN(len(l))
		return slices.Insert(l, i, l[i])
	})},
	{"two lines are swapped", lines(func(r *rand.Rand, l []string) []string {
		i, j := r.IntN(len(l)), r.IntN(len(l))
		l[i], l[j] = l[j], l[i]
		return l
	})},
	{"an entry is tampered with, the sum made to fit", careful(func(r *rand.Rand, x *audit.Export) {
		h := &x.Histories[r.IntN(len(x.Histories))]
		h.Entries = tamper(r, h.Entries, r.IntN(len(h.Entries)), r.IntN(13))
	})},
	{"an entry is rewritten and everything after it chained anew, the head too", careful(func(r *rand.Rand, x *audit.Export) {
		h := &x.Histories[r.IntN(len(x.Histories))]
		h.Entries[r.IntN(len(h.Entries))].Act = "case.forged"
		h.Entries = rechain(h.Entries)
		h.Head.Hash = h.Entries[len(h.Entries)-1].Hash
	})},
	{"a history is cut and its head with it", careful(func(r *rand.Rand, x *audit.Export) {
		h := &x.Histories[r.IntN(len(x.Histories))]
		h.Entries = h.Entries[:r.IntN(len(h.Entries))]
		if h.Head = (audit.Head{}); len(h.Entries) > 0 {
			last := h.Entries[len(h.Entries)-1]
			h.Head = audit.Head{Seq: last.Seq, Hash: last.Hash}
		}
	})},
	{"a whole history is left out", careful(func(r *rand.Rand, x *audit.Export) {
		i := r.IntN(len(x.Histories))
		x.Histories = slices.Delete(x.Histories, i, i+1)
	})},
	{"a history is invented", careful(func(r *rand.Rand, x *audit.Export) {
		x.Histories = append(x.Histories, historyOf("review/k3v/9", 1+r.IntN(5)))
	})},
	{"a history is given twice", careful(func(r *rand.Rand, x *audit.Export) {
		x.Histories = append(x.Histories, x.Histories[r.IntN(len(x.Histories))])
	})},
	{"two objects change their histories", careful(func(r *rand.Rand, x *audit.Export) {
		a, b := &x.Histories[0], &x.Histories[1+r.IntN(len(x.Histories)-1)]
		a.Entries, b.Entries, a.Head, b.Head = b.Entries, a.Entries, b.Head, a.Head
	})},
}

func lines(do func(*rand.Rand, []string) []string) func(testing.TB, *rand.Rand, []byte) []byte {
	return func(_ testing.TB, r *rand.Rand, text []byte) []byte {
		return []byte(strings.Join(do(r, strings.SplitAfter(string(text), "\n")), ""))
	}
}

// careful changes what a file says and writes it as exports are written.
func careful(do func(*rand.Rand, *audit.Export)) func(testing.TB, *rand.Rand, []byte) []byte {
	return func(t testing.TB, r *rand.Rand, text []byte) []byte {
		var x audit.Export
		if err := json.Unmarshal(text, &x); err != nil {
			t.Fatal(err)
		}
		do(r, &x)
		text, err := x.JSON()
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
}

func TestF8_ALooseEntryShowsWhetherItWasEdited(t *testing.T) {
	t.Parallel()
	list, _ := history(3)
	x := audit.Export{Asked: "day/2024-04-01", Entries: list}
	if err := x.Verify(nil); err != nil {
		t.Error(err)
	}
	x.Entries[1].Actor.AccountID = "somebody"
	if x.Verify(nil) == nil {
		t.Error("an edited entry goes unseen")
	}
}
