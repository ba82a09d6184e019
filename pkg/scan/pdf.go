package scan

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/upload"
)

const (
	maxStream    = 256 << 20 // bytes that one stream may grow to
	maxStreams   = 1 << 30   // all of them together: scanned pages are packed well
	maxObjects   = 64 << 20  // an object stream, which is kept in memory
	maxRereading = 8         // how often the file may be read over, at places where an object could begin
	pdfPixels    = 1 << 28   // of one picture
)

// inspectPDF does not follow the file's table of objects, which an attacker
// writes and which readers rebuild at will. Wherever the words "1 0 obj" stand,
// in a string, a comment or a stream even, an object is taken to begin and its
// names are read; object streams are unpacked and read likewise.
func inspectPDF(content []byte) upload.Reason {
	switch {
	case len(content) < 8 || content[5] < '1' || content[5] > '2' || content[6] != '.':
		return upload.Malformed
	case !endsAsPDF(content):
		return upload.Polyglot
	}
	p := &pdf{content: content, allowance: &allowance{left: maxStreams}, left: maxRereading*len(content) + 1<<16,
		streams: map[int]bool{}, actions: map[string][]string{}}
	for at, number := range objects(content) {
		if reason := p.object(at, number); reason != "" {
			return reason
		}
	}
	for at := range occurrences(content, []byte("trailer")) {
		l := &lexer{text: content, at: at + len("trailer")}
		if reason := p.read(l, "", nil); reason != "" {
			return reason
		}
	}
	if p.objects == 0 {
		return upload.Malformed
	}
	return p.opening()
}

// endsAsPDF reports whether nothing but blanks follows the last end mark.
func endsAsPDF(content []byte) bool {
	mark := []byte("%%EOF")
	i := bytes.LastIndex(content, mark)
	return i >= 0 && len(bytes.Trim(content[i+len(mark):], "\x00\t\n\f\r ")) == 0 && bytes.Contains(content, []byte("startxref"))
}

// pdf is one inspection.
type pdf struct {
	content   []byte
	allowance *allowance
	left      int                 // bytes that may still be read
	objects   int                 // that were found
	streams   map[int]bool        // those unpacked already, by where they begin
	opens     []string            // numbers of the objects that are done on opening
	actions   map[string][]string // kinds of action (S) by object number
}

// facts is what is noted of one object.
type facts struct {
	names  map[string]int // how often each name stands in it
	counts map[string]int // the numbers behind names, -1 where they stand elsewhere
}

// object reads the object whose word "obj" stands at a place, and its stream.
func (p *pdf) object(at int, number string) upload.Reason {
	p.objects++
	f := &facts{names: map[string]int{}, counts: map[string]int{}}
	l := &lexer{text: p.content, at: at + len("obj")}
	if reason := p.read(l, number, f); reason != "" {
		return reason
	}
	if !l.stream {
		return ""
	}
	return p.stream(l.at, f)
}

// forbidden are the names of what a document for reading does not need, and why
// they are refused.
var forbidden = map[string]upload.Reason{
	"Encrypt": upload.Encrypted,
	"JS":      upload.Scripts, "JavaScript": upload.Scripts, "Launch": upload.Scripts, "SubmitForm": upload.Scripts, "ImportData": upload.Scripts,
	"XFA": upload.Scripts, "Rendition": upload.Scripts, "RichMedia": upload.Scripts, "RichMediaExecute": upload.Scripts, "RichMediaContent": upload.Scripts,
	"Movie": upload.Scripts, "Sound": upload.Scripts, "3D": upload.Scripts, "GoTo3DView": upload.Scripts,
	"GoToR": upload.External, "GoToE": upload.Embedded, "EmbeddedFile": upload.Embedded, "EmbeddedFiles": upload.Embedded, "EF": upload.Embedded,
	"FileAttachment": upload.Embedded, "Collection": upload.Embedded,
}

// read goes through an object's words up to its end or its stream. number is
// the object's, where it has one.
func (p *pdf) read(l *lexer, number string, f *facts) upload.Reason {
	start := l.at
	var before string // the name just read
	for {
		w := l.next()
		if p.left -= l.at - start; p.left < 0 {
			return upload.Bomb
		}
		start = l.at
		switch w.kind {
		case broken:
			return upload.Malformed
		case over:
			return ""
		case name:
			if reason := forbidden[w.text]; reason != "" {
				return reason
			}
			if f != nil {
				f.names[w.text]++
			}
			if before == "S" {
				p.actions[number] = append(p.actions[number], w.text)
			}
			if w.text == "OpenAction" {
				if reason := p.openAction(*l); reason != "" {
					return reason
				}
			}
			before = w.text
			continue
		case numeral:
			if f != nil && before != "" {
				f.counts[before] = l.direct(w)
			}
		}
		before = ""
	}
}

