package scan

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/upload"
)

const (
	maxEntries = 4000
	maxRatio   = 400     // of what was packed to its packed size, for entries above ratioFrom
	ratioFrom  = 8 << 20 // bytes
)

// archive is a ZIP file that means the same to every reader.
type archive struct {
	entries []*zip.File
	names   map[string]*zip.File
}

// inspectArchive tells the formats apart that are archives.
func inspectArchive(content []byte, a *allowance) (upload.Type, upload.Reason) {
	z, reason := openArchive(content)
	if reason != "" {
		return "", reason
	}
	switch {
	case z.names["mimetype"] != nil:
		return inspectODF(z, content, a)
	case z.names["[Content_Types].xml"] != nil:
		return inspectOOXML(z, a, 0)
	}
	return upload.ZIP, z.each(func(f *zip.File) upload.Reason { return z.part(f, a, samplePart(a)) })
}

// openArchive accepts an archive that fills the file from its first byte to its
// last: local headers that repeat the directory's, one after the other, then the
// directory, then its end without a comment. Anything between would be for
// another reader's eyes.
func openArchive(content []byte) (*archive, upload.Reason) {
	const endLength = 22
	end := len(content) - endLength
	if end < 0 || !bytes.Equal(content[end:end+4], zipEnd) {
		return nil, upload.Polyglot
	}
	tail := content[end:]
	count, size, start := int(little16(tail[10:])), int(little32(tail[12:])), int(little32(tail[16:]))
	switch {
	case little32(tail[4:]) != 0 || int(little16(tail[8:])) != count || little16(tail[20:]) != 0:
		return nil, upload.Malformed
	case start+size != end:
		return nil, upload.Polyglot
	case count > maxEntries:
		return nil, upload.Bomb
	}
	reader, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil || len(reader.File) != count || count == 0 {
		return nil, upload.Malformed
	}
	offsets, ok := offsetsOf(content[start:end], count)
	if !ok {
		return nil, upload.Malformed
	}
	z := &archive{entries: reader.File, names: map[string]*zip.File{}}
	folded := map[string]bool{}
	for _, f := range z.entries {
		name := strings.ToLower(f.Name)
		if !plainName(f.Name) || folded[name] {
			return nil, upload.Malformed
		}
		if f.Flags&1 != 0 || f.Method == 99 {
			return nil, upload.Encrypted
		}
		if f.Method != zip.Store && f.Method != zip.Deflate {
			return nil, upload.Malformed
		}
		folded[name], z.names[f.Name] = true, f
	}
	return z, tiled(content[:start], z.entries, offsets)
}

// offsetsOf reads from the directory where the entries begin.
func offsetsOf(directory []byte, count int) ([]int, bool) {
	const fixed = 46
	var offsets []int
	for range count {
		if len(directory) < fixed || !bytes.HasPrefix(directory, []byte("PK\x01\x02")) {
			return nil, false
		}
		length := fixed + int(little16(directory[28:])) + int(little16(directory[30:])) + int(little16(directory[32:]))
		if length > len(directory) {
			return nil, false
		}
		offsets = append(offsets, int(little32(directory[42:])))
		directory = directory[length:]
	}
	return offsets, len(directory) == 0
}

// tiled checks that the entries follow each other without gap or overlap, each
// under a header that says the same as the directory.
func tiled(content []byte, entries []*zip.File, offsets []int) upload.Reason {
	const fixed = 30
	order := make([]int, len(entries))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return offsets[a] - offsets[b] })
	at := 0
	for _, i := range order {
		f := entries[i]
		if offsets[i] != at {
			return upload.Polyglot
		}
		if len(content)-at < fixed || !bytes.HasPrefix(content[at:], zipHead) {
			return upload.Malformed
		}
		header := content[at:]
		name := fixed + int(little16(header[26:]))
		data := name + int(little16(header[28:]))
		if uint64(data)+f.CompressedSize64 > uint64(len(header)) || string(header[fixed:name]) != f.Name ||
			little16(header[8:]) != f.Method || little16(header[6:])&1 != 0 || f.Flags&8 == 0 && !sameSizes(header, f) {
			return upload.Malformed
		}
		at += data + int(f.CompressedSize64)
		if f.Flags&8 != 0 { // sizes follow the data, with a signature or without
			at += 12
			if bytes.HasPrefix(header[data+int(f.CompressedSize64):], []byte("PK\x07\x08")) {
				at += 4
			}
		}
	}
	if at != len(content) {
		return upload.Polyglot
	}
	return ""
}

// sameSizes reports whether a local header has the directory's checksum and
// sizes, or leaves large ones to its extra field.
func sameSizes(header []byte, f *zip.File) bool {
	const elsewhere = 0xffffffff
	packed, size := little32(header[18:]), little32(header[22:])
	return little32(header[14:]) == f.CRC32 && (packed == elsewhere || uint64(packed) == f.CompressedSize64) &&
		(size == elsewhere || uint64(size) == f.UncompressedSize64)
}

