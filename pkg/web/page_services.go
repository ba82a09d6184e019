package web

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// servicesPage is templates/page/services.html.
type servicesPage struct {
	kit.Page
	Filters    kit.Filters
	Table      kit.Table
	Pagination kit.Pagination
	Links      []kit.Link
}

// foundWords counts what a list shows, on this page where there are more.
func foundWords(at paging, rows int, next string) string {
	if next != "" || at.before > 0 {
		return fmt.Sprintf("本頁 %d 筆", rows)
	}
	return fmt.Sprintf("共 %d 筆", rows)
}

// services lists what the person may see, by name: their organisation's
// services, those of an authority's remit, or all (figs. 14, 26).
func (s *Server) services(w http.ResponseWriter, r *http.Request, v *visit) error {
	at := pageOf(r)
	ask := at.ask()
	ask.Begins = wordsOf(r)
	list, next, err := s.Store.Services(r.Context(), scopeOf(v.actor), ask)
	if err != nil {
		return err
	}
	page := servicesPage{Page: s.frame(v, "線上服務列表"), Pagination: at.pagination("線上服務分頁", len(list), next),
		Table: kit.Table{ID: "services", Caption: "線上服務", Empty: kit.Empty{Text: "目前沒有線上服務。"},
			Columns: []kit.Column{{Label: "項次", Number: true}, {Label: "機關(構)名稱"}, {Label: "類別"}, {Label: "服務名稱", Header: true}, {Label: "線上服務狀態"}, {Label: "操作"}}}}
	page.Filters = kit.Filters{Action: "/services", Total: foundWords(at, len(list), next),
		Fields: []kit.Field{{Kind: kit.Search, ID: wordsQuery, Label: "服務名稱", Value: ask.Begins, Width: kit.Medium, Hints: []string{"名稱開頭的文字。"}}}}
	if ask.Begins != "" {
		page.Filters.Chosen = []string{"服務名稱：" + ask.Begins}
		page.Table.Empty = kit.Empty{Text: "沒有名稱這樣開頭的服務。", Next: kit.Link{Text: "列出全部服務", Href: "/services"}}
	}
	if v.actor.Role.Applicant() {
		page.Links = []kit.Link{{Text: "新增線上服務", Href: "/services/new"}, {Text: "草稿", Href: "/drafts"}}
	}
	for n, sv := range list {
		page.Table.Rows = append(page.Table.Rows, kit.TableRow{Cells: []kit.Cell{
			{Text: strconv.Itoa(at.before + n + 1)}, {Text: sv.OrganisationName}, {Text: sv.Category}, {Text: sv.Name},
			{Area: areaOf(sv), State: kit.State(sv.StateAt(s.Now()).Label()), Hint: underWay(sv, s.Now())},
			{Links: []kit.Link{{Text: "編輯", Hidden: sv.Name, Href: "/services/" + sv.ID}}},
		}})
	}
	return s.kit.Page(w, r, http.StatusOK, "services", &page)
}

// underWay is the step of a service where its state does not say it already.
func underWay(sv service.Service, now time.Time) string {
	switch words := sv.Step.Label(); {
	case words == "" || words == sv.StateAt(now).Label():
		return ""
	case sv.Live > 0 && sv.Candidate == 0:
		return ""
	case sv.Live > 0:
		return "異動：" + words
	default:
		return words
	}
}

// areaOf is the area in which a service stands: 正式區 once it is piloted there.
func areaOf(sv service.Service) kit.Area {
	switch {
	case sv.Step == service.NoCandidate:
		return ""
	case sv.Live > 0, sv.Step == service.Piloting, sv.Step == service.ReportReview, sv.Step == service.Waiting:
		return kit.ProductionArea
	}
	return kit.TestArea
}
