package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// resetPage is templates/page/reset.html: behind the mailed link, the new
// password; behind a link that is over, why (A8).
type resetPage struct {
	kit.Page
	Dead *kit.Notice
	Form kit.Form
}

func (s *Server) newReset(v *visit, link string, view onboarding.ResetView) *resetPage {
	page := &resetPage{Page: s.resetFrame(v), Form: kit.Form{Action: "/reset", Hidden: []kit.Hidden{{Name: linkName, Value: link}},
		Fields:  append([]kit.Field{{Kind: kit.Fixed, ID: "login", Label: "帳號", Value: view.Login}}, newPasswordFields()...),
		Buttons: []kit.Button{{Text: "設定密碼"}}}}
	return page
}

func (s *Server) resetFrame(v *visit) kit.Page {
	p := s.frame(v, "設定密碼")
	p.Narrow = true
	p.Trail = []kit.Link{{Text: "登入後臺", Href: "/signin"}}
	return p
}

// newPasswordFields ask for a new password, twice, with the rules before it.
func newPasswordFields() []kit.Field {
	return []kit.Field{
		{Kind: kit.Password, ID: onboarding.FieldPassword, Label: "新密碼", Autocomplete: "new-password", Width: kit.Medium,
			Hints: []string{"密碼必須包含 8-12 字元，至少各存在英文字母、數字、符號。", "不可以是常見的密碼，不可以包含帳號、姓名、機關名稱、日期或電話，也不可以與最近三次的密碼相同。"}},
		{Kind: kit.Password, ID: onboarding.FieldPasswordAgain, Label: "再次確認密碼", Autocomplete: "new-password", Width: kit.Medium},
	}
}

// reset shows the form. However often a scanner opens the link, nothing changes
// (trust 5).
func (s *Server) reset(w http.ResponseWriter, r *http.Request, v *visit) error {
	link := r.URL.Query().Get(linkName)
	view, err := s.Portal.OpenReset(r.Context(), link)
	if fault.Is(err, fault.Expired) {
		return s.deadReset(w, r, v, err)
	}
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "reset", s.newReset(v, link, view))
}

// deadReset answers 410, and leads to where another link is mailed.
func (s *Server) deadReset(w http.ResponseWriter, r *http.Request, v *visit, refusal error) error {
	blame(r, refusal)
	page := resetPage{Page: s.resetFrame(v), Dead: &kit.Notice{Title: fault.MessageOf(refusal), Warning: true,
		Lines: []string{"需要再設定密碼時，請重新申請；先前寄出的連結都不能再使用。"},
		Links: []kit.Link{{Text: "重新申請設定密碼", Href: "/forgot"}, {Text: "登入後臺", Href: "/signin"}}}}
	return s.kit.Page(w, r, http.StatusGone, "reset", &page)
}

// resetPost uses the link up. The browser is not signed in by it.
func (s *Server) resetPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, linkName, onboarding.FieldPassword, onboarding.FieldPasswordAgain); err != nil {
		return err
	}
	link := r.PostForm.Get(linkName)
	err := s.Portal.Reset(r.Context(), link, r.PostForm.Get(onboarding.FieldPassword), r.PostForm.Get(onboarding.FieldPasswordAgain))
	switch fault.CodeOf(err) {
	case "":
		setCookie(w, sessionCookie, "", -1)
		return s.redirect(w, r, "密碼已設定，請以新密碼登入。", "/signin")
	case fault.Expired:
		return s.deadReset(w, r, v, err)
	case fault.Invalid:
		view, openErr := s.Portal.OpenReset(r.Context(), link)
		if openErr != nil {
			return openErr
		}
		page := s.newReset(v, link, view)
		page.Faults = fault.FieldsOf(err)
		kit.Mark(page.Form.Fields, page.Faults)
		return s.kit.Page(w, r, http.StatusUnprocessableEntity, "reset", page)
	}
	return err
}
