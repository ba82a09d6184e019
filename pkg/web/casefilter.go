package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// caseFilter is what of the cases is asked for.
type caseFilter struct {
	role   account.Role
	states []casefile.State
	size   int
	month  string // yyyy-mm; "" for all, where that may be asked
	months []string
}

const monthForm = "2006-01"

// monthsBack is how far back the list of months goes; older ones can be asked
// for by their address.
const monthsBack = 24

// filterOf reads the filters; what is no choice of theirs is left out.
func (s *Server) filterOf(r *http.Request, a account.Actor) caseFilter {
	q := r.URL.Query()
	f := caseFilter{role: a.Role, size: 10, month: q.Get(monthQuery)}
	for _, state := range casefile.States() {
		if slices.Contains(q[stateQuery], string(state)) {
			f.states = append(f.states, state)
		}
	}
	if n, err := strconv.Atoi(q.Get(sizeQuery)); err == nil && slices.Contains([]int{10, 20, 50}, n) {
		f.size = n
	}
	now := s.Now().In(calendar.Taipei())
	first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, calendar.Taipei())
	for n := range monthsBack {
		f.months = append(f.months, first.AddDate(0, -n, 0).Format(monthForm))
	}
	if _, err := time.Parse(monthForm, f.month); err != nil {
		f.month = ""
	}
	if f.month == "" && scopeOf(a).All {
		f.month = f.months[0]
	}
	if f.month != "" && !slices.Contains(f.months, f.month) {
		f.months = append(f.months, f.month)
	}
	return f
}

// form is the filters as they are set, and how much they let through.
func (f caseFilter) form(found int, more bool) *kit.Filters {
	states := kit.Field{Kind: kit.Checkboxes, ID: stateQuery, Label: "申請狀態（可多選）", Inline: true}
	size := kit.Field{Kind: kit.Select, ID: sizeQuery, Label: "顯示筆數"}
	month := kit.Field{Kind: kit.Select, ID: monthQuery, Label: "申請月份"}
	out := kit.Filters{Action: "/cases", Total: fmt.Sprintf("共 %d 筆", found)}
	if more {
		out.Total = fmt.Sprintf("本頁 %d 筆", found)
	}
	for _, s := range casefile.States() {
		chosen := slices.Contains(f.states, s)
		states.Options = append(states.Options, kit.Option{Value: string(s), Label: s.Label(), Chosen: chosen})
		if chosen {
			out.Chosen = append(out.Chosen, "申請狀態："+s.Label())
		}
	}
	for _, n := range []int{10, 20, 50} {
		size.Options = append(size.Options, kit.Option{Value: strconv.Itoa(n), Label: fmt.Sprintf("顯示 %d 筆", n), Chosen: n == f.size})
	}
	if f.role != account.Ops && f.role != account.Moda {
		month.Options = []kit.Option{{Label: "全部月份"}}
	}
	for _, m := range f.months {
		month.Options = append(month.Options, kit.Option{Value: m, Label: m, Chosen: m == f.month})
	}
	if f.month != "" {
		out.Chosen = append(out.Chosen, "申請月份："+f.month)
	}
	if f.role.Reviewer() {
		out.Hidden = []kit.Hidden{{Name: listQuery, Value: "all"}}
	}
	out.Fields = []kit.Field{states, month, size}
	return &out
}

// cleared is the list without filters.
func (f caseFilter) cleared() string {
	if f.role.Reviewer() {
		return "/cases?" + listQuery + "=all"
	}
	return "/cases"
}
