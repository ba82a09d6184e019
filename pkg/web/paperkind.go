package web

import (
	"cmp"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// paperName is the control that asks for the application type (B1).
const paperName = "application"

// paperType is one of the application types (fig. 7) with the list in which
// what it asks for will stand.
type paperType struct {
	value string
	kind  casefile.Kind
	hint  string
	list  kit.Link
	begin string // heading of the page that begins one
	noun  string // what one in the list is called
}

// paperTypes are all of them, in the order of the manual's choice.
var paperTypes = []paperType{
	{"data", casefile.NewData, "貴機關提供民眾的資料：申請一個或多個資料集，核准後列入資料集目錄。",
		kit.Link{Text: "資料提供者管理", Href: "/providers"}, "新增資料集", "資料集"},
	{serviceProvider, casefile.TestKind, "貴機關的線上服務經民眾同意，向 MyData 取用個人資料。",
		kit.Link{Text: "線上服務列表", Href: "/services"}, "新增線上服務", "線上服務"},
	{"counter", casefile.NewCounter, "民眾在貴機關的臨櫃據點同意，由櫃員取用個人資料。",
		kit.Link{Text: "臨櫃服務列表", Href: "/counter-services"}, "新增臨櫃服務", "臨櫃服務"},
}

const serviceProvider = "service"

// typeOf is the type of cases with that letter; a service's for any other.
func typeOf(l casefile.Letter) paperType {
	i := slices.IndexFunc(paperTypes, func(t paperType) bool { return t.kind.Letter() == l })
	return paperTypes[max(i, 0)]
}

// typeNamed is the type with that value of the control.
func typeNamed(value string) (paperType, bool) {
	i := slices.IndexFunc(paperTypes, func(t paperType) bool { return t.value == value })
	return paperTypes[max(i, 0)], i >= 0
}

// paperField asks for the application type; the type of the list from which the
// page was opened is chosen already.
func paperField(chosen string) kit.Field {
	f := kit.Field{Kind: kit.Radios, ID: paperName, Label: "申請類型"}
	for _, t := range paperTypes {
		f.Options = append(f.Options, kit.Option{Value: t.value, Label: paperTitle(t.kind), Hint: t.hint, Chosen: t.value == chosen})
	}
	return f
}

func paperFault() fault.Field {
	return fault.Field{Key: paperName, Control: paperName + "-" + paperTypes[0].value, Message: "請選擇申請類型。"}
}

// paperTitle is what an application that is being filled in is called.
func paperTitle(k casefile.Kind) string {
	if k == casefile.TestKind {
		return "服務提供者申請單"
	}
	return k.Title()
}

// listTrail leads to the list in which what a case asks for stands or will.
func listTrail(k casefile.Kind) []kit.Link { return []kit.Link{typeOf(k.Letter()).list} }

// approval says what the last approval of a case leads to.
func approval(k casefile.Kind) string {
	words := map[casefile.Kind]string{
		casefile.NewData:       "審核全部通過：資料集隨即啟用，並列入資料集目錄。",
		casefile.ChangeData:    "審核全部通過：異動的內容隨即生效，資料集目錄一併更新。",
		casefile.RetireData:    "審核全部通過：資料集隨即下架，新的申請單不能再選用。",
		casefile.NewCounter:    "審核全部通過：臨櫃服務隨即啟用。",
		casefile.ChangeCounter: "審核全部通過：異動的內容隨即生效。",
		casefile.RetireCounter: "審核全部通過：臨櫃服務隨即下架。",
	}
	return cmp.Or(words[k], "審核全部通過：服務依申請的測試期間進入測試，並開通防火牆規則。")
}

// inForce says where what an approved case asked for stands now.
func (p paper) inForce() kit.Notice {
	t := typeOf(p.Case.Letter)
	n := kit.Notice{Title: "審核通過", Lines: []string{"各關都已通過，內容自 " + calendar.Minute(p.Case.Modified) + " 起生效。"}}
	if p.Case.ServiceID == "" {
		n.Links = []kit.Link{{Text: "查看" + t.list.Text, Href: t.list.Href}}
	} else {
		n.Links = []kit.Link{{Text: "查看" + t.noun + "「" + p.Case.ServiceName + "」", Href: t.list.Href + "/" + p.Case.ServiceID}}
	}
	return n
}
