package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// officeOf loads the staff of the officer that the path names, for that officer
// alone.
func (s *Server) officeOf(r *http.Request, v *visit) (onboarding.Staff, []kit.Link, error) {
	f, a, err := s.staffOf(r, v)
	if err == nil && (a.ID != f.Office.AccountID || a.ID != v.actor.AccountID) {
		err = errNoAccount
	}
	return f, []kit.Link{accountsLink, {Text: "編輯帳號", Href: "/accounts/" + a.ID}}, err
}

// subNewPage is templates/page/account_sub_new.html (fig. 73).
type subNewPage struct {
	kit.Page
	Form kit.Form
}

func (s *Server) newSubNew(v *visit, trail []kit.Link, key string, d account.Details) *subNewPage {
	back := trail[len(trail)-1].Href
	return &subNewPage{Page: s.frame(v, "新增副帳號", trail...), Form: kit.Form{Action: back + "/subs/new", Key: key, Fields: detailFields(d, "", false),
		Buttons: []kit.Button{{Text: "新增副帳號"}}, Cancel: kit.Link{Text: "取消", Href: back}}}
}

func (s *Server) subNew(w http.ResponseWriter, r *http.Request, v *visit) error {
	_, trail, err := s.officeOf(r, v)
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "account_sub_new", s.newSubNew(v, trail, s.NewID(), account.Details{}))
}

// subNewPost asks for the 副帳號 (A10).
func (s *Server) subNewPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, kit.FormKey, account.FieldName, account.FieldPhone, account.FieldMail, account.FieldLogin, account.FieldUnit); err != nil {
		return err
	}
	_, trail, err := s.officeOf(r, v)
	if err != nil {
		return err
	}
	key, err := accountKey(r)
	if err != nil {
		return err
	}
	number, err := s.Portal.RequestSub(r.Context(), v.actor, key, detailsOf(r))
	if err == nil {
		return s.filed(w, r, number)
	}
	if len(fault.FieldsOf(err)) == 0 {
		return err
	}
	page := s.newSubNew(v, trail, key, detailsOf(r))
	page.Faults = fault.FieldsOf(err)
	kit.Mark(page.Form.Fields, page.Faults)
	return s.kit.Page(w, r, http.StatusUnprocessableEntity, "account_sub_new", page)
}

// subDeletePage is templates/page/account_sub_delete.html (figs. 76, 77).
type subDeletePage struct {
	kit.Page
	Confirm kit.Confirm
}

// subToDelete is the 副帳號 that the path names.
func (s *Server) subToDelete(r *http.Request, v *visit) (account.Account, []kit.Link, error) {
	f, trail, err := s.officeOf(r, v)
	if err != nil {
		return account.Account{}, trail, err
	}
	sub := f.Person(r.PathValue("sub"))
	if sub.ID == "" || sub.ID == f.Office.AccountID {
		err = errNoAccount
	}
	return sub, trail, err
}

func (s *Server) subDelete(w http.ResponseWriter, r *http.Request, v *visit) error {
	sub, trail, err := s.subToDelete(r, v)
	if err != nil {
		return err
	}
	back := trail[len(trail)-1].Href
	page := subDeletePage{Page: s.frame(v, "刪除副帳號", trail...), Confirm: kit.Confirm{
		Object:  append([]kit.SummaryRow{{Label: "確定要刪除此帳號？", Answer: kit.Answer{Text: sub.Login}}}, detailRows(account.DetailsOf(sub), nil, "電子郵件")[:3]...),
		Effects: []string{"送出刪除申請單，由維運團隊審核。", "審核通過後帳號即刪除，其登入狀態與審核連結同時失效，不能恢復。"},
		Form: kit.Form{Action: back + "/subs/" + sub.ID + "/delete", Key: s.NewID(), Buttons: []kit.Button{{Text: "確定", Look: kit.Danger}},
			Cancel: kit.Link{Text: "取消", Href: back}}}}
	return s.kit.Page(w, r, http.StatusOK, "account_sub_delete", &page)
}

// subDeletePost asks that the account be removed (A11).
func (s *Server) subDeletePost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, kit.FormKey); err != nil {
		return err
	}
	sub, _, err := s.subToDelete(r, v)
	if err != nil {
		return err
	}
	key, err := accountKey(r)
	if err != nil {
		return err
	}
	number, err := s.Portal.RequestDelete(r.Context(), v.actor, key, sub.ID)
	if err != nil {
		return err
	}
	return s.filed(w, r, number)
}
