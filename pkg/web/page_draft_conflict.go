package web

import (
	"net/http"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// draftConflict is the section's page once more, with what somebody else has
// stored meanwhile beside what was typed. The form keeps the latter, and sent
// again it replaces the former.
func (s *Server) draftConflict(w http.ResponseWriter, r *http.Request, v *visit, sh *sheet, p part, typed form.Parsed) error {
	who := sh.Draft.ChangedBy + "於 " + calendar.Minute(sh.Draft.Changed) + " 儲存"
	differences := sh.differences(typed)
	for k := range typed.Secrets { // gone with this answer: what is stored stays in force
		typed.Values.Set(k, sh.Draft.Values.List(k)...)
	}
	page := s.newSection(v, sh, p, typed)
	again := "以我輸入的內容儲存並繼續"
	if p.section == "" {
		page, again = s.newPaperPage(v, sh, p, typed), "以我輸入的內容"+sh.act
	}
	page.Faults = []fault.Field{{Control: differences.ID + "-caption",
		Message: "這一頁剛才由" + who + "過，內容與您輸入的不同。您輸入的內容還在下方，但還沒有儲存。"}}
	page.Theirs = differences
	page.Form.Buttons[0].Text = again
	page.Form.Cancel = kit.Link{Text: "不儲存，改用目前的草稿", Href: page.Form.Action}
	return s.kit.Page(w, r, http.StatusConflict, "draft_section", page)
}

func (sh *sheet) differences(typed form.Parsed) kit.Table {
	t := kit.Table{ID: "theirs", Caption: "不同的內容",
		Columns: []kit.Column{{Label: "欄位", Header: true}, {Label: "目前的草稿"}, {Label: "您輸入的內容"}}}
	for _, change := range form.Diff(sh.Draft.Values, typed.Values) {
		mine := kit.Cell{Text: inOneLine(form.Show(change.Field, change.After, sh.Catalogue))}
		if _, secret := typed.Secrets[change.Field.Key]; secret {
			mine.Hint = "金鑰文字不會顯示在畫面上，要使用時請重新貼上。"
		}
		theirs := kit.Cell{Text: inOneLine(form.Show(change.Field, change.Before, sh.Catalogue))}
		t.Rows = append(t.Rows, kit.TableRow{Cells: []kit.Cell{{Text: change.Field.Title()}, theirs, mine}})
	}
	return t
}

func inOneLine(a form.Answer) string {
	if a.Empty {
		return "（未填）"
	}
	return strings.Join(a.Lines(), "、")
}
