package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"maps"
	"slices"
	"time"
)

// Entry is one act on one object, as it is stored and exported.
type Entry struct {
	Object string            `json:"object"` // kind and id of what was acted on: "case/k3v…"
	Seq    int               `json:"seq"`    // counts from 1 for each object
	Time   time.Time         `json:"time"`   // UTC, whole milliseconds
	Actor  Actor             `json:"actor"`
	Act    string            `json:"act"` // a verb of the object's: "case.decide"
	Before map[string]string `json:"before,omitempty"`
	After  map[string]string `json:"after,omitempty"` // what Before became; both name only what changed
	Prev   string            `json:"prev"`            // Hash of entry Seq-1; empty for the first
	Hash   string            `json:"hash"`            // 64 hexadecimal digits
}

// Actor is who acted, without a name: the person's account, what it was at that
// moment, and the party it spoke for, if any. What the portal does by itself
// has the role "system" and no account; an API key has its own id in place of
// one, and the role Key.
type Actor struct {
	AccountID string `json:"id,omitempty"`
	Role      string `json:"role"`
	Party     string `json:"party,omitempty"`
}

// Key is the role of an Actor that is a key of the REST API.
const Key = "key"

// Seal makes e the successor of the entry whose hash is prev ("" where e is the
// object's first) and gives it its own hash. The time is brought to UTC and
// whole milliseconds, so that it survives being stored.
func Seal(prev string, e Entry) Entry {
	e.Time = e.Time.UTC().Truncate(time.Millisecond)
	e.Prev = prev
	e.Hash = e.sum()
	return e
}

// sum is SHA-256 over a form that has one reading: every string with its length
// in front, maps by sorted key with their size in front. A nil map and an empty
// one are the same, since storage does not tell them apart.
func (e Entry) sum() string {
	h := sha256.New()
	write(h, "mydata audit 1", e.Prev, e.Object)
	writeInt(h, e.Seq)
	write(h, e.Time.UTC().Format(time.RFC3339Nano), e.Actor.AccountID, e.Actor.Role, e.Actor.Party, e.Act)
	for _, m := range []map[string]string{e.Before, e.After} {
		writeInt(h, len(m))
		for _, k := range slices.Sorted(maps.Keys(m)) {
			write(h, k, m[k])
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

func write(h hash.Hash, parts ...string) {
	for _, p := range parts {
		writeInt(h, len(p))
		h.Write([]byte(p))
	}
}

func writeInt(h hash.Hash, n int) {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(n))
	h.Write(b[:])
}
