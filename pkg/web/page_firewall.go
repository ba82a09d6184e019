package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

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
	Views     []kit.Entry
	Filters   kit.Filters
	Table     kit.Table
	Downloads []kit.Link
}

// Queries of the ledger.
const (
	areaQuery   = "area"
	momentQuery = "at" // Taipei time unless it carries a zone
)

// momentForms are how a moment may be asked for; the first is how it is shown.
var momentForms = []string{"2006-01-02 15:04", "2006-01-02T15:04", time.DateOnly, time.RFC3339}

// moment reads when the ledger is asked about; now, where nothing is said.
func (s *Server) moment(r *http.Request) (time.Time, error) {
	typed := strings.TrimSpace(r.URL.Query().Get(momentQuery))
	if typed == "" {
		return s.Now(), nil
	}
	for _, form := range momentForms {
		if t, err := time.ParseInLocation(form, typed, calendar.Taipei()); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fault.InvalidFields([]fault.Field{{Key: momentQuery, Control: momentQuery, Message: "請輸入日期與時間，格式為 2024-04-01 09:00。"}})
}

// firewall shows every rule of an area with what it is at the moment asked for,
// computed from its window then and there (trust 10).
func (s *Server) firewall(w http.ResponseWriter, r *http.Request, v *visit) error {
	area := casefile.TestArea
	if r.URL.Query().Get(areaQuery) == string(casefile.ProductionArea) {
		area = casefile.ProductionArea
	}
	at, wrong := s.moment(r)
	status := http.StatusOK
	page := firewallPage{Page: s.frame(v, "防火牆規則"), Filters: kit.Filters{Action: "/firewall",
		Hidden: []kit.Hidden{{Name: areaQuery, Value: string(area)}},
		Fields: []kit.Field{{Kind: kit.Text, ID: momentQuery, Label: "時間（臺北）", Value: r.URL.Query().Get(momentQuery), Example: "2024-04-01 09:00", Width: kit.Short}}}}
	page.Area = kit.Area(area)
	for _, a := range []casefile.Area{casefile.TestArea, casefile.ProductionArea} {
		page.Views = append(page.Views, kit.Entry{Text: a.Label(), Href: "/firewall?" + areaQuery + "=" + string(a), Current: a == area})
	}
	page.Table = kit.Table{ID: "rules", Caption: area.Label() + "防火牆規則", Empty: kit.Empty{Text: "這一區還沒有防火牆規則。"},
		Columns: []kit.Column{{Label: "服務名稱", Header: true}, {Label: "用途"}, {Label: "方向"}, {Label: "IP 位址"}, {Label: "連接埠", Number: true},
			{Label: "開通期間"}, {Label: "狀態"}, {Label: "依據"}}}
	if wrong != nil {
		status, page.Faults = http.StatusUnprocessableEntity, fault.FieldsOf(wrong)
		kit.Mark(page.Filters.Fields, page.Faults)
		page.Table.Empty.Text = "請修正時間後再查詢。"
		return s.kit.Page(w, r, status, "firewall", &page)
	}
	rules, err := s.Store.Rules(r.Context(), area)
	if err != nil {
		return err
	}
	page.show(rules, area, at)
	return s.kit.Page(w, r, status, "firewall", &page)
}

func (page *firewallPage) show(rules []firewall.Rule, area casefile.Area, at time.Time) {
	open := firewall.At(rules, area, at)
	shown := at.In(calendar.Taipei()).Format(momentForms[0])
	page.Filters.Fields[0].Value = shown
	page.Filters.Total = fmt.Sprintf("%s 時開通 %d 條，共 %d 條", shown, len(open.Rules), len(rules))
	moment := "?" + momentQuery + "=" + at.UTC().Format(time.RFC3339)
	page.Downloads = []kit.Link{
		{Text: "下載 JSON", Hidden: area.Label(), Href: "/firewall/" + string(area) + ".json" + moment},
		{Text: "下載 nftables", Hidden: area.Label(), Href: "/firewall/" + string(area) + ".nft" + moment}}
	slices.SortFunc(rules, func(a, b firewall.Rule) int {
		return cmp.Or(cmp.Compare(phase(a, at), phase(b, at)), cmp.Compare(a.ServiceName, b.ServiceName), cmp.Compare(a.ServiceID, b.ServiceID),
			cmp.Compare(slices.Index(firewall.Purposes(), a.Purpose), slices.Index(firewall.Purposes(), b.Purpose)))
	})
	for _, rule := range rules {
		page.Table.Rows = append(page.Table.Rows, ruleRow(rule, at))
	}
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

func ruleRow(r firewall.Rule, at time.Time) kit.TableRow {
	direction := "連入"
	if r.Purpose.Direction() == firewall.Outbound {
		direction = "連出"
	}
	var addresses []string
	for _, a := range r.Addresses {
		addresses = append(addresses, a.String())
	}
	until := "至另行通知"
	if !r.To.IsZero() {
		until = "至 " + calendar.Day(r.To.Add(-time.Second))
	}
	return kit.TableRow{Cells: []kit.Cell{
		{Text: r.ServiceName}, {Text: r.Purpose.Label()}, {Text: direction}, {Text: strings.Join(addresses, "、")},
		{Text: fmt.Sprint(r.Port)}, {Text: calendar.Day(r.From), Hint: until, Whole: true},
		{State: []kit.State{kit.Opened, kit.ToOpen, kit.Closed}[phase(r, at)]},
		{Links: []kit.Link{{Text: r.CaseNumber, Href: "/cases/" + r.CaseNumber}}, Hint: r.Opener + "核准"},
	}}
}

// firewallFile hands out what is open in an area as a file for programs or for
// nft -f. Its name is <area>.json or <area>.nft.
func (s *Server) firewallFile(w http.ResponseWriter, r *http.Request, _ *visit) error {
	name, kind, _ := strings.Cut(r.PathValue("file"), ".")
	area := casefile.Area(name)
	if area.Label() == "" || kind != "json" && kind != "nft" {
		return fault.New(fault.NotFound, "")
	}
	at, err := s.moment(r)
	if err != nil {
		return err
	}
	rules, err := s.Store.Rules(r.Context(), area)
	if err != nil {
		return err
	}
	set := firewall.At(rules, area, at)
	body, contentType := set.NFTables(), "text/plain; charset=utf-8"
	if kind == "json" {
		contentType = "application/json"
		if body, err = set.JSON(); err != nil {
			return err
		}
	}
	return hand(w, r, fmt.Sprintf("mydata-%s-%s.%s", area, at.In(calendar.Taipei()).Format("20060102-1504"), kind), contentType, body)
}
