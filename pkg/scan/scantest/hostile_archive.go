package scantest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/upload"
)

// intruders are files that no document needs to have inside.
var intruders = map[string]struct {
	part   Part
	reason upload.Reason
}{
	"a program":                 {Part{Name: "media/a.png", Text: "MZ\x90\x00\x03"}, upload.Embedded},
	"a program of Linux":        {Part{Name: "media/a.jpg", Text: "\x7fELF\x02\x01"}, upload.Embedded},
	"an object of OLE":          {Part{Name: "media/oleObject1.bin", Text: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}, upload.Embedded},
	"a PDF":                     {Part{Name: "media/a.bin", Text: string(page())}, upload.Embedded},
	"a RAR archive":             {Part{Name: "media/a.emf", Text: "Rar!\x1a\x07\x01\x00"}, upload.Embedded},
	"a gzip archive":            {Part{Name: "media/a.emz", Text: "\x1f\x8b\x08\x00"}, upload.Embedded},
	"a shortcut":                {Part{Name: "media/a.wmf", Text: "L\x00\x00\x00\x01\x14\x02\x00"}, upload.Embedded},
	"a page of HTML":            {Part{Name: "media/a.htm", Text: "<p>a</p>"}, upload.Embedded},
	"rich text":                 {Part{Name: "media/a.dat", Text: `{\rtf1}`}, upload.Embedded},
	"a drawing with a script":   {Part{Name: "media/a.svg", Text: `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`}, upload.Scripts},
	"a drawing with a listener": {Part{Name: "media/a.svg", Text: `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`}, upload.Scripts},
	"a drawing that loads":      {Part{Name: "media/a.svg", Text: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><image x:href="https://evil.example/a"/></svg>`}, upload.External},
	"an address of script":      {Part{Name: "media/a.xml", Text: `<a href=" java&#9;script:alert(1)"/>`}, upload.Scripts},
	"entities that multiply":    {Part{Name: "media/a.xml", Text: `<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>`}, upload.Malformed},
	"an entity from a file":     {Part{Name: "media/a.xml", Text: `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>`}, upload.Malformed},
	"a style sheet":             {Part{Name: "media/a.xml", Text: `<?xml-stylesheet href="https://evil.example/a.xsl"?><a/>`}, upload.External},
	"elements without end":      {Part{Name: "media/a.xml", Text: strings.Repeat("<a>", 600) + strings.Repeat("</a>", 600)}, upload.Bomb},
	"broken XML":                {Part{Name: "media/a.xml", Text: "<a><b></a>"}, upload.Malformed},
	"a text that grows":         {Part{Name: "media/a.xml", Text: "<a>" + strings.Repeat(" ", 40<<20) + "</a>"}, upload.Bomb},
	"a picture that grows":      {Part{Name: "media/a.png", Text: string(sized(10, 10, 10<<20))}, upload.Bomb},
	"a picture with an archive": {Part{Name: "media/a.png", Text: string(PNG()) + string(Zip(Part{Name: "a", Text: "b"}))}, upload.Polyglot},
	"a way out of the folder":   {Part{Name: "../../a.xml", Text: "<a/>"}, upload.Malformed},
	"an absolute path":          {Part{Name: "/a.xml", Text: "<a/>"}, upload.Malformed},
	"a path of Windows":         {Part{Name: `media\a.xml`, Text: "<a/>"}, upload.Malformed},
	"a drive":                   {Part{Name: "C:/a.xml", Text: "<a/>"}, upload.Malformed},
	"a name with a NUL":         {Part{Name: "a.xml\x00.png", Text: "<a/>"}, upload.Malformed},
}

// forgeries are archives that two readers read differently.
var forgeries = map[string]struct {
	forge  func(honest []byte) []byte
	reason upload.Reason
}{
	"a byte behind it":      {func(b []byte) []byte { return append(bytes.Clone(b), 0) }, upload.Polyglot},
	"a PDF behind it":       {func(b []byte) []byte { return append(bytes.Clone(b), page()...) }, upload.Polyglot},
	"a script behind it":    {func(b []byte) []byte { return append(bytes.Clone(b), "<script>alert(1)</script>"...) }, upload.Polyglot},
	"a second archive":      {func(b []byte) []byte { return append(bytes.Clone(b), b...) }, upload.Polyglot},
	"a remark at its end":   {func(b []byte) []byte { return append(poke16(b, len(b)-2, 7), "comment"...) }, upload.Polyglot},
	"something between":     {func(b []byte) []byte { return between(b, []byte("MZ\x90\x00")) }, upload.Polyglot},
	"a file nobody lists":   {func(b []byte) []byte { return between(b, localEntry("hidden.exe", "MZ")) }, upload.Polyglot},
	"another name in front": {func(b []byte) []byte { return poke(b, 30, 'X') }, upload.Malformed},
	"a password":            {func(b []byte) []byte { return poke16(poke16(b, 6, 1), directory(b)+8, 1) }, upload.Encrypted},
	"an unknown packing":    {func(b []byte) []byte { return poke16(poke16(b, 8, 12), directory(b)+10, 12) }, upload.Malformed},
	"a wrong count":         {func(b []byte) []byte { return poke16(poke16(b, len(b)-12, 99), len(b)-14, 99) }, upload.Malformed},
	"a second disk":         {func(b []byte) []byte { return poke16(b, len(b)-18, 1) }, upload.Malformed},
	"a wrong checksum":      {func(b []byte) []byte { return poke(poke(b, directory(b)+16, 0x55), 14, 0x55) }, upload.Malformed},
	"cut off":               {func(b []byte) []byte { return b[:len(b)-30] }, upload.Polyglot},
}

func hostileArchives() []File {
	var list []File
	for _, o := range offices() {
		add := func(name string, content []byte, reason upload.Reason) {
			list = append(list, File{Name: string(o.kind) + ": " + name, Content: content, Reason: reason})
		}
		for _, name := range sorted(intruders) {
			add(name, Zip(with(o.parts, intruders[name].part)...), intruders[name].reason)
		}
		for _, name := range sorted(forgeries) {
			add(name, forgeries[name].forge(Zip(o.parts...)), forgeries[name].reason)
		}
		add("the same name twice", Zip(append(o.parts, o.parts[len(o.parts)-1])...), upload.Malformed)
		add("the same name in capitals", Zip(with(o.parts, Part{Name: strings.ToUpper(o.body), Text: "<a/>"})...), upload.Malformed)
		add("thousands of files", Zip(append(o.parts, thousands()...)...), upload.Bomb)
	}
	samples := map[string]struct {
		parts  []Part
		reason upload.Reason
	}{
		"zip: a program":               {[]Part{{Name: "a/run.txt", Text: "MZ\x90\x00"}}, upload.Embedded},
		"zip: a program by its name":   {[]Part{{Name: "a/setup.EXE", Text: "text"}}, upload.Embedded},
		"zip: an archive":              {[]Part{{Name: "a.zip", Text: string(Zip(Part{Name: "b", Text: "c"}))}}, upload.Embedded},
		"zip: a document with macros":  {[]Part{{Name: "a.docx", Text: string(Zip(with(word().parts, Part{Name: "word/vbaProject.bin", Text: "x"})...))}}, upload.Macros},
		"zip: a PDF with a script":     {[]Part{{Name: "a.pdf", Text: string(page("<< /S /JavaScript >>"))}}, upload.Scripts},
		"zip: a bomb":                  {[]Part{{Name: "a.txt", Text: strings.Repeat("\x00", 100<<20)}}, upload.Bomb},
		"zip: many that grow together": {[]Part{{Name: "a", Text: half()}, {Name: "b", Text: half()}, {Name: "c", Text: half()}}, upload.Bomb},
	}
	for _, name := range sorted(samples) {
		list = append(list, File{Name: name, Content: Zip(samples[name].parts...), Reason: samples[name].reason})
	}
	return list
}

// half is more than a third of what may be unpacked, and packed little enough to
// look honest.
func half() string {
	var b strings.Builder
	for i := 0; b.Len() < 60<<20; i++ {
		fmt.Fprintf(&b, "%d%s", i*7919, strings.Repeat(" ", 400))
	}
	return b.String()
}

func thousands() []Part {
	var parts []Part
	for i := range 5000 {
		parts = append(parts, Part{Name: fmt.Sprintf("media/%d", i), Stored: true})
	}
	return parts
}

func poke(b []byte, at int, value byte) []byte {
	out := bytes.Clone(b)
	out[at] = value
	return out
}

func poke16(b []byte, at int, value uint16) []byte {
	out := bytes.Clone(b)
	binary.LittleEndian.PutUint16(out[at:], value)
	return out
}

// directory is where an archive's directory begins.
func directory(b []byte) int { return int(binary.LittleEndian.Uint32(b[len(b)-6:])) }

// between puts bytes between the entries and the directory of an archive.
func between(b, more []byte) []byte {
	at := directory(b)
	out := bytes.Join([][]byte{b[:at], more, b[at:]}, nil)
	binary.LittleEndian.PutUint32(out[len(out)-6:], uint32(at+len(more)))
	return out
}

// localEntry is a file as it stands in an archive before its directory.
func localEntry(name, text string) []byte {
	whole := Zip(Part{Name: name, Text: text, Stored: true})
	return whole[:directory(whole)]
}