// openAction looks at what is done on opening: to go to a page is allowed. An
// action that stands elsewhere is looked up at the end.
func (p *pdf) openAction(l lexer) upload.Reason {
	first := l.next()
	switch {
	case first.kind == numeral:
		p.opens = append(p.opens, first.text)
	case first.kind == mark && first.text == "<<":
		for before, depth := "", 1; depth > 0; {
			w := l.next()
			switch {
			case w.kind == broken || w.kind == over:
				return upload.Malformed
			case w.kind == mark && w.text == "<<":
				depth++
			case w.kind == mark && w.text == ">>":
				depth--
			case w.kind == name && before == "S" && w.text != "GoTo":
				return upload.Scripts
			}
			before = ""
			if w.kind == name {
				before = w.text
			}
		}
	}
	return ""
}

// opening judges the actions done on opening that stand in objects of their own.
func (p *pdf) opening() upload.Reason {
	for _, number := range p.opens {
		if slices.ContainsFunc(slices.Concat(p.actions[number], p.actions[hidden]), func(kind string) bool { return kind != "GoTo" }) {
			return upload.Scripts
		}
	}
	return ""
}

// stream looks into the data that begin at a place: how far they grow, and, in
// an object stream, what they say. Whatever has the two entries a reader needs
// to use it as an object stream is one, whatever it calls itself.
func (p *pdf) stream(at int, f *facts) upload.Reason {
	packed := f.names["FlateDecode"] + f.names["Fl"]
	objects := f.names["N"] > 0 && f.names["First"] > 0
	switch {
	case packed > 1:
		return upload.Bomb
	case f.counts["Width"] > 0 && f.counts["Height"] > pdfPixels/f.counts["Width"]:
		return upload.Bomb
	case f.names["FFilter"] > 0:
		return upload.External
	case objects && !f.readable():
		return upload.Malformed
	case packed == 0 || p.streams[at]:
		return ""
	}
	p.streams[at] = true
	z, err := zlib.NewReader(bytes.NewReader(p.content[at:]))
	if objects {
		if err != nil {
			return upload.Malformed
		}
		return p.objectStream(z, f.counts["N"], f.counts["First"])
	}
	if err == nil {
		n, err := io.Copy(io.Discard, io.LimitReader(&meter{from: z, allowance: p.allowance}, maxStream+1))
		if n > maxStream || errors.Is(err, errTooMuch) {
			return upload.Bomb
		}
	}
	return "" // where another filter came first, or the data are damaged, it is a picture or text at worst
}

// readable reports whether an object stream is packed the one way that is read
// here, and says by itself where its objects are.
func (f *facts) readable() bool {
	for _, other := range []string{"DecodeParms", "DP", "LZWDecode", "LZW", "ASCII85Decode", "A85", "ASCIIHexDecode", "AHx", "RunLengthDecode", "RL", "F"} {
		if f.names[other] > 0 {
			return false
		}
	}
	return f.names["FlateDecode"] == 1 && f.names["N"] == 1 && f.names["First"] == 1 && f.counts["N"] > 0 && f.counts["First"] > 0
}

// objectStream reads n objects at the places its head names, and all of it once
// more from beginning to end.
func (p *pdf) objectStream(z io.Reader, n, first int) upload.Reason {
	text, err := io.ReadAll(io.LimitReader(z, maxObjects+1))
	switch {
	case len(text) > maxObjects || !p.allowance.take(int64(len(text))):
		return upload.Bomb
	case err != nil || first > len(text) || n > first:
		return upload.Malformed
	}
	p.left += maxRereading * len(text)
	head := &lexer{text: text[:first], loose: true}
	for range n {
		number, offset := head.next(), head.next()
		if number.kind != numeral || offset.kind != numeral || offset.number < 0 || offset.number > len(text)-first {
			return upload.Malformed
		}
		if reason := p.read(&lexer{text: text, at: first + offset.number, loose: true, single: true}, number.text, nil); reason != "" {
			return reason
		}
	}
	return p.read(&lexer{text: text, loose: true}, "", nil)
}
