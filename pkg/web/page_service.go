package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// servicePage is templates/page/service.html.
type servicePage struct {
	kit.Page
	Standing []kit.SummaryRow
	Links    []kit.Link
	Answers  []kit.Summary
	After    aftercare
}

// service shows where a service stands and its newest answers (fig. 26).
func (s *Server) service(w http.ResponseWriter, r *http.Request, v *visit) error {
	sv, revisions, err := s.ownService(r, v, account.ReadService)
	if err != nil {
		return err
	}
	page := servicePage{Page: s.frame(v, "編輯線上服務", kit.Link{Text: "線上服務列表", Href: "/services"}), Standing: standing(sv),
		Links: []kit.Link{{Text: "申請單歷程", Href: "/services/" + sv.ID + "/cases"}}, After: s.aftercareOf(v, sv)}
	page.State, page.Area = kit.State(sv.StateAt(s.Now()).Label()), areaOf(sv)
	if len(revisions) > 0 {
		newest := revisions[len(revisions)-1]
		page.Answers = reading{values: newest.Values, catalogue: newest.DataSets}.summaries(form.On(form.Application))
	}
	return s.kit.Page(w, r, http.StatusOK, "service", &page)
}

// standing is what the portal has recorded about a service beside its form.
func standing(sv service.Service) []kit.SummaryRow {
	rows := []kit.SummaryRow{
		{Label: "機關(構)名稱", Answer: kit.Answer{Text: sv.OrganisationName}},
		{Label: "服務名稱", Answer: kit.Answer{Text: sv.Name}},
	}
	if sv.CaseNumber != "" {
		rows = append(rows, kit.SummaryRow{Label: "申請單號", Answer: kit.Answer{Text: sv.CaseNumber},
			Edit: kit.Link{Text: "查看申請單", Hidden: sv.CaseNumber, Href: "/cases/" + sv.CaseNumber}})
	}
	if sv.ClientID != "" {
		rows = append(rows,
			kit.SummaryRow{Label: "測試期間", Answer: kit.Answer{Text: sv.Window.String()}},
			kit.SummaryRow{Label: "client_id", Answer: kit.Answer{List: []string{sv.ClientID}}},
			kit.SummaryRow{Label: "resource_id", Answer: kit.Answer{List: []string{sv.ResourceID}}})
	}
	if step := sv.Step.Label(); step != "" {
		rows = append(rows, kit.SummaryRow{Label: "辦理階段", Answer: kit.Answer{Text: step}})
	}
	return rows
}
