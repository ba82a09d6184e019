package audit

import (
	"cmp"
	"slices"
)

// Ledger takes in a whole table, item by item in any order, and then says where
// it does not hold together. It needs about a hundred bytes for an entry.
//
// Records and histories are matched by hash alone: the last entry of a history
// has the hash that its object's record keeps, and no other entry has it. So
// nothing here needs to know which kinds of object there are.
type Ledger struct {
	chains map[string][]link // by object
	ends   map[string]string // hash that a record keeps → the record's name
	breaks []Break           // found while taking in
}

// link is what of an entry is needed to chain it.
type link struct {
	seq        int
	prev, hash string
}

// NewLedger returns an empty one.
func NewLedger() *Ledger { return &Ledger{chains: map[string][]link{}, ends: map[string]string{}} }

// Entry takes in an entry of a history.
func (l *Ledger) Entry(e Entry) {
	if e.Hash != e.sum() {
		l.breaks = append(l.breaks, Break{Object: e.Object, Seq: e.Seq, Kind: Edited})
	}
	l.chains[e.Object] = append(l.chains[e.Object], link{e.Seq, e.Prev, e.Hash})
}

// Astray notes that an entry does not lie where its object and sequence say, so
// that readers do not find it.
func (l *Ledger) Astray(e Entry) {
	l.breaks = append(l.breaks, Break{Object: e.Object, Seq: e.Seq, Kind: Misplaced})
}

// Record takes in that a record keeps the hash of its object's last entry. name
// tells the record apart in what Check finds.
func (l *Ledger) Record(name, hash string) { l.ends[hash] = name }

// Size counts the histories taken in, and their entries.
func (l *Ledger) Size() (histories, entries int) {
	for _, chain := range l.chains {
		entries += len(chain)
	}
	return len(l.chains), entries
}

// Check lists everything that does not hold, in order: within each history,
// between histories and records, and between histories and the days that were
// signed. passing tells objects whose record may be gone although their history
// stays.
func (l *Ledger) Check(days []SignedDay, passing func(object string) bool) []Break {
	found := slices.Clone(l.breaks)
	last := map[string]bool{}
	for object, chain := range l.chains {
		slices.SortFunc(chain, func(a, b link) int { return cmp.Compare(a.seq, b.seq) })
		if b, broken := walk(object, chain); broken {
			found = append(found, b)
		}
		end := chain[len(chain)-1]
		last[end.hash] = true
		if _, kept := l.ends[end.hash]; !kept && !passing(object) {
			found = append(found, Break{Object: object, Seq: end.seq, Kind: Cut})
		}
	}
	for hash, name := range l.ends {
		if !last[hash] {
			found = append(found, Break{Object: name, Kind: Cut})
		}
	}
	for _, day := range days {
		found = append(found, l.missing(day.Day)...)
	}
	slices.SortFunc(found, func(a, b Break) int {
		return cmp.Or(cmp.Compare(a.Object, b.Object), cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.Kind, b.Kind))
	})
	return slices.Compact(found)
}

// walk finds the first place at which a sorted chain does not hold.
func walk(object string, chain []link) (Break, bool) {
	prev := ""
	for i, e := range chain {
		switch {
		case e.seq != i+1:
			return Break{Object: object, Seq: i + 1, Kind: Misplaced}, true
		case e.prev != prev:
			return Break{Object: object, Seq: i + 1, Kind: Unchained}, true
		}
		prev = e.hash
	}
	return Break{}, false
}

// missing lists what a signed day remembers and the histories, sorted by now, do
// not have.
func (l *Ledger) missing(day Day) []Break {
	var found []Break
	for _, end := range day.Ends {
		chain := l.chains[end.Object]
		at, there := slices.BinarySearchFunc(chain, end.Seq, func(e link, seq int) int { return cmp.Compare(e.seq, seq) })
		switch {
		case !there:
			found = append(found, Break{Object: end.Object, Seq: end.Seq, Kind: Cut})
		case chain[at].hash != end.Hash:
			found = append(found, Break{Object: end.Object, Seq: end.Seq, Kind: Rewritten})
		}
	}
	return found
}
