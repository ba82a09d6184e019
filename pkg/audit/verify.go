package audit

import "fmt"

// Head is what the object's own record says of its history: its version, which
// is the last sequence, and the hash of that entry.
type Head struct {
	Seq  int    `json:"seq"`
	Hash string `json:"hash"`
}

// Break is the first place at which a history does not hold.
type Break struct {
	Object string
	Seq    int // of the entry that should stand there
	Kind   BreakKind
}

// BreakKind says what is wrong there.
type BreakKind string

// The kinds of break. An entry put in between shows as Misplaced or Unchained.
const (
	Misplaced BreakKind = "misplaced" // another sequence or another object's entry stands there
	Unchained BreakKind = "unchained" // it does not follow the entry before it
	Edited    BreakKind = "edited"    // its content does not have its hash
	Cut       BreakKind = "cut"       // the history ends elsewhere than the object says
	Rewritten BreakKind = "rewritten" // it is not the one that was signed
	Orphaned  BreakKind = "orphaned"  // the object whose history it is has gone
)

// Error names place and kind, for logs and the command line.
func (b *Break) Error() string {
	return fmt.Sprintf("audit of %s: entry %d is %s", b.Object, b.Seq, b.Kind)
}

// Verify walks the whole history of an object, entries in the order of their
// sequence, and compares its end with head. It returns nil or the first *Break.
func Verify(object string, entries []Entry, head Head) error {
	prev := ""
	for i, e := range entries {
		b := &Break{Object: object, Seq: i + 1}
		switch {
		case e.Object != object || e.Seq != i+1:
			b.Kind = Misplaced
		case e.Prev != prev:
			b.Kind = Unchained
		case e.Hash != e.sum():
			b.Kind = Edited
		default:
			prev = e.Hash
			continue
		}
		return b
	}
	if len(entries) != head.Seq || prev != head.Hash {
		return &Break{Object: object, Seq: len(entries), Kind: Cut}
	}
	return nil
}
