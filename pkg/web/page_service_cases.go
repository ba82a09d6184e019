package web

import (
	"net/http"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// serviceCasesPage is templates/page/service_cases.html: 申請單歷程, every case of
// a service and what each changed (B9).
type serviceCasesPage struct {
	kit.Page
	Table      kit.Table
	Pagination kit.Pagination
}

// serviceCases finds the cases by the number they share, whose first is the
// service's own (B8), and what they changed in its revisions.
func (s *Server) serviceCases(w http.ResponseWriter, r *http.Request, v *visit) error {
	sv, revisions, err := s.ownService(r, v, account.ReadService)
	if err != nil {
		return err
	}
	at := pageOf(r)
	base, _, _ := strings.Cut(sv.CaseNumber, "-")
	list, next, err := s.Store.Numbered(r.Context(), base, scopeOf(v.actor), at.ask())
	if err != nil {
		return err
	}
	page := serviceCasesPage{Page: s.frame(v, "申請單歷程", kit.Link{Text: "線上服務列表", Href: "/services"}, kit.Link{Text: "編輯線上服務", Href: "/services/" + sv.ID}),
		Pagination: at.pagination("申請單分頁", len(list), next), Table: kit.Table{ID: "cases", Caption: "這項服務的申請單", Empty: kit.Empty{Text: "這項服務還沒有申請單。"},
			Columns: []kit.Column{{Label: "單號", Header: true}, {Label: "申請項目"}, {Label: "申請日期"}, {Label: "申請狀態"}, {Label: "變更的內容"}, {Label: "審核歷程"}}}}
	page.Caption, page.Area = sv.Name, areaOf(sv)
	for _, c := range list {
		if c.ServiceID != sv.ID {
			continue
		}
		page.Table.Rows = append(page.Table.Rows, kit.TableRow{Cells: []kit.Cell{numberCell(c), itemCell(c), dayCell(c), stateCell(c),
			{Text: changedBy(c, revisions)}, {Links: []kit.Link{{Text: "審核歷程", Hidden: c.Number, Href: "/cases/" + c.Number + "/history"}}}}})
	}
	return s.kit.Page(w, r, http.StatusOK, "service_cases", &page)
}

// changedBy names the fields in which a case's revision differs from the one
// before it.
func changedBy(c casefile.Case, revisions []service.Revision) string {
	for n, rev := range revisions {
		if rev.CaseID != c.ID {
			continue
		}
		if n == 0 {
			return "首次申請"
		}
		var titles []string
		for _, change := range form.Diff(revisions[n-1].Values, rev.Values) {
			titles = append(titles, change.Field.Title())
		}
		if len(titles) > 0 {
			return strings.Join(titles, "、")
		}
	}
	return "申請單欄位沒有變更"
}
