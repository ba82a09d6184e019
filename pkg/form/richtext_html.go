package form

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// FromHTML reads what the editor sends. Paragraphs, lists and bold text are
// understood; of everything else the text is kept and the markup dropped, of
// scripts, styles and the like not even the text. It reads token by token and
// builds no tree, so that depth costs nothing.
func FromHTML(s string) RichText {
	r := htmlReader{tokens: html.NewTokenizer(strings.NewReader(s))}
	for {
		switch r.tokens.Next() {
		case html.ErrorToken: // the end: a string gives no other error
			r.endItem()
			return r.text
		case html.TextToken:
			if r.skipping == 0 {
				r.write(string(r.tokens.Text()))
			}
		case html.StartTagToken:
			r.start(r.tag())
		case html.EndTagToken:
			r.end(r.tag())
		case html.SelfClosingTagToken:
			if tag := r.tag(); tag == atom.Br {
				r.start(tag)
			}
		}
	}
}

// htmlReader holds where in the text the next token falls.
type htmlReader struct {
	tokens   *html.Tokenizer
	text     RichText
	item     Item            // runs of the current line or entry that are complete
	run      strings.Builder // the run that still grows
	runBold  bool
	lists    []BlockKind // the lists we are in; only the outermost counts
	bold     int
	skipping atom.Atom // inside an element whose content is no text
	open     bool      // the last block goes on
}

func (r *htmlReader) tag() atom.Atom {
	name, _ := r.tokens.TagName()
	return atom.Lookup(name)
}

func (r *htmlReader) start(tag atom.Atom) {
	if r.skipping != 0 {
		return
	}
	switch tag {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Title, atom.Textarea, atom.Xmp, atom.Noembed, atom.Noframes:
		r.skipping = tag
	case atom.B, atom.Strong:
		r.bold++
	case atom.Br:
		r.endItem()
	case atom.Li:
		r.endItem()
	case atom.Ul, atom.Ol:
		r.endItem()
		kind := Bullets
		if tag == atom.Ol {
			kind = Numbers
		}
		r.lists = append(r.lists, kind)
	default:
		if isBlock(tag) {
			r.endBlock()
		}
	}
}

func (r *htmlReader) end(tag atom.Atom) {
	if r.skipping != 0 {
		if tag == r.skipping {
			r.skipping = 0
		}
		return
	}
	switch tag {
	case atom.B, atom.Strong:
		r.bold = max(r.bold-1, 0)
	case atom.Li:
		r.endItem()
	case atom.Ul, atom.Ol:
		r.endItem()
		if len(r.lists) > 0 {
			r.lists = r.lists[:len(r.lists)-1]
		}
		if len(r.lists) == 0 {
			r.open = false
		}
	default:
		if isBlock(tag) {
			r.endBlock()
		}
	}
}

func isBlock(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Div, atom.Blockquote, atom.Pre, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Table, atom.Tr,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hr, atom.Dl, atom.Dt, atom.Dd:
		return true
	}
	return false
}

// write adds text to the current line or entry, joining pieces of one weight
// and the spaces at their seam.
func (r *htmlReader) write(s string) {
	s = clean(s)
	if r.atSpace() {
		s = strings.TrimPrefix(s, " ")
	}
	if s == "" {
		return
	}
	if bold := r.bold > 0; bold != r.runBold {
		r.endRun()
		r.runBold = bold
	}
	r.run.WriteString(s)
}

// atSpace reports whether a space would be the first of its line, or the second
// in a row.
func (r *htmlReader) atSpace() bool {
	if r.run.Len() > 0 {
		return strings.HasSuffix(r.run.String(), " ")
	}
	return len(r.item) == 0 || strings.HasSuffix(r.item[len(r.item)-1].Text, " ")
}

func (r *htmlReader) endRun() {
	if r.run.Len() > 0 {
		r.item = append(r.item, Run{Text: r.run.String(), Bold: r.runBold})
		r.run.Reset()
	}
}

// endItem puts the line or entry, if any, into its block.
func (r *htmlReader) endItem() {
	r.endRun()
	item := r.item
	r.item = nil
	if last := len(item) - 1; last >= 0 {
		item[last].Text = strings.TrimSuffix(item[last].Text, " ")
		if item[last].Text == "" {
			item = item[:last]
		}
	}
	if len(item) == 0 {
		return
	}
	kind := Paragraph
	if len(r.lists) > 0 {
		kind = r.lists[0]
	}
	if last := len(r.text.Blocks) - 1; r.open && r.text.Blocks[last].Kind == kind {
		r.text.Blocks[last].Items = append(r.text.Blocks[last].Items, item)
		return
	}
	r.text.Blocks = append(r.text.Blocks, Block{Kind: kind, Items: []Item{item}})
	r.open = true
}

// endBlock ends the line and, outside of lists, the paragraph.
func (r *htmlReader) endBlock() {
	r.endItem()
	if len(r.lists) == 0 {
		r.open = false
	}
}
