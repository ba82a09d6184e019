package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// codePage is templates/page/code.html: the second factor, in one of three ways
// (figs. 12, 19).
type codePage struct {
	kit.Page
	Lead  string
	Form  kit.Form
	Mail  *kit.Form // has a code mailed
	Links []kit.Link
}

// codeTitle is the heading of every page between the password and the session.
const codeTitle = "MyData後臺登入身份驗證"

// byName says by what a person signs in; the zero value is the authenticator.
const byName = "by"

const (
	byMail     = "mail"
	byRecovery = "recovery"
)

func (s *Server) newCode(v *visit, by string) *codePage {
	page := &codePage{Page: s.halfFrame(v), Lead: "為保護您的帳號，登入時除了密碼，還需要驗證器產生的驗證碼。",
		Form: kit.Form{Action: "/signin/code", Fields: []kit.Field{codeField()}, Buttons: []kit.Button{{Text: "驗證"}},
			Cancel: kit.Link{Text: "回登入頁", Href: "/signin"}},
		Mail: &kit.Form{Action: "/signin/code/mail", Buttons: []kit.Button{{Text: "使用E-mail寄送驗證碼", Look: kit.Secondary}}}}
	way := map[string]kit.Link{"": {Text: "使用驗證器", Href: "/signin/code"}, byRecovery: {Text: "使用備用驗證碼", Href: "/signin/code?by=recovery"}}
	switch by {
	case byMail:
		page.Lead = "驗證碼已寄到您帳號的電子郵件信箱，10 分鐘內有效，只能在這個瀏覽器使用。以 E-mail 驗證碼登入時，不能審核申請單，也不能變更帳號。"
		page.Form.Fields = []kit.Field{mailedField()}
		page.Mail.Buttons[0].Text = "重新寄送驗證碼"
		page.Links = []kit.Link{way[""], way[byRecovery]}
	case byRecovery:
		page.Lead = "備用驗證碼是綁定驗證器時顯示的 10 組代碼，每組只能使用一次。以備用驗證碼登入時，不能審核申請單，也不能變更帳號。"
		page.Form.Fields = []kit.Field{recoveryField()}
		page.Links = []kit.Link{way[""]}
	default:
		by = ""
		page.Links = []kit.Link{way[byRecovery]}
	}
	if by != "" {
		page.Form.Hidden = []kit.Hidden{{Name: byName, Value: by}}
	}
	page.Links = append(page.Links, kit.Link{Text: "遺失驗證器", Href: "/signin/lost"})
	return page
}

// halfFrame is the layout between the password and the session.
func (s *Server) halfFrame(v *visit) kit.Page {
	p := s.frame(v, codeTitle)
	p.Narrow = true
	return p
}

// codeField asks for the authenticator's code.
func codeField() kit.Field {
	return kit.Field{Kind: kit.Code, ID: onboarding.FieldCode, Label: "驗證碼",
		Hints: []string{"請輸入手機 Authenticator 應用程式目前顯示的 6 位數字。"}, Width: kit.Short}
}

// mailedField asks for the code that was mailed.
func mailedField() kit.Field {
	return kit.Field{Kind: kit.Code, ID: onboarding.FieldCode, Label: "驗證碼",
		Hints: []string{"請輸入「登入驗證碼」信件中的 8 位數字。"}, Width: kit.Short}
}

// recoveryField asks for a recovery code.
func recoveryField() kit.Field {
	return kit.Field{Kind: kit.Text, ID: onboarding.FieldCode, Label: "備用驗證碼", Autocomplete: "off",
		Hints: []string{"10 個英文字母與數字，大小寫與連字號不拘。"}, Example: "a2b3c-d4e5f", Width: kit.Medium}
}

// half is the session of somebody whose code is outstanding.
func (s *Server) half(r *http.Request) (onboarding.Door, error) {
	door, err := s.door(r, onboarding.Besides{})
	if err == nil && door.Session.Level != account.LevelPassword {
		err = errSignIn
	}
	return door, err
}

// code leads whoever has no authenticator to binding one (A7).
func (s *Server) code(w http.ResponseWriter, r *http.Request, v *visit) error {
	door, err := s.half(r)
	if err != nil {
		return err
	}
	if !door.Account.Bound() {
		return s.redirect(w, r, v.flash, "/signin/bind")
	}
	return s.kit.Page(w, r, http.StatusOK, "code", s.newCode(v, r.URL.Query().Get(byName)))
}

func (s *Server) codePost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, onboarding.FieldCode, byName); err != nil {
		return err
	}
	door, err := s.half(r)
	if err != nil {
		return err
	}
	by, code := r.PostForm.Get(byName), r.PostForm.Get(onboarding.FieldCode)
	page := s.newCode(v, by)
	if page.Faults = blanks(page.Form.Fields, r); len(page.Faults) > 0 {
		kit.Mark(page.Form.Fields, page.Faults)
		return s.kit.Page(w, r, http.StatusUnprocessableEntity, "code", page)
	}
	var ticket onboarding.Ticket
	switch by {
	case byMail:
		ticket, err = s.Portal.VerifyMailedCode(r.Context(), door, code)
	case byRecovery:
		ticket, err = s.Portal.SignInByRecovery(r.Context(), door, code)
	default:
		ticket, err = s.Portal.VerifyCode(r.Context(), door, code, visitOf(r))
	}
	if err == nil {
		setTicket(w, ticket)
		return s.redirect(w, r, "", s.takeBack(w, r, ticket.AccountID))
	}
	if page.Faults = codeFaults(err); page.Faults == nil {
		return err
	}
	kit.Mark(page.Form.Fields, page.Faults)
	return s.kit.Page(w, r, refusalStatus(err), "code", page)
}

// codeFaults are the faults to be shown at a code's field; nil where the refusal
// is another page's.
func codeFaults(err error) []fault.Field {
	switch fault.CodeOf(err) {
	case fault.Invalid:
		return fault.FieldsOf(err)
	case fault.TooMany, fault.Forbidden:
		return []fault.Field{{Key: onboarding.FieldCode, Control: onboarding.FieldCode, Message: fault.MessageOf(err)}}
	}
	return nil
}

// codeMail has a code mailed, and goes on to where it is typed.
func (s *Server) codeMail(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r); err != nil {
		return err
	}
	door, err := s.half(r)
	if err != nil {
		return err
	}
	err = s.Portal.SendCode(r.Context(), door, account.ToSignIn)
	if err == nil {
		return s.redirect(w, r, "驗證碼已寄出。", "/signin/code?by=mail")
	}
	page := s.newCode(v, "")
	if page.Faults = codeFaults(err); page.Faults == nil {
		return err
	}
	kit.Mark(page.Form.Fields, page.Faults)
	return s.kit.Page(w, r, refusalStatus(err), "code", page)
}
