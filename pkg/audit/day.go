package audit

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
)

// Day is where the histories ended that grew on one day of Taipei's calendar. A
// signed Day that is kept where nobody can take it back shows also what a person
// did who may rewrite the whole table. Days are chained like entries: each
// repeats the sum of the one before it.
type Day struct {
	Date    calendar.Date `json:"date"`
	Entries int           `json:"entries"` // written on that day
	Ends    []End         `json:"ends"`    // of that day's objects, in order
	Prev    []byte        `json:"prev"`    // Sum of the day signed before; empty for the first
}

// End is one object's last entry of a day.
type End struct {
	Object string `json:"object"`
	Head
}

// NewDay sums up a day from its entries, in whatever order they come.
func NewDay(date calendar.Date, entries []Entry, prev []byte) Day {
	last := Heads{}
	for _, e := range entries {
		if e.Seq > last[e.Object].Seq {
			last[e.Object] = Head{Seq: e.Seq, Hash: e.Hash}
		}
	}
	d := Day{Date: date, Entries: len(entries), Prev: prev}
	for object, head := range last {
		d.Ends = append(d.Ends, End{Object: object, Head: head})
	}
	slices.SortFunc(d.Ends, func(a, b End) int { return cmp.Compare(a.Object, b.Object) })
	return d
}

// Sum is the SHA-256 of the day's JSON: what is signed, and what the next day
// repeats.
func (d Day) Sum() []byte {
	text, err := json.Marshal(d)
	if err != nil {
		panic(err) // dates, texts and numbers do not fail to marshal
	}
	sum := sha256.Sum256(append([]byte("mydata audit day 1\n"), text...))
	return sum[:]
}

// SignedDay is a day as it is kept.
type SignedDay struct {
	Day       Day       `json:"day"`
	Signed    time.Time `json:"signed"`
	Key       string    `json:"key"`       // names the key, as its holder does
	Signature []byte    `json:"signature"` // of Day.Sum
}

// VerifyDays checks that days follow each other and that every signature holds,
// as told by verify, which is asked about a key, a sum and a signature. The days
// must be in order. It returns nil or the first thing that is wrong.
func VerifyDays(days []SignedDay, verify func(key string, sum, signature []byte) error) error {
	var prev []byte
	for i, d := range days {
		switch {
		case i > 0 && d.Day.Date.Compare(days[i-1].Day.Date) <= 0:
			return fmt.Errorf("audit day %s does not come after %s", d.Day.Date, days[i-1].Day.Date)
		case string(d.Day.Prev) != string(prev):
			return fmt.Errorf("audit day %s does not follow the day kept before it", d.Day.Date)
		}
		prev = d.Day.Sum()
		if err := verify(d.Key, prev, d.Signature); err != nil {
			return fmt.Errorf("audit day %s: %w", d.Day.Date, err)
		}
	}
	return nil
}

// Covers checks one object's verified history against the ends that signed days
// remember of it: each must stand in it still.
func Covers(object string, entries []Entry, ends []Head) error {
	for _, end := range ends {
		if end.Seq > len(entries) {
			return &Break{Object: object, Seq: len(entries), Kind: Cut}
		}
		if entries[end.Seq-1].Hash != end.Hash {
			return &Break{Object: object, Seq: end.Seq, Kind: Rewritten}
		}
	}
	return nil
}
