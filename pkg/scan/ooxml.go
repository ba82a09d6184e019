package scan

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"path"
	"regexp"
	"slices"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/upload"
)

// mains are the content types of a main part, which say what a package is. Those
// with macros and templates are not among them.
var mains = map[string]upload.Type{
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml":   upload.DOCX,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml":         upload.XLSX,
	"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": upload.PPTX,
}

// inspectOOXML inspects a package of ECMA-376. A chart may bring its figures as
// a package within; level counts these.
func inspectOOXML(z *archive, a *allowance, level int) (upload.Type, upload.Reason) {
	types := contentTypes{}
	reason := z.part(z.names["[Content_Types].xml"], a, func(_ string, r *bufio.Reader) upload.Reason {
		return inspectXML(r, &types, false)
	})
	if reason == "" && types.main == "" {
		reason = upload.Unknown
	}
	if reason != "" {
		return types.main, reason
	}
	return types.main, z.each(func(f *zip.File) upload.Reason {
		if reason := partName(strings.ToLower(f.Name)); reason != "" {
			return reason
		}
		return z.part(f, a, func(name string, r *bufio.Reader) upload.Reason { return ooxmlPart(name, r, a, level) })
	})
}

// partName refuses parts that are there for macros, controls or foreign formats,
// whatever they hold.
func partName(name string) upload.Reason {
	for _, part := range []string{"vbaproject", "vbadata", "activex", "macrosheets/", "dialogsheets/", "customui", "xlmacro"} {
		if strings.Contains(name, part) {
			return upload.Macros
		}
	}
	switch path.Ext(name) {
	case ".htm", ".html", ".mht", ".mhtml", ".xhtml", ".rtf", ".js", ".vbs", ".swf", ".exe", ".dll", ".lnk", ".eml", ".msg", ".ole":
		return upload.Embedded
	}
	if strings.HasSuffix(name, "encryptedpackage") {
		return upload.Encrypted
	}
	return ""
}

func ooxmlPart(name string, r *bufio.Reader, a *allowance, level int) upload.Reason {
	lower := strings.ToLower(name)
	switch ending := path.Ext(lower); {
	case begins(r, zipHead):
		if level > 0 {
			return upload.Embedded
		}
		return packageWithin(r, a, level)
	case begins(r, pngHead, jpegHead):
		_, reason := whole(r, a)
		return reason
	case begins(r, foreign...):
		return upload.Embedded
	case ending == ".rels":
		return inspectXML(r, &relationships{}, false)
	case ending == ".vml":
		return inspectXML(r, plainXML{}, true)
	case ending == ".xml" || ending == ".svg" || begins(r, []byte("<"), []byte("\xef\xbb\xbf<")):
		return inspectXML(r, &ooxmlRules{}, false)
	}
	return ""
}

// packageWithin inspects the figures of a chart.
func packageWithin(r *bufio.Reader, a *allowance, level int) upload.Reason {
	content, reason := read(r)
	if reason != "" {
		return reason
	}
	z, reason := openArchive(content)
	switch {
	case reason != "":
		return reason
	case z.names["[Content_Types].xml"] == nil:
		return upload.Embedded
	}
	_, reason = inspectOOXML(z, a, level+1)
	return reason
}

// contentTypes reads [Content_Types].xml.
type contentTypes struct {
	plainXML
	main upload.Type
}

func (c *contentTypes) element(e xml.StartElement) upload.Reason {
	for _, a := range e.Attr {
		if a.Name.Local != "ContentType" {
			continue
		}
		kind := strings.ToLower(strings.TrimSpace(a.Value))
		for _, word := range []string{"macro", "vba", "activex", "ms-office.script", "customui"} {
			if strings.Contains(kind, word) {
				return upload.Macros
			}
		}
		if main, ok := mains[kind]; ok && e.Name.Local == "Override" {
			if c.main != "" && c.main != main {
				return upload.Malformed
			}
			c.main = main
		}
	}
	return ""
}

// relationships reads a part's .rels: what it refers to, in the package and
// elsewhere.
type relationships struct{ plainXML }

