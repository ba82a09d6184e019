package form

import (
	"regexp"
	"strings"
)

var (
	bulletMark = regexp.MustCompile(`^[-*•] `)
	numberMark = regexp.MustCompile(`^\d{1,3}\. `)
)

// FromText reads the plain form a text area sends: a blank line ends a block,
// lines that begin with 「- 」 (also * or •) are bullets, with 「1. 」 numbered
// entries, whatever the number; other lines are lines of a paragraph.
func FromText(s string) RichText {
	var t RichText
	open := false // the last block goes on with the next line of its kind
	for line := range strings.SplitSeq(newlines.Replace(s), "\n") {
		kind, text := entry(strings.TrimLeft(clean(line), " "))
		switch last := len(t.Blocks) - 1; {
		case text == "" && kind == Paragraph:
			open = false
		case text == "": // a mark without text
		case open && t.Blocks[last].Kind == kind:
			t.Blocks[last].Items = append(t.Blocks[last].Items, Item{{Text: text}})
		default:
			t.Blocks = append(t.Blocks, Block{Kind: kind, Items: []Item{{{Text: text}}}})
			open = true
		}
	}
	return t
}

// entry parts a line from the mark that makes it an entry of a list.
func entry(line string) (BlockKind, string) {
	kind, mark := Bullets, bulletMark.FindString(line)
	if mark == "" {
		kind, mark = Numbers, numberMark.FindString(line)
	}
	if mark == "" {
		kind = Paragraph
	}
	return kind, strings.TrimSpace(line[len(mark):])
}

// newlines brings the line ends of forms and of other systems to one.
var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n")
