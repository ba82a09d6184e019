package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/figures"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// reportsPage is templates/page/reports.html (F9): every set of figures as a
// chart with its table beside it.
type reportsPage struct {
	kit.Page
	Filters kit.Filters
	Sets    []reportSet
	Counted string // when what waits was counted
}

type reportSet struct {
	Title, Note string
	Chart       kit.Chart
	Table       kit.Table
	File        kit.Link
}

// reported are the months a report can be about, this one included.
const reported = 12

// report is what somebody asked for: all of the last months, or one of them.
type report struct {
	choices []string // newest first
	month   string   // "" for all
	sets    []figureSet
	answers int
	now     figures.Now
}

// reportOf loads the figures of the person's scope.
func (s *Server) reportOf(r *http.Request, v *visit) (report, error) {
	var x report
	for n := range reported {
		x.choices = append(x.choices, figures.MonthsBefore(s.Now(), n))
	}
	months, now, err := s.Store.Figures(r.Context(), x.choices[reported-1])
	if err != nil {
		return x, err
	}
	if x.month = r.URL.Query().Get(monthQuery); x.month != "" {
		if !slices.Contains(x.choices, x.month) {
			return x, fault.New(fault.NotFound, "沒有這個月份的統計。")
		}
		months = slices.DeleteFunc(months, func(m figures.Month) bool { return m.Month != x.month })
	}
	scope := figures.All
	if v.actor.Role == account.Authority {
		scope = v.actor.OrganisationID
	}
	names := []string{x.month}
	if x.month == "" {
		names = slices.Sorted(slices.Values(x.choices))
	}
	x.now, x.sets, x.answers = now, figureSets(names, months, now, scope), figures.Sum(months, scope).All().Total()
	return x, nil
}

func (s *Server) reports(w http.ResponseWriter, r *http.Request, v *visit) error {
	x, err := s.reportOf(r, v)
	if err != nil {
		return err
	}
	page := reportsPage{Page: s.frame(v, "統計報表"), Filters: x.filters(), Counted: calendar.Minute(x.now.At)}
	query := ""
	if x.month != "" {
		query = "?" + monthQuery + "=" + x.month
	}
	for _, set := range x.sets {
		page.Sets = append(page.Sets, reportSet{Title: set.title, Note: set.note, Chart: kit.Chart{Bars: set.bars}, Table: set.table(),
			File: kit.Link{Text: "下載 CSV", Hidden: set.title, Href: "/reports/" + set.name + ".csv" + query}})
	}
	return s.kit.Page(w, r, http.StatusOK, "reports", &page)
}

func (x report) filters() kit.Filters {
	period := kit.Field{Kind: kit.Select, ID: monthQuery, Label: "期間", Width: kit.Short, Options: []kit.Option{{Label: "最近 12 個月", Chosen: x.month == ""}}}
	for _, month := range x.choices {
		period.Options = append(period.Options, kit.Option{Value: month, Label: month, Chosen: month == x.month})
	}
	chosen := "最近 12 個月"
	if x.month != "" {
		chosen = x.month
	}
	return kit.Filters{Action: "/reports", Fields: []kit.Field{period}, Chosen: []string{"期間：" + chosen}, Total: fmt.Sprintf("共 %d 筆審核", x.answers)}
}

// reportFile hands out one set of figures as <name>.csv.
func (s *Server) reportFile(w http.ResponseWriter, r *http.Request, v *visit) error {
	x, err := s.reportOf(r, v)
	if err != nil {
		return err
	}
	name, isCSV := strings.CutSuffix(r.PathValue("file"), ".csv")
	n := slices.IndexFunc(x.sets, func(set figureSet) bool { return set.name == name })
	if !isCSV || n < 0 {
		return fault.New(fault.NotFound, "")
	}
	body, err := spreadsheet(append([][]string{x.sets[n].head}, x.sets[n].rows...))
	if err != nil {
		return err
	}
	period := x.month
	if period == "" {
		period = x.choices[reported-1] + "-" + x.choices[0]
	}
	return hand(w, r, fmt.Sprintf("mydata-%s-%s.csv", name, period), "text/csv; charset=utf-8", body)
}
