package scantest

import (
	"fmt"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/upload"
)

// office is one of the six formats in its plainest form.
type office struct {
	kind  upload.Type
	parts []Part
	body  string // name of the part that holds the text
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

func offices() []office {
	return []office{
		word(), sheet(), slides(),
		odf(upload.ODT, "text", `<office:text><text:p>服務說明文件</text:p></office:text>`),
		odf(upload.ODS, "spreadsheet", `<office:spreadsheet><table:table table:name="一"><table:table-row><table:table-cell office:value-type="float" office:value="1" table:formula="of:=SUM([.B1:.B3])"><text:p>1</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>`),
		odf(upload.ODP, "presentation", `<office:presentation><draw:page draw:name="一"/></office:presentation>`),
	}
}

const odfSpaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" ` +
	`xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"`

func odf(t upload.Type, kind, body string) office {
	mime := "application/vnd.oasis.opendocument." + kind
	return office{kind: t, body: "content.xml", parts: []Part{
		{Name: "mimetype", Text: mime, Stored: true},
		{Name: "Configurations2/accelerator/current.xml"},
		{Name: "Configurations2/images/Bitmaps/"},
		{Name: "content.xml", Text: xmlHead + `<office:document-content ` + odfSpaces + `><office:scripts/><office:body>` + body + `</office:body></office:document-content>`},
		{Name: "styles.xml", Text: xmlHead + `<office:document-styles ` + odfSpaces + `/>`},
		{Name: "META-INF/manifest.xml", Text: xmlHead + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
			`<manifest:file-entry manifest:full-path="/" manifest:media-type="` + mime + `"/></manifest:manifest>`},
	}}
}

const (
	relSpace = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	relType  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	docType  = "application/vnd.openxmlformats-officedocument."
	wordNS   = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	sheetNS  = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

// ooxml is a package whose main part is body.
func ooxml(t upload.Type, body, content, text string) office {
	folder, file, _ := strings.Cut(body, "/")
	return office{kind: t, body: body, parts: []Part{
		{Name: "[Content_Types].xml", Text: xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/` + body + `" ContentType="` + content + `"/></Types>`},
		{Name: "_rels/.rels", Text: rels(`<Relationship Id="rId1" Type="` + relType + `officeDocument" Target="` + body + `"/>`)},
		{Name: body, Text: xmlHead + text},
		{Name: folder + "/_rels/" + file + ".rels", Text: rels("")},
		{Name: "docProps/core.xml", Text: xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>`},
	}}
}

func rels(list string) string {
	return xmlHead + `<Relationships ` + relSpace + `>` + list + `</Relationships>`
}

// outward is a relationship to something outside of the package.
func outward(kind, target string) string {
	return fmt.Sprintf(`<Relationship Id="rId9" Type="%s%s" Target="%s" TargetMode="External"/>`, relType, kind, target)
}

func word() office {
	return ooxml(upload.DOCX, "word/document.xml", docType+"wordprocessingml.document.main+xml",
		`<w:document `+wordNS+`><w:body><w:p><w:r><w:t>服務說明文件</w:t></w:r></w:p></w:body></w:document>`)
}

func sheet() office {
	return ooxml(upload.XLSX, "xl/workbook.xml", docType+"spreadsheetml.sheet.main+xml",
		`<workbook `+sheetNS+`><sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>`)
}

func slides() office {
	return ooxml(upload.PPTX, "ppt/presentation.xml", docType+"presentationml.presentation.main+xml",
		`<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>`)
}

// relsOf is the name of the relationships of an OOXML body.
func (o office) relsOf() string {
	folder, file, _ := strings.Cut(o.body, "/")
	return folder + "/_rels/" + file + ".rels"
}

func (o office) isODF() bool { return o.body == "content.xml" }
