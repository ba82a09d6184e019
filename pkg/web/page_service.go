package web

import (
	"net/http"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// servicePage is templates/page/service.html.
type servicePage struct {
	kit.Page
	Next     kit.Notice
	Asks     []kit.Link // what may be asked for it now
	Standing []kit.SummaryRow
	Days     kit.Summary // that lie ahead (F6)
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
		Next: nextOf(sv, s.Now()), Days: kit.Summary{Title: "期限", Rows: daysAhead(sv, s.Now())}, Links: s.aboutService(v.actor, sv), After: s.aftercareOf(v, sv)}
	page.Caption, page.State, page.Area = sv.Name, kit.State(sv.StateAt(s.Now()).Label()), areaOf(sv)
	page.Answers = inForceAnswers(sv, revisions)
	if v.actor.Role.Applicant() {
		page.Asks = s.asks(sv)
	}
	if account.Attempt(v.actor, account.MoveDate) == nil && sv.Can(service.DateMoved, service.Facts{Now: s.Now(), Day: sv.GoLive}) {
		page.Asks = append(page.Asks, kit.Link{Text: "變更上線日期", Href: servicePath(sv) + "/date"})
	}
	return s.kit.Page(w, r, http.StatusOK, "service", &page)
}

// aboutService leads to the pages that say more about a service.
func (s *Server) aboutService(a account.Actor, sv service.Service) []kit.Link {
	links := []kit.Link{{Text: "申請單歷程", Href: servicePath(sv) + "/cases"}, {Text: deadlinesLink.Text + "與行事曆", Href: deadlinesLink.Href + "?" + serviceQuery + "=" + sv.ID}}
	if a.Role.Applicant() && len(sv.SecretAreas()) > 0 {
		links = append(links, kit.Link{Text: "client_secret", Href: servicePath(sv) + "/credentials"})
	}
	return links
}

// inForceAnswers are the answers that count: those of the live revision or,
// without one, of the candidate where it stands; else the newest.
func inForceAnswers(sv service.Service, revisions []service.Revision) []kit.Summary {
	n := sv.Live
	if n == 0 {
		n = sv.Candidate
	}
	r, ok := service.Find(revisions, n)
	if !ok && len(revisions) > 0 {
		r, ok = revisions[len(revisions)-1], true
	}
	switch {
	case !ok:
		return nil
	case len(r.Production) > 0:
		live := slices.DeleteFunc(form.On(form.PilotChange), func(f form.Field) bool { return f.Key == form.TestStart })
		return reading{values: r.InProduction(), catalogue: r.DataSets}.summaries(live)
	}
	return reading{values: r.Values, catalogue: r.DataSets}.summaries(form.On(form.Application))
}

// polling is what the platform's monitor found, and since when.
func polling(sv service.Service) string {
	if sv.Polling.State == "" {
		return "－"
	}
	return sv.Polling.State.Label() + "（" + calendar.Minute(sv.Polling.Since) + " 起）"
}

// standing is what the portal has recorded about a service beside its form.
func standing(sv service.Service) []kit.SummaryRow {
	rows := []kit.SummaryRow{
		{Label: "機關(構)名稱", Answer: kit.Answer{Text: sv.OrganisationName}},
		{Label: "服務名稱", Answer: kit.Answer{Text: sv.Name}},
	}
	paper := func(label, number string) {
		if number != "" {
			rows = append(rows, kit.SummaryRow{Label: label, Answer: kit.Answer{Text: number},
				Edit: kit.Link{Text: "查看申請單", Hidden: number, Href: "/cases/" + number}})
		}
	}
	if sv.Live > 0 && sv.Candidate > 0 {
		paper("異動申請單號", sv.CaseNumber)
		paper("現行資料的申請單號", sv.LiveNumber)
	} else {
		paper("申請單號", sv.CaseNumber)
	}
	if sv.ClientID != "" {
		for _, w := range sv.Windows() {
			rows = append(rows, kit.SummaryRow{Label: "測試期間", Answer: kit.Answer{Text: w.String()}})
		}
		rows = append(rows,
			kit.SummaryRow{Label: "client_id", Answer: kit.Answer{List: []string{sv.ClientID}}},
			kit.SummaryRow{Label: "resource_id", Answer: kit.Answer{List: []string{sv.ResourceID}}})
	}
	if launched := sv.Launched.String(); sv.EverLive && launched == "" {
		rows = append(rows, kit.SummaryRow{Label: "上架日期", Answer: kit.Answer{Text: "－"}})
	} else if launched != "" {
		rows = append(rows, kit.SummaryRow{Label: "上架日期", Answer: kit.Answer{Text: launched}})
	}
	if sv.ClientID != "" {
		rows = append(rows, kit.SummaryRow{Label: "輪詢狀態", Answer: kit.Answer{Text: polling(sv)}})
	}
	switch {
	case sv.Live > 0 || sv.GoLive.IsZero():
	case sv.Step == service.Waiting:
		rows = append(rows, kit.SummaryRow{Label: "上線日期", Answer: kit.Answer{Text: sv.GoLive.String()}})
	default:
		rows = append(rows, kit.SummaryRow{Label: "預估上線日期", Answer: kit.Answer{Text: sv.GoLive.String()}},
			kit.SummaryRow{Label: "試辦報告繳交期限", Answer: kit.Answer{Text: sv.ReportDay().String()}})
	}
	if step := sv.Step.Label(); step != "" {
		label := "辦理階段"
		if sv.Live > 0 && sv.Candidate > 0 {
			label = "異動辦理階段"
		}
		rows = append(rows, kit.SummaryRow{Label: label, Answer: kit.Answer{Text: step}})
	}
	return rows
}
