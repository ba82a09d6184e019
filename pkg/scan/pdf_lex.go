package scan

import (
	"bytes"
	"iter"
	"strconv"
)

// A word of PDF (ISO 32000-1, 7.2).
type word struct {
	kind   wordKind
	text   string // of a name decoded, of a numeral as it stands
	number int    // of a numeral; -1 where it is none that counts something
}

type wordKind int

const (
	over    wordKind = iota // the end of the object or of the text
	broken                  // a string without an end
	name                    // /Name
	numeral                 //
	mark                    // << >> [ ] { }
	other                   // strings, true, null, R …
)

// lexer reads the words of an object.
type lexer struct {
	text   []byte
	at     int
	depth  int  // of open << and [
	stream bool // the object ended with its stream, which begins at at
	loose  bool // in an object stream, where no word ends an object
	single bool // ends after one value
	read   int  // words so far
}

func blank(b byte) bool {
	return b == 0 || b == '\t' || b == '\n' || b == '\f' || b == '\r' || b == ' '
}
func delimiter(b byte) bool {
	return b == '(' || b == ')' || b == '<' || b == '>' || b == '[' || b == ']' || b == '{' || b == '}' || b == '/' || b == '%'
}
func digit(b byte) bool   { return b >= '0' && b <= '9' }
func regular(b byte) bool { return !blank(b) && !delimiter(b) }

// next reads one word. Words that end an object do so outside of << >> and [ ]
// only: within, readers pass over them.
func (l *lexer) next() word {
	if l.single && l.read > 0 && l.depth == 0 {
		return word{}
	}
	l.read++
	w := l.scan()
	if w.kind == mark {
		switch w.text {
		case "<<", "[":
			l.depth++
		case ">>", "]":
			l.depth = max(0, l.depth-1)
		}
	}
	return w
}

// direct is the number a word is, or -1 where it begins a reference to one.
func (l lexer) direct(w word) int {
	if generation := l.next(); generation.kind == numeral && l.next().text == "R" {
		return -1
	}
	return w.number
}

func (l *lexer) scan() word {
	l.skip()
	if l.at >= len(l.text) {
		return word{}
	}
	switch b := l.text[l.at]; {
	case b == '/':
		l.at++
		return word{kind: name, text: decoded(l.run())}
	case b == '(':
		return l.literal()
	case b == '<' || b == '>':
		l.at++
		if l.at < len(l.text) && l.text[l.at] == b {
			l.at++
			return word{kind: mark, text: string([]byte{b, b})}
		}
		if b == '<' { // a string in hexadecimal
			end := bytes.IndexByte(l.text[l.at:], '>')
			if end < 0 {
				l.at = len(l.text)
				return word{kind: broken}
			}
			l.at += end + 1
		}
		return word{kind: other}
	case delimiter(b):
		l.at++
		return word{kind: mark, text: string(b)}
	}
	return l.plain(string(l.run()))
}

// plain is a word without a delimiter.
func (l *lexer) plain(text string) word {
	if n, err := strconv.ParseFloat(text, 64); err == nil {
		w := word{kind: numeral, text: text, number: -1}
		if n >= 0 && n < 1<<31 {
			w.number = int(n)
		}
		return w
	}
	if l.loose || l.depth > 0 {
		return word{kind: other, text: text}
	}
	switch text {
	case "endobj", "xref", "trailer", "startxref":
		return word{}
	case "stream":
		l.stream = true
		if bytes.HasPrefix(l.text[l.at:], []byte("\r\n")) {
			l.at++
		}
		if l.at < len(l.text) {
			l.at++
		}
		return word{}
	}
	return word{kind: other, text: text}
}

// skip passes over blanks and comments.
func (l *lexer) skip() {
	for l.at < len(l.text) {
		switch b := l.text[l.at]; {
		case blank(b):
			l.at++
		case b == '%':
			end := bytes.IndexAny(l.text[l.at:], "\r\n")
			if end < 0 {
				l.at = len(l.text)
				return
			}
			l.at += end
		default:
			return
		}
	}
}

// run reads up to a blank or delimiter.
func (l *lexer) run() []byte {
	start := l.at
	for l.at < len(l.text) && regular(l.text[l.at]) {
		l.at++
	}
	return l.text[start:l.at]
}

// literal passes over a string in parentheses, which may hold others.
func (l *lexer) literal() word {
	for depth := 0; l.at < len(l.text); {
		b := l.text[l.at]
		l.at++
		switch b {
		case '\\':
			l.at++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return word{kind: other}
			}
		}
	}
	return word{kind: broken}
}

// decoded replaces #41 by A in a name.
func decoded(raw []byte) string {
	if !bytes.ContainsRune(raw, '#') {
		return string(raw)
	}
	var out []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if n, err := strconv.ParseUint(string(raw[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return string(out)
}

// occurrences yields every place where a word stands.
func occurrences(text, of []byte) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := 0; ; {
			i := bytes.Index(text[at:], of)
			if i < 0 || !yield(at+i) {
				return
			}
			at += i + 1
		}
	}
}

// hidden is the number of an object whose own cannot be made out.
const hidden = "?"

// objects yields every place of the word "obj" at which a reader might find an
// object, with its number: two numbers stand before it, or remarks that may
// hide them.
func objects(text []byte) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for at := range occurrences(text, []byte("obj")) {
			if number := numberBefore(text, at); number != "" && !yield(at, number) {
				return
			}
		}
	}
}

// numberBefore is the number of the object whose word "obj" stands at a place,
// hidden where a remark stands between; "" where no object begins.
func numberBefore(text []byte, at int) string {
	if at == 0 || !blank(text[at-1]) && !digit(text[at-1]) {
		return ""
	}
	generation := back(text, back(text, at, blank), digit)
	gap := back(text, generation, blank)
	number := back(text, gap, digit)
	if generation < at && gap < generation && number < gap && digit(text[generation]) {
		return string(text[number:gap])
	}
	line := text[max(0, number-maxLine):number]
	start := bytes.LastIndexAny(line, "\r\n")
	if start < 0 && len(line) == maxLine || bytes.IndexByte(line[start+1:], '%') >= 0 || bytes.IndexByte(text[number:at], '%') >= 0 {
		return hidden
	}
	return ""
}

// maxLine is how far back the beginning of a remark is looked for.
const maxLine = 4096

// back goes back from a place over bytes of a kind.
func back(text []byte, at int, kind func(byte) bool) int {
	for at > 0 && kind(text[at-1]) {
		at--
	}
	return at
}
