package form

// Section is one page of the application; its value is the last part of the
// page's address.
type Section string

// The five sections in order (ui.md, Forms).
const (
	Basics     Section = "basics"
	Period     Section = "period"
	Project    Section = "purpose"
	Connection Section = "connection"
	Security   Section = "security"
)

// Sections lists the pages in the order in which they are filled in.
func Sections() []Section { return []Section{Basics, Period, Project, Connection, Security} }

// Title is the section's heading; empty for a value that is no section.
func (s Section) Title() string {
	switch s {
	case Basics:
		return "基本資料"
	case Period:
		return "期間"
	case Project:
		return "項目說明"
	case Connection:
		return "連線"
	case Security:
		return "安全與客服"
	}
	return ""
}

// Paper is a form that is sent for review. A field may stand on several.
type Paper uint8

// The papers whose fields the table describes. They combine by |.
const (
	Application Paper = 1 << iota // 服務提供者申請單, for the test area (B2)
	GoLive                        // 上線申請, for the production area (D5)
)
