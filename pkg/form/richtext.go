package form

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// BlockKind is the shape of a block of rich text.
type BlockKind string

// The shapes there are.
const (
	Paragraph BlockKind = "paragraph" // its items are lines, to be shown with line breaks
	Bullets   BlockKind = "bullets"
	Numbers   BlockKind = "numbers" // counts from 1
)

// Run is text without line breaks in one weight. There are no links: an address
// in an application is text for its reviewers, never something to click.
type Run struct {
	Text string `json:"text"`
	Bold bool   `json:"bold,omitempty"`
}

// Item is a line of a paragraph or an entry of a list.
type Item []Run

// Block is a paragraph or a list.
type Block struct {
	Kind  BlockKind `json:"kind"`
	Items []Item    `json:"items"`
}

// RichText is the structure field B is kept in (trust 22): html/template prints
// it block by block, mail and print use Text. No markup of users survives in it.
type RichText struct {
	Blocks []Block `json:"blocks"`
}

// Empty reports whether there is nothing to read.
func (t RichText) Empty() bool { return len(t.Blocks) == 0 }

// Length counts the characters of the text without marks and line breaks.
func (t RichText) Length() int {
	n := 0
	for _, b := range t.Blocks {
		for _, item := range b.Items {
			n += utf8.RuneCountInString(item.text())
		}
	}
	return n
}

// Lines counts the lines of paragraphs and the entries of lists.
func (t RichText) Lines() int {
	n := 0
	for _, b := range t.Blocks {
		n += len(b.Items)
	}
	return n
}

// Text writes the plain form that FromText reads: a blank line between blocks,
// 「- 」 before bullets, 「1. 」 before numbered entries. Weights are lost.
func (t RichText) Text() string {
	var b strings.Builder
	for i, block := range t.Blocks {
		if i > 0 {
			b.WriteString("\n\n")
		}
		for j, item := range block.Items {
			if j > 0 {
				b.WriteByte('\n')
			}
			switch block.Kind {
			case Bullets:
				b.WriteString("- ")
			case Numbers:
				b.WriteString(strconv.Itoa(j+1) + ". ")
			}
			b.WriteString(item.text())
		}
	}
	return b.String()
}

func (i Item) text() string {
	var b strings.Builder
	for _, run := range i {
		b.WriteString(run.Text)
	}
	return b.String()
}

// Encode is the text as Values keep it, JSON; empty text gives an empty string.
func (t RichText) Encode() string {
	if t.Empty() {
		return ""
	}
	text, err := json.Marshal(t)
	if err != nil {
		return "" // strings and booleans cannot fail to marshal
	}
	return string(text)
}

// Rich reads a rich text field; empty where there is none.
func (v Values) Rich(k Key) RichText {
	var t RichText
	if err := json.Unmarshal([]byte(v.Get(k)), &t); err != nil {
		return RichText{}
	}
	return t
}

// clean makes one line out of s: runs of white space become one space, controls
// and marks that turn the direction of text vanish.
func clean(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = true
		case hidden(r):
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}

// hidden reports what nobody sees in a text although it changes its bytes or
// its reading: controls, format characters, private noncharacters. The joiners
// of scripts and emoji are no such thing.
func hidden(r rune) bool {
	const joiner, nonJoiner = '\u200d', '\u200c'
	return r != joiner && r != nonJoiner && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError || r&0xfffe == 0xfffe)
}
