package form

// Section is one page of an application; its value is the last part of the
// page's address.
type Section string

// The sections of all papers, in order. A service's application has five of
// them (ui.md, Forms).
const (
	Reason     Section = "reason"
	Basics     Section = "basics"
	Offered    Section = "offered"
	Period     Section = "period"
	Project    Section = "purpose"
	Connection Section = "connection"
	Security   Section = "security"
	Counter    Section = "counter"
)

// order is in which order papers have them.
var order = []Section{Reason, Basics, Offered, Period, Project, Connection, Security, Counter}

// Title is the section's heading; empty for a value that is no section.
func (s Section) Title() string {
	switch s {
	case Reason:
		return "下架原因"
	case Basics:
		return "基本資料"
	case Offered:
		return "資料集"
	case Period:
		return "期間"
	case Project:
		return "項目說明"
	case Connection:
		return "連線"
	case Security:
		return "安全與客服"
	case Counter:
		return "客服與據點"
	}
	return ""
}

// Paper is a form that is sent for review. A field may stand on several.
type Paper uint16

// The papers whose fields the table describes. They combine by |.
const (
	Application   Paper = 1 << iota // 服務提供者申請單, for the test area (B2)
	GoLive                          // 上線申請, for the production area (D5)
	ProviderPaper                   // 資料提供者申請單
	CounterPaper                    // 臨櫃服務申請單
	RetirePaper                     // 下架申請單: of a data set, a counter service or, with RetiredPaper, a service
	Extending                       // 延長測試申請 (D3)
	Report                          // 試辦報告 (D7)
	TestChange                      // 異動 while testing (D4): the application without its day
	PilotChange                     // 異動 in 正式區 (D6, D8): the application with the pilot IPs; what a test needs may be left empty
	RetiredPaper                    // what a 下架申請單 says of its service (fig. 57)
)

// Sections lists the pages of the paper in the order in which they are filled in.
func (p Paper) Sections() []Section {
	var list []Section
	for _, s := range order {
		if len(In(p, s)) > 0 {
			list = append(list, s)
		}
	}
	return list
}
