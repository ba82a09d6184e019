package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// datePage is templates/page/service_date.html: the day of go-live is moved (D7).
type datePage struct {
	kit.Page
	Confirm kit.Confirm
}

func (s *Server) newDate(v *visit, sv service.Service, day, reason string) *datePage {
	at := servicePath(sv)
	return &datePage{Page: s.serviceFrame(v, sv, "變更上線日期"), Confirm: kit.Confirm{
		Object: []kit.SummaryRow{
			{Label: "服務名稱", Answer: kit.Answer{Text: sv.Name}},
			{Label: "目前的上線日期", Answer: kit.Answer{Text: sv.GoLive.String()}},
		},
		Effects: []string{"試辦報告的繳交期限（上線日期前 7 日）與提醒隨之改變。", "申請人與維運團隊會收到通知。"},
		Form: kit.Form{Action: at + "/date", Fields: []kit.Field{
			{Kind: kit.Date, ID: onboarding.FieldDate, Label: "預估上線日期", Value: day, Example: "2024-04-16"},
			{Kind: kit.TextArea, ID: onboarding.FieldReason, Label: "變更原因", Lines: 4, Value: reason},
		}, Buttons: []kit.Button{{Text: "確定"}}, Cancel: kit.Link{Text: "取消", Href: at}}}}
}

// toDate loads a service whose day the visitor may move.
func (s *Server) toDate(r *http.Request, v *visit) (service.Service, error) {
	sv, _, err := s.ownService(r, v, account.MoveDate)
	if err == nil && !sv.Can(service.DateMoved, service.Facts{Now: s.Now(), Day: sv.GoLive}) {
		err = fault.New(fault.Conflict, onboarding.NoDateToMove)
	}
	return sv, err
}

func (s *Server) serviceDate(w http.ResponseWriter, r *http.Request, v *visit) error {
	sv, err := s.toDate(r, v)
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "service_date", s.newDate(v, sv, sv.GoLive.String(), ""))
}

func (s *Server) serviceDatePost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, onboarding.FieldDate, onboarding.FieldReason); err != nil {
		return err
	}
	typed, reason := r.PostForm.Get(onboarding.FieldDate), r.PostForm.Get(onboarding.FieldReason)
	day, wrong := calendar.ParseDate(typed)
	if wrong != nil {
		day = calendar.Date{} // MoveDate says what is wrong with it
	}
	err := s.Portal.MoveDate(r.Context(), v.actor, r.PathValue("id"), day, reason)
	if err == nil {
		return s.redirect(w, r, "上線日期已變更為 "+day.String()+"。", "/services", r.PathValue("id"))
	}
	if len(fault.FieldsOf(err)) == 0 {
		return err
	}
	sv, readErr := s.toDate(r, v)
	if readErr != nil {
		return readErr
	}
	page := s.newDate(v, sv, typed, reason)
	page.Faults = fault.FieldsOf(err)
	kit.Mark(page.Confirm.Form.Fields, page.Faults)
	return s.kit.Page(w, r, http.StatusUnprocessableEntity, "service_date", page)
}
