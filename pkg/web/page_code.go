package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// codePage is templates/page/code.html.
type codePage struct {
	kit.Page
	Form kit.Form
}

func (s *Server) newCode(v *visit) *codePage {
	return &codePage{Page: s.frame(v, "MyData後臺登入身份驗證"), Form: kit.Form{Action: "/signin/code",
		Fields: []kit.Field{codeField()}, Buttons: []kit.Button{{Text: "驗證"}}, Cancel: kit.Link{Text: "回登入頁", Href: "/signin"}}}
}

// codeField asks for the authenticator's code.
func codeField() kit.Field {
	return kit.Field{Kind: kit.Code, ID: onboarding.FieldCode, Label: "驗證碼",
		Hints: []string{"請輸入手機 Authenticator 應用程式目前顯示的 6 位數字。"}, Width: kit.Short}
}

// half is the session of somebody whose code is outstanding.
func (s *Server) half(r *http.Request) (onboarding.Door, error) {
	door, err := s.door(r, "")
	if err == nil && door.Session.Level != account.LevelPassword {
		err = errSignIn
	}
	return door, err
}

func (s *Server) code(w http.ResponseWriter, r *http.Request, v *visit) error {
	if _, err := s.half(r); err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "code", s.newCode(v))
}

func (s *Server) codePost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, onboarding.FieldCode); err != nil {
		return err
	}
	door, err := s.half(r)
	if err != nil {
		return err
	}
	page := s.newCode(v)
	page.Faults = blanks(page.Form.Fields, r)
	status := http.StatusUnprocessableEntity
	if len(page.Faults) == 0 {
		ticket, err := s.Portal.VerifyCode(r.Context(), door, r.PostForm.Get(onboarding.FieldCode), visitOf(r))
		switch fault.CodeOf(err) {
		case "":
			setTicket(w, ticket)
			return s.redirect(w, r, "", "/")
		case fault.Invalid:
			page.Faults = fault.FieldsOf(err)
		case fault.TooMany:
			page.Faults = []fault.Field{{Key: onboarding.FieldCode, Control: onboarding.FieldCode, Message: fault.MessageOf(err)}}
			status = http.StatusTooManyRequests
		default:
			return err
		}
	}
	kit.Mark(page.Form.Fields, page.Faults)
	return s.kit.Page(w, r, status, "code", page)
}
