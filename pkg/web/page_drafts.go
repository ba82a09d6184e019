package web

import (
	"net/http"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// draftsPage is templates/page/drafts.html.
type draftsPage struct {
	kit.Page
	Table      kit.Table
	Links      []kit.Link
	Pagination kit.Pagination
}

// drafts lists the applications that the person's organisation has not sent
// yet, last changed first on each page (F1).
func (s *Server) drafts(w http.ResponseWriter, r *http.Request, v *visit) error {
	at := pageOf(r)
	list, next, err := s.Store.Drafts(r.Context(), v.actor.OrganisationID, at.ask())
	if err != nil {
		return err
	}
	more := at.pagination("草稿分頁", len(list), next)
	list = slices.DeleteFunc(list, func(d onboarding.Draft) bool { return d.CaseID != "" })
	slices.SortFunc(list, func(a, b onboarding.Draft) int { return b.Changed.Compare(a.Changed) })
	begin := kit.Link{Text: "新增線上服務", Href: "/services/new"}
	page := draftsPage{Page: s.frame(v, "草稿", kit.Link{Text: "線上服務列表", Href: "/services"}), Links: []kit.Link{begin}, Pagination: more,
		Table: kit.Table{ID: "drafts", Caption: "還沒有送出的申請單", Empty: kit.Empty{Text: "沒有草稿。開始填寫申請單後，內容會自動儲存在這裡。"},
			Columns: []kit.Column{{Label: "服務名稱", Header: true}, {Label: "申請單"}, {Label: "最後儲存"}, {Label: "儲存者"}}}}
	for _, d := range list {
		link := draftLink(d)
		page.Table.Rows = append(page.Table.Rows, kit.TableRow{Cells: []kit.Cell{
			{Links: []kit.Link{{Text: draftName(d), Href: link.Href}}}, {Text: link.Text},
			{Text: calendar.Minute(d.Changed), Whole: true}, {Text: d.ChangedBy},
		}})
	}
	return s.kit.Page(w, r, http.StatusOK, "drafts", &page)
}
