package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// firewallPage is templates/page/firewall.html: the ledger of one area as it is
// at a moment (D12).
type firewallPage struct {
	kit.Page
	Views      []kit.Entry
	Filters    kit.Filters
	Links      []kit.Link
	Table      kit.Table
	Pagination kit.Pagination
	Marks      *kit.Form // for ops: what the real firewall has yet to follow
}

// Queries of the ledger.
const (
	areaQuery   = "area"
	momentQuery = "at" // Taipei time unless it carries a zone
	endedQuery  = "ended"
)

// firewallLink is the ledger as the pages below it name it.
var firewallLink = kit.Link{Text: "防火牆規則", Href: "/firewall"}

// momentForms are how a moment may be asked for; the first is how it is shown.
var momentForms = []string{"2006-01-02 15:04", "2006-01-02T15:04", time.DateOnly, time.RFC3339}

// moment reads when the ledger is asked about; now, where nothing is said.
func (s *Server) moment(r *http.Request, query string) (time.Time, error) {
	typed := strings.TrimSpace(r.URL.Query().Get(query))
	if typed == "" {
		return s.Now(), nil
	}
	for _, form := range momentForms {
		if t, err := time.ParseInLocation(form, typed, calendar.Taipei()); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fault.InvalidFields([]fault.Field{{Key: query, Control: query, Message: "請輸入日期與時間，格式為 2024-04-01 09:00。"}})
}

// areaAsked is the area of a page about one of them; 測試區, where none is named.
func areaAsked(r *http.Request) casefile.Area {
	if r.URL.Query().Get(areaQuery) == string(casefile.ProductionArea) {
		return casefile.ProductionArea
	}
	return casefile.TestArea
}

// areaViews leads from one area's page to the other's.
func areaViews(path string, area casefile.Area) []kit.Entry {
	var views []kit.Entry
	for _, a := range []casefile.Area{casefile.TestArea, casefile.ProductionArea} {
		views = append(views, kit.Entry{Text: a.Label(), Href: path + "?" + areaQuery + "=" + string(a), Current: a == area})
	}
	return views
}

// firewall shows the rules that had not ended at the moment asked for, or those
// that had, each with what it is then, computed from its time (trust 10).
func (s *Server) firewall(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.ledger(w, r, v, http.StatusOK, nil)
}

func (s *Server) ledger(w http.ResponseWriter, r *http.Request, v *visit, status int, faults []fault.Field) error {
	area, ended := areaAsked(r), r.URL.Query().Get(endedQuery) != ""
	at, wrong := s.moment(r, momentQuery)
	page := firewallPage{Page: s.frame(v, firewallLink.Text), Views: areaViews(firewallLink.Href, area), Filters: kit.Filters{Action: firewallLink.Href,
		Hidden: []kit.Hidden{{Name: areaQuery, Value: string(area)}},
		Fields: []kit.Field{
			{Kind: kit.Text, ID: momentQuery, Label: "時間（臺北）", Value: r.URL.Query().Get(momentQuery), Example: "2024-04-01 09:00", Width: kit.Short},
			{Kind: kit.Select, ID: endedQuery, Label: "規則", Options: []kit.Option{{Label: "開通中與尚未開通"}, {Value: "yes", Label: "已關閉", Chosen: ended}}}}}}
	page.Area = kit.Area(area)
	page.Table = kit.Table{ID: "rules", Caption: area.Label() + "防火牆規則", Empty: kit.Empty{Text: "這一區在這個時間沒有這樣的防火牆規則。"},
		Columns: []kit.Column{{Label: "服務名稱", Header: true}, {Label: "用途"}, {Label: "方向"}, {Label: "IP 位址"}, {Label: "連接埠", Number: true},
			{Label: "開通期間"}, {Label: "狀態"}, {Label: "依據"}, {Label: "防火牆設定"}}}
	if wrong != nil {
		page.Faults = fault.FieldsOf(wrong)
		kit.Mark(page.Filters.Fields, page.Faults)
		page.Table.Empty.Text = "請修正時間後再查詢。"
		return s.kit.Page(w, r, http.StatusUnprocessableEntity, "firewall", &page)
	}
	where := pageOf(r)
	rules, next, err := s.Store.Rules(r.Context(), area, at, ended, where.ask())
	if err != nil {
		return err
	}
	page.Pagination = where.pagination("防火牆規則分頁", len(rules), next)
	page.show(rules, area, at)
	if v.actor.Role == account.Ops && r.URL.Query().Get(momentQuery) == "" {
		page.Marks = marksForm(rules, area, at, ended)
	}
	if page.Faults = faults; page.Marks != nil {
		kit.Mark(page.Marks.Fields, faults)
	}
	return s.kit.Page(w, r, status, "firewall", &page)
}

func (page *firewallPage) show(rules []firewall.Rule, area casefile.Area, at time.Time) {
	shown := at.In(calendar.Taipei()).Format(momentForms[0])
	page.Filters.Fields[0].Value = shown
	open := 0
	for _, rule := range rules {
		if rule.OpenAt(at) {
			open++
		}
		page.Table.Rows = append(page.Table.Rows, ledgerRow(rule, at))
	}
	page.Filters.Total = fmt.Sprintf("%s 時：本頁 %d 條，其中開通中 %d 條", shown, len(rules), open)
	file := firewallLink.Href + "/" + string(area)
	moment := url.Values{momentQuery: {at.UTC().Format(time.RFC3339)}}.Encode()
	page.Links = []kit.Link{
		{Text: "下載 JSON", Hidden: area.Label(), Href: file + ".json?" + moment},
		{Text: "下載 nftables", Hidden: area.Label(), Href: file + ".nft?" + moment},
		{Text: "比較兩個時間", Hidden: area.Label(), Href: "/firewall/changes?" + areaQuery + "=" + string(area)}}
}

// phase is 0 for a rule that is open at a moment, 1 before it opens, 2 after.
func phase(r firewall.Rule, at time.Time) int {
	switch {
	case r.OpenAt(at):
		return 0
	case at.Before(r.From):
		return 1
	}
	return 2
}

func ledgerRow(r firewall.Rule, at time.Time) kit.TableRow {
	until := "至另行通知"
	if !r.To.IsZero() {
		until = "至 " + lastMinute(r.To)
	}
	marked := kit.Cell{Text: "待設定"}
	switch p := phase(r, at); {
	case !r.Removed.IsZero():
		marked = kit.Cell{Text: "已移除", Hint: r.Removed.Name + " " + calendar.Minute(r.Removed.At)}
	case p == 2 && r.Set.IsZero():
		marked = kit.Cell{Text: "未設定"}
	case p == 2:
		marked = kit.Cell{Text: "待移除"}
	case !r.Set.IsZero():
		marked = kit.Cell{Text: "已設定", Hint: r.Set.Name + " " + calendar.Minute(r.Set.At)}
	}
	return kit.TableRow{Cells: []kit.Cell{
		{Text: r.ServiceName}, {Text: r.Purpose.Label()}, {Text: directionLabel(r)}, {Text: strings.Join(addressTexts(r.Addresses), "、")},
		{Text: fmt.Sprint(r.Port)}, {Text: calendar.Day(r.From), Hint: until, Whole: true},
		{State: []kit.State{kit.Opened, kit.ToOpen, kit.Closed}[phase(r, at)]},
		{Links: []kit.Link{{Text: r.CaseNumber, Href: "/cases/" + r.CaseNumber}}, Hint: r.Opener + "核准", Whole: true}, marked,
	}}
}

// lastMinute is the end of a rule as people read it: the last day, where it ends
// with the day, and the minute otherwise.
func lastMinute(to time.Time) string {
	if calendar.Today(to).Start().Equal(to) {
		return calendar.Day(to.Add(-time.Second))
	}
	return calendar.Minute(to)
}