func (*relationships) element(e xml.StartElement) upload.Reason {
	if e.Name.Local != "Relationship" {
		return ""
	}
	var kind, target, mode string
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "Type":
			kind = strings.ToLower(path.Base(a.Value))
		case "Target":
			target = a.Value
		case "TargetMode":
			mode = a.Value
		}
	}
	switch {
	case strings.Contains(kind, "vba") || strings.Contains(kind, "activex") || strings.Contains(kind, "macrosheet") || kind == "extensibility":
		return upload.Macros
	case kind == "afchunk" || kind == "package" && !strings.EqualFold(mode, "External") && strings.Contains(target, ":"):
		return upload.Embedded
	case kind == "hyperlink":
		if !harmlessLink(target) {
			return upload.External
		}
	case elsewhere(target):
		return upload.External
	}
	return ""
}

// ooxmlRules reads any other part: fields and formulas that fetch something.
type ooxmlRules struct {
	field   []string // instructions of nested fields, innermost last
	reading bool     // text belongs to an instruction
	formula bool     // text belongs to a cell's formula
}

// maxInstruction bounds what is read of a field's instruction, in bytes.
const maxInstruction = 1 << 14

func (o *ooxmlRules) element(e xml.StartElement) upload.Reason {
	o.reading, o.formula = false, false
	switch e.Name.Local {
	case "ddeLink", "oleLink", "webPublishing", "webPr", "dbPr", "olapPr":
		return upload.External
	case "altChunk":
		return upload.Embedded
	case "instrText":
		o.reading = true
	case "f", "formula1", "formula2", "definedName":
		o.formula = true
	case "fldSimple":
		for _, a := range e.Attr {
			if a.Name.Local == "instr" && fetches(a.Value) {
				return upload.External
			}
		}
	case "fldChar":
		return o.boundary(e)
	}
	return ""
}

// boundary begins or ends a field. Instructions may be cut into any number of
// runs, so that they are read together.
func (o *ooxmlRules) boundary(e xml.StartElement) upload.Reason {
	for _, a := range e.Attr {
		if a.Name.Local != "fldCharType" {
			continue
		}
		last := len(o.field) - 1
		switch {
		case a.Value == "begin":
			o.field = append(o.field, "")
		case last >= 0:
			code := o.field[last]
			if a.Value == "end" {
				o.field = o.field[:last]
			}
			if fetches(code) {
				return upload.External
			}
		}
	}
	return ""
}

func (o *ooxmlRules) text(t xml.CharData) upload.Reason {
	switch {
	case o.reading && len(o.field) > 0:
		for i := range o.field { // an outer field sees what an inner one yields
			if len(o.field[i]) < maxInstruction {
				o.field[i] += string(t)
			}
		}
	case o.reading && fetches(string(t)):
		return upload.External
	case o.formula && calls.MatchString(strings.ToUpper(string(t))):
		return upload.External
	}
	return ""
}

func (o *ooxmlRules) end() upload.Reason {
	if slices.ContainsFunc(o.field, fetches) {
		return upload.External
	}
	return ""
}

// calls are the functions of a cell that leave the workbook or run something,
// and the DDE form cmd|'/c calc'!A1.
var calls = regexp.MustCompile(`\b(WEBSERVICE|FILTERXML|CALL|REGISTER|REGISTER\.ID|EXEC|DDE|DDEINITIATE)\s*\(|^\s*[A-Z]+\s*\|\s*'?`)

// spelled is a field that makes its instruction out of character codes.
var spelled = regexp.MustCompile(`^QUOTE(\s+\d+){3,}`)

// fetches reports whether a field's instruction starts or loads something.
func fetches(code string) bool {
	code = strings.ToUpper(strings.TrimSpace(code))
	word, rest, _ := strings.Cut(code, " ")
	word = strings.Trim(word, `"`)
	switch {
	case slices.Contains([]string{"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDE", "DATABASE", "LINK", "MACROBUTTON"}, word):
		return true
	case word == "INCLUDEPICTURE" || word == "IMPORT":
		return strings.Contains(rest, "//") || strings.Contains(rest, `\\\\`)
	}
	return spelled.MatchString(code)
}
