package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// withdrawPage is templates/page/withdraw.html.
type withdrawPage struct {
	kit.Page
	Confirm kit.Confirm
}

func (s *Server) newWithdraw(v *visit, p paper, reason string) *withdrawPage {
	return &withdrawPage{Page: s.caseFrame(v, p, "撤回申請"), Confirm: kit.Confirm{
		Object: []kit.SummaryRow{
			{Label: "申請單號", Answer: kit.Answer{List: []string{p.Case.Number}}},
			{Label: p.Case.Subject(), Answer: kit.Answer{Text: p.Case.ServiceName}},
			{Label: "申請項目", Answer: kit.Answer{Text: p.review.Kind.Label()}},
		},
		Effects: []string{"審核就此結束，不能恢復；需要時請另送一份新的申請單。", "目前負責審核的單位會收到通知。"},
		Form: kit.Form{Action: p.path() + "/withdraw", Fields: []kit.Field{{Kind: kit.TextArea, ID: onboarding.FieldReason, Label: "撤回原因",
			Optional: true, Lines: 4, Value: reason, Hints: []string{"審核單位看得到撤回原因。"}}},
			Buttons: []kit.Button{{Text: "確定", Look: kit.Danger}}, Cancel: kit.Link{Text: "取消", Href: p.path()}}}}
}

// toWithdraw loads a case its applicant may still take back (C8).
func (s *Server) toWithdraw(r *http.Request, v *visit) (paper, error) {
	p, err := s.paper(r.Context(), v, v.caseID)
	if err != nil {
		return p, err
	}
	object := account.Object{OrganisationID: p.Case.OrganisationID, AuthorityID: p.Case.AuthorityID}
	if err := account.May(v.actor, account.Withdraw, object); err != nil {
		return p, err
	}
	if _, err := p.review.Withdraw(); err != nil {
		return p, &fault.Error{Code: fault.Conflict, Op: "web.toWithdraw", Message: "這份申請單的審核已經結束，不能撤回。", Err: err}
	}
	return p, nil
}

func (s *Server) withdraw(w http.ResponseWriter, r *http.Request, v *visit) error {
	p, err := s.toWithdraw(r, v)
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "withdraw", s.newWithdraw(v, p, ""))
}

// withdrawPost takes the submission back; a repeat says the same.
func (s *Server) withdrawPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, onboarding.FieldReason); err != nil {
		return err
	}
	reason := r.PostForm.Get(onboarding.FieldReason)
	err := s.Portal.Withdraw(r.Context(), v.actor, v.caseID, reason)
	if err == nil {
		return s.redirect(w, r, "申請單 "+r.PathValue("number")+" 已撤回。", "/cases", r.PathValue("number"))
	}
	if len(fault.FieldsOf(err)) == 0 {
		return err
	}
	p, readErr := s.toWithdraw(r, v)
	if readErr != nil {
		return readErr
	}
	page := s.newWithdraw(v, p, reason)
	page.Faults = fault.FieldsOf(err)
	kit.Mark(page.Confirm.Form.Fields, page.Faults)
	return s.kit.Page(w, r, http.StatusUnprocessableEntity, "withdraw", page)
}
