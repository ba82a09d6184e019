package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
)

// document is a sample of ours that ops publishes (E5): its title, paragraphs to
// be filled in, and a table whose rows are numbered where they have words.
type document struct {
	Title      string   `json:"title"`
	Note       string   `json:"note"`
	File       string   `json:"file"`
	Paragraphs []string `json:"paragraphs"`
	Columns    []string `json:"columns"`
	Rows       []string `json:"rows"`
}

const (
	odtType = "application/vnd.oasis.opendocument.text"
	xmlHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	spaces  = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
		`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
		`xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"`
	manifest = xmlHead + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
		`<manifest:file-entry manifest:full-path="/" manifest:media-type="` + odtType + `"/>` +
		`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`
	border = `<office:automatic-styles><style:style style:name="Cell" style:family="table-cell">` +
		`<style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style></office:automatic-styles>`
)

// odt is the document as an OpenDocument text (ISO/IEC 26300).
func (d document) odt() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, `%s<office:document-content %s>%s<office:body><office:text><text:h text:outline-level="1">%s</text:h>`, xmlHead, spaces, border, escaped(d.Title))
	for _, p := range d.Paragraphs {
		fmt.Fprintf(&b, `<text:p>%s</text:p>`, escaped(p))
	}
	fmt.Fprintf(&b, `<table:table table:name="表"><table:table-column table:number-columns-repeated="%d"/>`, len(d.Columns))
	row(&b, d.Columns)
	for n, words := range d.Rows {
		cells := make([]string, len(d.Columns))
		if words != "" {
			cells[0], cells[1] = fmt.Sprint(n+1), words
		}
		row(&b, cells)
	}
	b.WriteString(`</table:table></office:text></office:body></office:document-content>`)
	return archived([2]string{"mimetype", odtType}, [2]string{"content.xml", b.String()}, [2]string{"META-INF/manifest.xml", manifest})
}

func row(w io.Writer, cells []string) {
	fmt.Fprint(w, `<table:table-row>`)
	for _, c := range cells {
		fmt.Fprintf(w, `<table:table-cell table:style-name="Cell" office:value-type="string"><text:p>%s</text:p></table:table-cell>`, escaped(c))
	}
	fmt.Fprint(w, `</table:table-row>`)
}

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a builder does not fail
	return b.String()
}

// archived packs files without compression, which lets the type stand where it
// has to.
func archived(files ...[2]string) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range files {
		header := &zip.FileHeader{Name: f[0], Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(f[1])),
			CompressedSize64: uint64(len(f[1])), UncompressedSize64: uint64(len(f[1]))}
		into, err := w.CreateRaw(header)
		if err == nil {
			_, err = io.WriteString(into, f[1])
		}
		if err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return out.Bytes(), err
}
