package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// serviceDeletePage is templates/page/service_delete.html.
type serviceDeletePage struct {
	kit.Page
	Confirm kit.Confirm
}

// serviceDelete asks once more before a service is deleted (D10).
func (s *Server) serviceDelete(w http.ResponseWriter, r *http.Request, v *visit) error {
	sv, _, err := s.ownService(r, v, account.Apply)
	if err != nil {
		return err
	}
	if !sv.Can(service.Removed, service.Facts{Now: s.Now()}) {
		return fault.New(fault.Conflict, "曾經上線或有申請審核中的服務不能刪除；曾經上線的服務請申請下架，審核中的申請請先撤回。")
	}
	page := serviceDeletePage{Page: s.serviceFrame(v, sv, "刪除線上服務"), Confirm: kit.Confirm{
		Object:  []kit.SummaryRow{{Label: "服務名稱", Answer: kit.Answer{Text: sv.Name}}, {Label: "線上服務狀態", State: kit.State(sv.StateAt(s.Now()).Label())}},
		Effects: []string{"服務自線上服務列表移除，不能恢復；需要時請重新申請。", "開通中的防火牆規則立即關閉，client_secret 停用。", "申請單與審核歷程仍可查詢。"},
		Form: kit.Form{Action: servicePath(sv) + "/delete", Buttons: []kit.Button{{Text: "確定", Look: kit.Danger}},
			Cancel: kit.Link{Text: "取消", Href: servicePath(sv)}}}}
	return s.kit.Page(w, r, http.StatusOK, "service_delete", &page)
}

// serviceDeletePost deletes it; a repeat says the same.
func (s *Server) serviceDeletePost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r); err != nil {
		return err
	}
	if err := s.Portal.RemoveService(r.Context(), v.actor, r.PathValue("id")); err != nil {
		return err
	}
	return s.redirect(w, r, "線上服務已刪除。", "/services")
}
