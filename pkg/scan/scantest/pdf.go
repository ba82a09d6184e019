package scantest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// Object is one object of a PDF as it is written, without its number.
type Object string

// PDF writes objects, numbered from 1; the first is the catalogue. Offsets in
// the table are right, so that strict readers take it too.
func PDF(objects ...Object) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return out.Bytes()
}

const (
	catalogue Object = "<< /Type /Catalog /Pages 2 0 R >>"
	pages     Object = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
	leaf      Object = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
)

// stream is an object with data.
func stream(dict string, data []byte) Object {
	return Object(fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data))
}

// packed is an object whose data are packed.
func packed(dict string, data []byte) Object {
	return stream(dict+" /Filter /FlateDecode", zlibbed(data))
}

func zlibbed(data []byte) []byte {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, err := w.Write(data)
	must(err)
	must(w.Close())
	return out.Bytes()
}

// Paper is an honest document of one page.
func Paper() []byte { return page() }

// page is a whole document of one page, with further objects from 5 on.
func page(more ...Object) []byte {
	return PDF(append([]Object{catalogue, pages, leaf, packed("", []byte("BT /F1 12 Tf (text) Tj ET"))}, more...)...)
}

// objectStream packs objects with these numbers into one.
func objectStream(dict string, first int, objects ...string) Object {
	var head, body strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&head, "%d %d ", first+i, body.Len())
		body.WriteString(o + " ")
	}
	return packed(fmt.Sprintf("%s /N %d /First %d", dict, len(objects), head.Len()), []byte(head.String()+body.String()))
}

// update appends an incremental update to a document.
func update(document []byte, objects string) []byte {
	return append(bytes.Clone(document), []byte(objects+"\ntrailer\n<< /Size 99 /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\n")...)
}
