package form

import (
	"regexp"
	"strings"
)

var (
	bulletMark = regexp.MustCompile(`^[ \t]*[-*•] +`)
	numberMark = regexp.MustCompile(`^[ \t]*\d{1,3}\. +`)
)

// FromText reads the plain form a text area sends: a blank line ends a block,
// lines that begin with 「- 」 (also * or •) are bullets, with 「1. 」 numbered
// entries, whatever the number; other lines are lines of a paragraph.
func FromText(s string) RichText {
	var t RichText
	open := false // the last block goes on with the next line of its kind
	for line := range strings.SplitSeq(newlines.Replace(s), "\n") {
		kind, rest := Paragraph, line
		if mark := bulletMark.FindString(line); mark != "" {
			kind, rest = Bullets, line[len(mark):]
		} else if mark := numberMark.FindString(line); mark != "" {
			kind, rest = Numbers, line[len(mark):]
		}
		text := strings.TrimSpace(clean(rest))
		if text == "" {
			open = false
			continue
		}
		if last := len(t.Blocks) - 1; open && t.Blocks[last].Kind == kind {
			t.Blocks[last].Items = append(t.Blocks[last].Items, Item{{Text: text}})
			continue
		}
		t.Blocks = append(t.Blocks, Block{Kind: kind, Items: []Item{{{Text: text}}}})
		open = true
	}
	return t
}

// newlines brings the line ends of forms and of other systems to one.
var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n")
