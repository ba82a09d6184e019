package web

import (
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// aftercare is the part of a service's page that is about what happens around
// its candidate: maintenance, and what may be asked for in its state.
type aftercare struct {
	Notes  []string
	Upkeep []kit.SummaryRow
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
	return a
}