// plainName reports whether an entry's name leads into the archive and nowhere
// else, on every system.
func plainName(name string) bool {
	if name == "" || len(name) > 500 || !utf8.ValidString(name) || strings.ContainsAny(name, `\:`) || strings.HasPrefix(name, "/") ||
		strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }) {
		return false
	}
	return !slices.ContainsFunc(strings.Split(strings.TrimSuffix(name, "/"), "/"), func(part string) bool {
		return part == "" || part == "." || part == ".."
	})
}

// each asks about every entry until one is refused.
func (z *archive) each(ask func(*zip.File) upload.Reason) upload.Reason {
	for _, f := range z.entries {
		if reason := ask(f); reason != "" {
			return reason
		}
	}
	return ""
}

// part opens an entry for inspection. It is refused where it grows beyond
// bounds, or is not what its header says.
func (z *archive) part(f *zip.File, a *allowance, inspect func(name string, r *bufio.Reader) upload.Reason) upload.Reason {
	if strings.HasSuffix(f.Name, "/") {
		if f.UncompressedSize64 > 0 {
			return upload.Malformed
		}
		return ""
	}
	if f.UncompressedSize64 > maxUnpacked || f.UncompressedSize64 > ratioFrom && f.UncompressedSize64/max(1, f.CompressedSize64) > maxRatio {
		return upload.Bomb
	}
	r, err := f.Open()
	if err != nil {
		return upload.Malformed
	}
	defer r.Close()
	bounded := &meter{from: r, allowance: a}
	reason := inspect(f.Name, bufio.NewReaderSize(bounded, 4096))
	if reason == "" {
		_, err = io.Copy(io.Discard, bounded) // to the end, where length and checksum are compared
	}
	switch {
	case bounded.over || errors.Is(err, errTooMuch):
		return upload.Bomb
	case reason != "":
		return reason
	case err != nil:
		return upload.Malformed
	}
	return ""
}

// errTooMuch ends reading beyond the allowance.
var errTooMuch = errors.New("more than may be unpacked")

// meter reads within an allowance.
type meter struct {
	from      io.Reader
	allowance *allowance
	over      bool
}

// Read passes on until the allowance is used up.
func (m *meter) Read(p []byte) (int, error) {
	n, err := m.from.Read(p)
	if !m.allowance.take(int64(n)) {
		m.over = true
		return 0, errTooMuch
	}
	return n, err
}

// Beginnings of what no document and no sample needs to have inside: programs,
// archives, older Office files, links.
var foreign = [][]byte{
	zipHead, oldOffice, pdfHead, []byte("MZ"), []byte("\x7fELF"), []byte("\xca\xfe\xba\xbe"), []byte("\xfe\xed\xfa"), []byte("\xcf\xfa\xed\xfe"),
	[]byte("Rar!"), []byte("7z\xbc\xaf"), []byte("\x1f\x8b"), []byte("BZh"), []byte("\xfd7zXZ"), []byte("MSCF"), []byte("\x00asm"),
	[]byte("L\x00\x00\x00\x01\x14\x02\x00"), []byte("{\\rtf"), []byte("ITSF"), []byte("!<arch>"), []byte("CWS"), []byte("FWS"),
}

// programs are endings under which systems start a file.
var programs = []string{".exe", ".dll", ".scr", ".com", ".pif", ".msi", ".lnk", ".hta", ".cpl", ".jar", ".class", ".vbs", ".vbe", ".jse", ".wsf", ".ps1",
	".reg", ".chm", ".iso", ".img", ".scf", ".url", ".application", ".gadget", ".appref-ms", ".one", ".docm", ".xlsm", ".pptm", ".xlsb"}

// samplePart inspects a file of an archive of samples: text in whatever
// language, a picture or a document, but nothing that starts by itself and no
// archive.
func samplePart(a *allowance) func(string, *bufio.Reader) upload.Reason {
	return func(name string, r *bufio.Reader) upload.Reason {
		switch {
		case slices.Contains(programs, strings.ToLower(path.Ext(name))):
			return upload.Embedded
		case begins(r, zipHead, pdfHead, pngHead, jpegHead):
			t, reason := whole(r, a)
			if reason == "" && t == upload.ZIP {
				return upload.Embedded
			}
			return reason
		case begins(r, foreign...):
			return upload.Embedded
		}
		return ""
	}
}

// whole inspects a file within an archive as one that was handed in by itself.
func whole(r io.Reader, a *allowance) (upload.Type, upload.Reason) {
	content, reason := read(r)
	if reason != "" {
		return "", reason
	}
	return inspect(content, a)
}

// read takes a file within an archive into memory.
func read(r io.Reader) ([]byte, upload.Reason) {
	content, err := io.ReadAll(io.LimitReader(r, upload.MaxSize+1))
	switch {
	case errors.Is(err, errTooMuch), len(content) > upload.MaxSize:
		return nil, upload.Bomb
	case err != nil:
		return nil, upload.Malformed
	}
	return content, ""
}

// begins reports whether what r will read begins with one of these.
func begins(r *bufio.Reader, with ...[]byte) bool {
	head, _ := r.Peek(16) // shorter ones are compared as far as they go
	return slices.ContainsFunc(with, func(beginning []byte) bool { return bytes.HasPrefix(head, beginning) })
}
