package upload

import "slices"

// MaxSize is the largest file that is taken, in bytes (B11).
const MaxSize = 20 << 20

// Purpose is what a file is handed in for.
type Purpose string

// The purposes.
const (
	Explanation Purpose = "explanation" // 說明文件 of a service that does not exist yet (B2)
	Checklist   Purpose = "checklist"   // 測試檢核表 (D5)
	Report      Purpose = "report"      // 試辦報告 (D7)
	Letter      Purpose = "letter"      // scan of the authority's letter (C4)
	Document    Purpose = "document"    // what ops publishes (E5)
)

// Label is the purpose's word; empty for an unknown purpose.
func (p Purpose) Label() string {
	switch p {
	case Explanation:
		return "服務說明文件"
	case Checklist:
		return "測試檢核表"
	case Report:
		return "試辦報告"
	case Letter:
		return "公文掃描檔"
	case Document:
		return "技術文件與範例程式"
	}
	return ""
}

// Type is what a file's content shows it to be; its name has no say in it.
type Type string

// The types that can be looked through.
const (
	PDF  Type = "pdf"
	ODT  Type = "odt" // this and the next two: OpenDocument
	ODS  Type = "ods"
	ODP  Type = "odp"
	DOCX Type = "docx" // this and the next two: Office Open XML, without macros
	XLSX Type = "xlsx"
	PPTX Type = "pptx"
	PNG  Type = "png"
	JPEG Type = "jpeg"
	ZIP  Type = "zip" // an archive of sample programs
)

// papers are the types that every purpose takes.
var papers = []Type{PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX, PNG, JPEG}

// Types lists what is accepted for a purpose, in the order it is told.
func (p Purpose) Types() []Type {
	switch {
	case p.Label() == "":
		return nil
	case p == Document:
		return append(slices.Clone(papers), ZIP)
	}
	return slices.Clone(papers)
}

// Formats tells people what is accepted for p.
func (p Purpose) Formats() string {
	formats := "PDF、ODF（.odt、.ods、.odp）、Office（.docx、.xlsx、.pptx）、圖片（.png、.jpg）"
	if p.Accepts(ZIP) {
		formats += "、壓縮檔（.zip）"
	}
	return formats
}

// Accepts reports whether a file of type t can be handed in for p.
func (p Purpose) Accepts(t Type) bool { return slices.Contains(p.Types(), t) }

// Extension is the ending of a file of this type, with its dot.
func (t Type) Extension() string {
	if t == JPEG {
		return ".jpg"
	}
	return "." + string(t)
}

// Label is the type's name for people.
func (t Type) Label() string {
	switch t {
	case PDF:
		return "PDF"
	case ODT, ODS, ODP:
		return "ODF（" + t.Extension() + "）"
	case DOCX, XLSX, PPTX:
		return "Office（" + t.Extension() + "）"
	case PNG, JPEG:
		return "圖片（" + t.Extension() + "）"
	case ZIP:
		return "壓縮檔（.zip）"
	}
	return ""
}
