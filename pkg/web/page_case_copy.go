package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// caseCopyPage is templates/page/case_copy.html: 資料帶入新單 (B9).
type caseCopyPage struct {
	kit.Page
	Confirm kit.Confirm
}

func (s *Server) caseCopy(w http.ResponseWriter, r *http.Request, v *visit) error {
	p, err := s.paper(r.Context(), v, v.caseID)
	if err != nil {
		return err
	}
	if err := account.May(v.actor, account.Apply, account.Object{OrganisationID: p.Case.OrganisationID, AuthorityID: p.Case.AuthorityID}); err != nil {
		return err
	}
	page := caseCopyPage{Page: s.caseFrame(v, p, "資料帶入新單"), Confirm: kit.Confirm{
		Object: []kit.SummaryRow{
			{Label: "申請單號", Answer: kit.Answer{List: []string{p.Case.Number}}},
			{Label: p.Case.Subject(), Answer: kit.Answer{Text: p.Case.ServiceName}}},
		Effects: []string{"以這份申請單最近一次送出的申請資料建立一份新的草稿，原申請單不受影響。", "金鑰文字不會帶入，請在新單重新貼上；已經過去的測試日期也不會帶入。"},
		Form:    kit.Form{Action: p.path() + "/copy", Key: s.NewID(), Buttons: []kit.Button{{Text: "建立新單"}}, Cancel: kit.Link{Text: "取消", Href: p.path()}}}}
	return s.kit.Page(w, r, http.StatusOK, "case_copy", &page)
}

// caseCopyPost makes the draft, whose id is the form's key: pressed twice, it
// makes one (trust 8).
func (s *Server) caseCopyPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, kit.FormKey); err != nil {
		return err
	}
	key := r.PostForm.Get(kit.FormKey)
	if !keyForm.MatchString(key) {
		if _, err := s.paper(r.Context(), v, v.caseID); err != nil {
			return err
		}
		return fault.New(fault.Invalid, "這個表單不完整，請重新開啟「資料帶入新單」。")
	}
	draft, err := s.Portal.CopyCase(r.Context(), v.actor, v.caseID, key)
	if err != nil {
		return err
	}
	return s.redirect(w, r, "已將申請單 "+r.PathValue("number")+" 的內容帶入新單。", "/drafts", draft.ID)
}
