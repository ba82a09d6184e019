package injection

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// Document is what a page or a mail shows: its texts one after another, and
// behind them the values of attributes.
type Document struct {
	text  string
	parts []part
}

type part struct{ place, text string }

// Read parses a document as browsers do. What stands in remarks is not shown.
func Read(document string) Document {
	root, err := html.Parse(strings.NewReader(document))
	if err != nil {
		panic(err) // reading a string does not fail, and HTML has no syntax errors
	}
	var d Document
	var texts, values strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			d.parts = append(d.parts, part{element(n.Parent), bare(n.Data)})
			texts.WriteString(bare(n.Data))
		}
		for _, a := range n.Attr {
			d.parts = append(d.parts, part{element(n) + " " + a.Key, bare(a.Val)})
			values.WriteString("\x00" + bare(a.Val))
		}
	}
	d.text = texts.String() + values.String()
	return d
}

// element is an element's name with its classes.
func element(n *html.Node) string {
	for _, a := range n.Attr {
		if a.Key == "class" {
			return n.Data + "." + a.Val
		}
	}
	return n.Data
}

// Shows reports whether words can be read in the document, however they are
// broken into lines.
func (d Document) Shows(words string) bool { return strings.Contains(d.text, bare(words)) }

// Places are the kinds of element, and of their attributes, in which words stand:
// "td.number", "input.text value".
func (d Document) Places(words string) []string {
	var list []string
	for _, p := range d.parts {
		if strings.Contains(p.text, bare(words)) && !slices.Contains(list, p.place) {
			list = append(list, p.place)
		}
	}
	return list
}

// bare leaves out what forms, templates and mails may take away or add: spaces,
// and characters that nobody sees.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r > ' ' && r < 0x7f:
			return r
		case r <= ' ', r == unicode.ReplacementChar, unicode.IsSpace(r), unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp):
			return -1
		}
		return r
	}, s)
}
