package web

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// caseFilter is what of the cases is asked for.
type caseFilter struct {
	role   account.Role
	words  string // number, service or organisation
	items  []casefile.Letter
	states []casefile.State
	area   casefile.Area
	whose  string // id of the one organisation that is asked for
	size   int
	month  string // yyyy-mm; "" for all, where that may be asked
	months []string
}

const monthForm = "2006-01"

// mostWords is the longest text that is searched for, in characters.
const mostWords = 60

// numberBegins is what a case number may begin with (B8); anything else that is
// searched for is part of a name.
var numberBegins = regexp.MustCompile(`^[A-D][0-9]{1,11}(-[0-9]{0,5})?$`)

// wordsOf is what is searched for, cut to a length that a name may have.
func wordsOf(r *http.Request) string {
	words := strings.TrimSpace(strings.ToValidUTF8(r.URL.Query().Get(wordsQuery), ""))
	if utf8.RuneCountInString(words) > mostWords {
		words = string([]rune(words)[:mostWords])
	}
	return words
}

// monthsBack is how far back the list of months goes; older ones can be asked
// for by their address.
const monthsBack = 24

// filterOf reads the filters; what is no choice of theirs is left out.
func (s *Server) filterOf(r *http.Request, a account.Actor) caseFilter {
	q := r.URL.Query()
	f := caseFilter{role: a.Role, size: 10, month: q.Get(monthQuery), words: wordsOf(r), area: casefile.Area(q.Get(areaQuery))}
	for _, letter := range casefile.Letters() {
		if slices.Contains(q[itemQuery], string(letter)) {
			f.items = append(f.items, letter)
		}
	}
	if f.area.Label() == "" {
		f.area = ""
	}
	if whose := q.Get(whoseQuery); f.role.Reviewer() && len(whose) <= idLimit {
		f.whose = whose
	}
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
	if f.month == "" && scopeOf(a).All && f.whose == "" {
		f.month = f.months[0]
	}
	if f.month != "" && !slices.Contains(f.months, f.month) {
		f.months = append(f.months, f.month)
	}
	return f
}

// beginning is what the words are the beginning of a number of; "" for names.
func (f caseFilter) beginning() string {
	if number := strings.ToUpper(f.words); numberBegins.MatchString(number) {
		return number
	}
	return ""
}

// list asks for what the filters let through: numbers by where they begin, all
// else by the time of the application.
func (f caseFilter) list(ctx context.Context, from onboarding.Reader, scope onboarding.Scope, ask onboarding.Page) ([]casefile.Case, string, error) {
	ask.States, ask.Items, ask.Area = f.states, f.items, f.area
	if f.whose != "" {
		scope.OrganisationID, scope.All = f.whose, false
	}
	if number := f.beginning(); number != "" {
		return from.Numbered(ctx, number, scope, ask)
	}
	ask.Words = f.words
	return from.Cases(ctx, scope, f.month, ask)
}

// form is the filters as they are set, and how much they let through.
func (f caseFilter) form(total string) *kit.Filters {
	words := kit.Field{Kind: kit.Search, ID: wordsQuery, Label: "搜尋", Value: f.words, Width: kit.Medium, Hints: []string{"單號的開頭，或服務、機關名稱中的文字。"}}
	items := kit.Field{Kind: kit.Checkboxes, ID: itemQuery, Label: "申請項目（可多選）", Inline: true}
	area := kit.Field{Kind: kit.Select, ID: areaQuery, Label: "區", Options: []kit.Option{{Label: "全部"}}}
	states := kit.Field{Kind: kit.Checkboxes, ID: stateQuery, Label: "申請狀態（可多選）", Inline: true}
	size := kit.Field{Kind: kit.Select, ID: sizeQuery, Label: "顯示筆數"}
	month := kit.Field{Kind: kit.Select, ID: monthQuery, Label: "申請月份"}
	out := kit.Filters{Action: "/cases", Total: total}
	if f.words != "" {
		out.Chosen = append(out.Chosen, "搜尋："+f.words)
	}
	for _, l := range casefile.Letters() {
		chosen := slices.Contains(f.items, l)
		items.Options = append(items.Options, kit.Option{Value: string(l), Label: l.Item(), Chosen: chosen})
		if chosen {
			out.Chosen = append(out.Chosen, "申請項目："+l.Item())
		}
	}
	for _, a := range []casefile.Area{casefile.TestArea, casefile.ProductionArea} {
		area.Options = append(area.Options, kit.Option{Value: string(a), Label: a.Label(), Chosen: a == f.area})
	}
	if f.area != "" {
		out.Chosen = append(out.Chosen, "區："+f.area.Label())
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
	if f.role != account.Ops && f.role != account.Moda || f.whose != "" {
		month.Options = []kit.Option{{Label: "全部月份"}}
	}
	for _, m := range f.months {
		month.Options = append(month.Options, kit.Option{Value: m, Label: m, Chosen: m == f.month})
	}
	if f.month != "" && f.beginning() == "" {
		out.Chosen = append(out.Chosen, "申請月份："+f.month)
	}
	if f.role.Reviewer() {
		out.Hidden = []kit.Hidden{{Name: listQuery, Value: "all"}}
	}
	if f.whose != "" {
		out.Hidden = append(out.Hidden, kit.Hidden{Name: whoseQuery, Value: f.whose})
		out.Chosen = append(out.Chosen, "只列一個機關")
	}
	out.Fields = []kit.Field{words, items, states, area, month, size}
	return &out
}

// cleared is the list without filters.
func (f caseFilter) cleared() string {
	if f.role.Reviewer() {
		return "/cases?" + listQuery + "=all"
	}
	return "/cases"
}
