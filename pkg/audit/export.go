package audit

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Export is a part of the history as it is handed out and kept elsewhere (F8).
// Histories can be verified from beginning to end; of loose Entries each shows
// by itself whether it was edited.
type Export struct {
	Made      time.Time `json:"made"`
	Asked     string    `json:"asked"`               // what was searched for: "case/k3v…", "day/2024-04-01"
	Histories []History `json:"histories,omitempty"` // whole chains, by object
	Entries   []Entry   `json:"entries,omitempty"`   // of many chains, newest first
	Refusals  []Refusal `json:"refusals,omitempty"`
	More      bool      `json:"more,omitempty"` // the search has found more than one file holds
	Sum       string    `json:"sum"`            // SHA-256 of the file as it reads with an empty sum
}

// History is one object's whole chain and what the object's own record said of
// its end when the export was made.
type History struct {
	Object  string  `json:"object"`
	Head    Head    `json:"head"`
	Entries []Entry `json:"entries"`
}

// JSON is the export as a file, its histories in order and its sum filled in.
// There is one way of writing an export: ParseExport refuses every other.
func (x Export) JSON() ([]byte, error) {
	x.Histories = slices.SortedFunc(slices.Values(x.Histories), func(a, b History) int { return cmp.Compare(a.Object, b.Object) })
	x.Sum = ""
	text, err := json.MarshalIndent(x, "", " ")
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(text)
	x.Sum = hex.EncodeToString(sum[:])
	text, err = json.MarshalIndent(x, "", " ")
	return append(text, '\n'), err
}

// errForm is wrapped where a file is not what JSON writes.
var errForm = errors.New("not as an export was written")

// ParseExport reads a file that Export.JSON wrote. One that was touched without
// care, if only by a blank or by the case of a letter, is refused.
func ParseExport(text []byte) (Export, error) {
	var x Export
	if err := json.Unmarshal(text, &x); err != nil {
		return x, fmt.Errorf("audit export: %w", err)
	}
	again, err := x.JSON()
	if err == nil && !bytes.Equal(text, again) {
		err = fmt.Errorf("audit export: %w", errForm)
	}
	return x, err
}

// Heads says of objects where their histories end.
type Heads map[string]Head

// Verify checks the histories against what a trusted place, the objects' own
// records or a signed day, says of the same objects: each of those must be there
// whole, and none besides. Without a trusted place the export's own word is
// taken. It returns nil or every *Break it found, joined.
func (x Export) Verify(trusted Heads) error {
	if trusted == nil {
		trusted = Heads{}
		for _, h := range x.Histories {
			trusted[h.Object] = h.Head
		}
	}
	var found []error
	given := map[string]History{}
	for _, h := range x.Histories {
		if _, twice := given[h.Object]; twice || trusted[h.Object] != h.Head {
			found = append(found, &Break{Object: h.Object, Seq: h.Head.Seq, Kind: Cut})
		}
		given[h.Object] = h
	}
	for _, object := range slices.Sorted(maps.Keys(trusted)) {
		if err := Verify(object, given[object].Entries, trusted[object]); err != nil {
			found = append(found, err)
		}
	}
	for _, e := range x.Entries {
		if e.Hash != e.sum() {
			found = append(found, &Break{Object: e.Object, Seq: e.Seq, Kind: Edited})
		}
	}
	return errors.Join(found...)
}
