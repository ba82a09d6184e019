package web

import (
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// changesPage is templates/page/firewall_changes.html: what has to be done to
// the real firewall of an area to get from one moment to another (D12).
type changesPage struct {
	kit.Page
	Views   []kit.Entry
	Filters kit.Filters
	Table   kit.Table
}

// sinceQuery is the earlier of two moments; a day before, where nothing is said.
const sinceQuery = "since"

// firewallChanges compares the rule sets of two moments.
func (s *Server) firewallChanges(w http.ResponseWriter, r *http.Request, v *visit) error {
	area := areaAsked(r)
	since, wrongSince := s.moment(r, sinceQuery)
	at, wrongAt := s.moment(r, momentQuery)
	if r.URL.Query().Get(sinceQuery) == "" {
		since = at.AddDate(0, 0, -1)
	}
	text := func(query, label string) kit.Field {
		return kit.Field{Kind: kit.Text, ID: query, Label: label, Value: r.URL.Query().Get(query), Example: "2024-04-01 09:00", Width: kit.Short}
	}
	page := changesPage{Page: s.frame(v, "防火牆規則差異", firewallLink), Views: areaViews("/firewall/changes", area), Filters: kit.Filters{
		Action: "/firewall/changes", Hidden: []kit.Hidden{{Name: areaQuery, Value: string(area)}},
		Fields: []kit.Field{text(sinceQuery, "從（臺北時間）"), text(momentQuery, "到（臺北時間）")}}}
	page.Area = kit.Area(area)
	page.Table = kit.Table{ID: "changes", Caption: area.Label() + "需要的調整", Empty: kit.Empty{Text: "兩個時間的規則相同，防火牆不需要調整。"},
		Columns: []kit.Column{{Label: "服務名稱", Header: true}, {Label: "用途"}, {Label: "方向"}, {Label: "連接埠", Number: true}, {Label: "要開通"}, {Label: "要關閉"}, {Label: "依據"}}}
	page.Faults = append(fault.FieldsOf(wrongSince), fault.FieldsOf(wrongAt)...)
	if len(page.Faults) == 0 && at.Before(since) {
		page.Faults = []fault.Field{{Key: momentQuery, Control: momentQuery, Message: "後一個時間不能早於前一個時間。"}}
	}
	if len(page.Faults) > 0 {
		kit.Mark(page.Filters.Fields, page.Faults)
		page.Filters.Total, page.Table.Empty.Text = "沒有比較", "請修正時間後再比較。"
		return s.kit.Page(w, r, http.StatusUnprocessableEntity, "firewall_changes", &page)
	}
	rules, err := s.Store.RulesAt(r.Context(), area, since) // what is open at the later moment ends after the earlier one too
	if err != nil {
		return err
	}
	page.compare(since, at, firewall.Difference(firewall.At(rules, area, since), firewall.At(rules, area, at)))
	return s.kit.Page(w, r, http.StatusOK, "firewall_changes", &page)
}

func (page *changesPage) compare(since, at time.Time, changes []firewall.Change) {
	for i, t := range []time.Time{since, at} {
		page.Filters.Fields[i].Value = t.In(calendar.Taipei()).Format(momentForms[0])
	}
	page.Filters.Total = fmt.Sprintf("%s 到 %s 共 %d 項調整", page.Filters.Fields[0].Value, page.Filters.Fields[1].Value, len(changes))
	for _, c := range changes {
		page.Table.Rows = append(page.Table.Rows, kit.TableRow{Cells: []kit.Cell{
			{Text: c.Rule.ServiceName}, {Text: c.Rule.Purpose.Label()}, {Text: directionLabel(c.Rule)}, {Text: fmt.Sprint(c.Rule.Port)},
			{Text: addressesOrNone(c.Opened)}, {Text: addressesOrNone(c.Closed)},
			{Links: []kit.Link{{Text: c.Rule.CaseNumber, Href: "/cases/" + c.Rule.CaseNumber}}, Whole: true}}})
	}
}

func addressesOrNone(list []netip.Addr) string {
	return orNone(strings.Join(addressTexts(list), "、"))
}
