package web

import (
	"net/http"
	"net/url"
	"strconv"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// casesPage is templates/page/cases.html. A reviewer gets one of two lists at a
// time, so that a page stays within two requests.
type casesPage struct {
	kit.Page
	Views      []kit.Entry // of a reviewer: 待我審核, 全部
	Links      []kit.Link
	Filters    *kit.Filters
	Table      kit.Table
	Pagination kit.Pagination
}

// Queries of the list.
const (
	listQuery  = "list" // all: every case instead of those that wait
	stateQuery = "state"
	itemQuery  = "item"
	wordsQuery = "q"
	whoseQuery = "organisation"
	sizeQuery  = "show"
	monthQuery = "month"
)

// cases lists what waits for a reviewer or, asked for or for an applicant, all
// cases there are to see (figs. 16, 31, 67).
func (s *Server) cases(w http.ResponseWriter, r *http.Request, v *visit) error {
	page := casesPage{Page: s.frame(v, casesTitle(v.actor.Role))}
	all := r.URL.Query().Get(listQuery) == "all"
	var err error
	switch {
	case v.actor.Role.Applicant():
		page.Links = []kit.Link{{Text: "新增線上服務", Href: "/services/new"}}
		err = s.allCases(r, v, &page)
	case all:
		err = s.allCases(r, v, &page)
	default:
		err = s.waiting(r, v, &page)
	}
	if err != nil {
		return err
	}
	if v.actor.Role.Reviewer() {
		page.Views = []kit.Entry{{Text: "待我審核", Href: "/cases", Current: !all}, {Text: "全部", Href: "/cases?" + listQuery + "=all", Current: all}}
	}
	return s.kit.Page(w, r, http.StatusOK, "cases", &page)
}

// allCases is every case within sight, newest first. Those who see all
// organisations get one month at a time.
func (s *Server) allCases(r *http.Request, v *visit, page *casesPage) error {
	chosen := s.filterOf(r, v.actor)
	at := pageOf(r)
	at.size = chosen.size
	list, next, err := chosen.list(r.Context(), s.Store, scopeOf(v.actor), at.ask())
	if err != nil {
		return err
	}
	page.Filters = chosen.form(foundWords(at, len(list), next))
	page.Pagination = at.pagination("申請單分頁", len(list), next)
	page.Table = kit.Table{ID: "cases", Caption: "申請單",
		Empty: kit.Empty{Text: "沒有符合條件的申請單。", Next: kit.Link{Text: "清除篩選條件", Href: chosen.cleared()}},
		Columns: []kit.Column{{Label: "項次", Number: true}, {Label: "申請人"}, {Label: "單號", Header: true}, {Label: "申請機關"}, {Label: "申請項目"},
			{Label: "申請日期"}, {Label: "詳細資料"}, {Label: "申請狀態"}, {Label: "申請單歷程"}, {Label: "列印"}}}
	for n, c := range list {
		page.Table.Rows = append(page.Table.Rows, caseRow(at.before+n+1, c))
	}
	at.sought(&page.Table, &page.Pagination)
	if next != "" && chosen.words != "" && chosen.beginning() == "" {
		page.Links = append(page.Links, kit.Link{Text: "找名稱以「" + chosen.words + "」開頭的服務與機關", Href: "/search?" + url.Values{wordsQuery: {chosen.words}}.Encode()})
	}
	return nil
}

func caseRow(n int, c casefile.Case) kit.TableRow {
	path := "/cases/" + c.Number
	return kit.TableRow{Cells: []kit.Cell{
		{Text: strconv.Itoa(n)},
		{Text: c.Applicant.Name},
		numberCell(c),
		{Text: c.OrganisationName},
		itemCell(c),
		dayCell(c),
		{Links: []kit.Link{{Text: "詳細資料", Href: path, Hidden: c.Number}}},
		stateCell(c),
		{Links: []kit.Link{{Text: "申請單歷程", Href: path + "/history", Hidden: c.Number}}},
		{Links: []kit.Link{{Text: "列印", Href: path + "/print", Hidden: c.Number}}},
	}}
}
