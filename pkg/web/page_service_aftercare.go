package web

import (
	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// aftercare is the part of a service's page that is about what happens around
// its candidate: maintenance, and what may be asked for in its state.
type aftercare struct {
	Notes  []string
	Upkeep []kit.SummaryRow
	Halts  []kit.SummaryRow
	Acts   []kit.Link
}

func (s *Server) aftercareOf(v *visit, sv service.Service) aftercare {
	a := aftercare{Notes: maintenanceNotes}
	row := kit.SummaryRow{Label: "維護起訖時間", Answer: kit.Answer{Text: "未設定"}}
	for _, u := range sv.Upkeep {
		row.Answer.Items = append(row.Answer.Items, u.String())
	}
	if len(row.Answer.Items) > 0 {
		row.Answer.Text = ""
	}
	if v.actor.Role.Applicant() {
		row.Edit = kit.Link{Text: "設定", Hidden: "服務維護時間", Href: servicePath(sv) + "/maintenance"}
	}
	a.Upkeep = []kit.SummaryRow{row}
	a.Halts = haltRows(sv)
	a.Acts = s.acts(v.actor, sv)
	return a
}

// haltRows say why a service is suspended, and what waits for a second person.
func haltRows(sv service.Service) []kit.SummaryRow {
	var rows []kit.SummaryRow
	if sv.Marks.Has(service.Halted) {
		rows = append(rows, kit.SummaryRow{Label: "暫停介接", Answer: kit.Answer{Text: calendar.Minute(sv.Halt.Confirmed) + " 起：" + sv.Halt.Reason}})
	}
	return rows
}

// acts are what the visitor may ask for where the service stands.
func (s *Server) acts(a account.Actor, sv service.Service) []kit.Link {
	var links []kit.Link
	add := func(text, page string) { links = append(links, kit.Link{Text: text, Href: servicePath(sv) + page}) }
	can := func(e service.Event) bool { return sv.Can(e, service.Facts{Now: s.Now()}) }
	switch {
	case a.Role.Applicant():
		if can(service.DelistAsked) {
			add("下架線上服務", "/delist")
		}
		if can(service.Removed) {
			add("刪除線上服務", "/delete")
		}
	case a.Role == account.Moda:
		if e, ok := sv.HaltNext(s.Now()); ok {
			add(haltWords(e == service.Lifted), "/suspend")
		}
	}
	return links
}
