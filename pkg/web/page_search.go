package web

import (
	"net/http"
	"net/url"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// searchPage is templates/page/search.html: cases by the beginning of their
// number or, for any other words, services and organisations by that of their
// name, as far as one may see them (B9).
type searchPage struct {
	kit.Page
	Filters       kit.Filters
	Cases         *kit.Table
	Services      *kit.Table
	Organisations *kit.Table // of reviewers
	Pagination    kit.Pagination
	Links         []kit.Link
}

// organisationsFound is how many organisations are shown; a longer name finds
// fewer.
const organisationsFound = 20

func (s *Server) search(w http.ResponseWriter, r *http.Request, v *visit) error {
	words := wordsOf(r)
	page := searchPage{Page: s.frame(v, "搜尋"), Filters: kit.Filters{Action: "/search", Fields: []kit.Field{{Kind: kit.Search, ID: wordsQuery,
		Label: "單號、服務或機關", Value: words, Hints: []string{"輸入單號的開頭，或服務、機關名稱的開頭。"}, Example: "B1130131001"}}}}
	var err error
	switch number := strings.ToUpper(words); {
	case words == "":
	case numberBegins.MatchString(number):
		err = s.findCases(r, v, number, &page)
	default:
		err = s.findNames(r, v, words, &page)
	}
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "search", &page)
}

func (s *Server) findCases(r *http.Request, v *visit, number string, page *searchPage) error {
	at := pageOf(r)
	list, next, err := s.Store.Numbered(r.Context(), number, scopeOf(v.actor), at.ask())
	if err != nil {
		return err
	}
	page.Filters.Total = foundWords(at, len(list), next)
	page.Pagination = at.pagination("申請單分頁", len(list), next)
	page.Cases = &kit.Table{ID: "cases", Caption: "單號以 " + number + " 開頭的申請單", Empty: kit.Empty{Text: "沒有這個單號的申請單，或不在您可以查看的範圍內。"},
		Columns: []kit.Column{{Label: "單號", Header: true}, {Label: "申請機關"}, {Label: "申請項目"}, {Label: "申請日期"}, {Label: "申請狀態"}}}
	for _, c := range list {
		page.Cases.Rows = append(page.Cases.Rows, kit.TableRow{Cells: []kit.Cell{numberCell(c), {Text: c.OrganisationName}, itemCell(c), dayCell(c), stateCell(c)}})
	}
	at.sought(page.Cases, &page.Pagination)
	return nil
}

// findNames looks for services and, for reviewers, organisations.
func (s *Server) findNames(r *http.Request, v *visit, words string, page *searchPage) error {
	at := pageOf(r)
	ask := at.ask()
	ask.Begins = words
	list, next, err := s.Store.Services(r.Context(), scopeOf(v.actor), ask)
	if err != nil {
		return err
	}
	page.Services, page.Pagination = s.servicesFound(list), at.pagination("服務分頁", len(list), next)
	page.Filters.Total = "服務 " + foundWords(at, len(list), next)
	within := "/cases?" + url.Values{wordsQuery: {words}}.Encode()
	if v.actor.Role.Reviewer() {
		within += "&" + listQuery + "=all"
		found, _, err := s.Store.Organisations(r.Context(), words, onboarding.Page{Limit: organisationsFound})
		if err != nil {
			return err
		}
		page.Organisations = organisationsTable(v.actor, found)
	}
	page.Links = []kit.Link{{Text: "在申請單清單中找名稱含有「" + words + "」的申請單", Href: within}}
	return nil
}

func (s *Server) servicesFound(list []service.Service) *kit.Table {
	t := kit.Table{ID: "services", Caption: "線上服務", Empty: kit.Empty{Text: "沒有名稱這樣開頭的服務。"},
		Columns: []kit.Column{{Label: "服務名稱", Header: true}, {Label: "機關(構)名稱"}, {Label: "線上服務狀態"}, {Label: "申請單"}}}
	for _, sv := range list {
		t.Rows = append(t.Rows, kit.TableRow{Cells: []kit.Cell{{Links: []kit.Link{{Text: sv.Name, Href: "/services/" + sv.ID}}}, {Text: sv.OrganisationName},
			{Area: areaOf(sv), State: kit.State(sv.StateAt(s.Now()).Label())},
			{Links: []kit.Link{{Text: "申請單歷程", Hidden: sv.Name, Href: "/services/" + sv.ID + "/cases"}}}}})
	}
	return &t
}

// organisationsTable leads to the cases of each organisation in sight.
func organisationsTable(a account.Actor, list []account.Organisation) *kit.Table {
	t := kit.Table{ID: "organisations", Caption: "機關", Empty: kit.Empty{Text: "沒有名稱這樣開頭的機關。"},
		Columns: []kit.Column{{Label: "機關(構)名稱", Header: true}, {Label: "申請單"}}}
	for _, o := range list {
		if o.Authority || !scopeOf(a).Shows(o.ID, o.AuthorityID) {
			continue
		}
		t.Rows = append(t.Rows, kit.TableRow{Cells: []kit.Cell{{Text: o.Name},
			{Links: []kit.Link{{Text: "全部申請單", Hidden: o.Name, Href: "/cases?" + url.Values{listQuery: {"all"}, whoseQuery: {o.ID}}.Encode()}}}}})
	}
	return &t
}

// numberCell, itemCell, dayCell and stateCell say the same of a case in every list.
func numberCell(c casefile.Case) kit.Cell {
	return kit.Cell{Links: []kit.Link{{Text: c.Number, Href: "/cases/" + c.Number}}, Whole: true}
}

func itemCell(c casefile.Case) kit.Cell {
	return kit.Cell{Text: c.Letter.Item() + "（" + c.Kind.Label() + "）", Hint: c.ServiceName}
}

func dayCell(c casefile.Case) kit.Cell {
	return kit.Cell{Text: calendar.Day(c.Applied), Whole: true}
}

func stateCell(c casefile.Case) kit.Cell {
	return kit.Cell{Area: kit.Area(c.Area), State: kit.State(c.State.Label()), Hint: turnWords(c)}
}
