package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/policy"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// emailPage is templates/page/signup_email.html (figs. 4, 62).
type emailPage struct {
	kit.Page
	Form kit.Form
}

func (s *Server) newEmail(v *visit, typed string) *emailPage {
	return &emailPage{Page: s.signUpFrame(v, "填寫機關信箱"), Form: kit.Form{Action: "/signup/email", Fields: []kit.Field{
		{Kind: kit.Email, ID: onboarding.FieldMail, Label: "機關信箱", Value: typed, Autocomplete: "email", Width: kit.Medium,
			Hints: []string{"請填寫機關的電子郵件信箱，勿使用免費信箱（如 Gmail、Yahoo、Hotmail 等）。我們會寄送驗證信到這個信箱。"}, Example: "name@agency.gov.tw"},
	}, Buttons: []kit.Button{{Text: "送出"}}}}
}

// agreedHandler is the handler of a page for who has agreed to the policy in
// force.
type agreedHandler func(*Server, http.ResponseWriter, *http.Request, *visit, policy.Policy) error

// agreed leads whoever has not agreed to it back to it.
func agreed(handle agreedHandler) handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request, v *visit) error {
		p, err := s.Portal.Policy(r.Context())
		if err != nil {
			return err
		}
		if _, agreed := termsSeen(r, p); !agreed {
			return s.redirect(w, r, "請先閱讀並同意服務條款與隱私權保護政策。", "/signup/policy")
		}
		return handle(s, w, r, v, p)
	}
}

func (s *Server) signUpEmail(w http.ResponseWriter, r *http.Request, v *visit, _ policy.Policy) error {
	return s.kit.Page(w, r, http.StatusOK, "signup_email", s.newEmail(v, typedMail(r)))
}

// signUpEmailPost has the mail sent; what it answers does not depend on whether
// the address is known (trust 17).
func (s *Server) signUpEmailPost(w http.ResponseWriter, r *http.Request, v *visit, p policy.Policy) error {
	if err := parseOnly(r, onboarding.FieldMail); err != nil {
		return err
	}
	typed := r.PostForm.Get(onboarding.FieldMail)
	err := s.Portal.RequestSignUp(r.Context(), typed, p.Version, s.Now(), r.RemoteAddr)
	page := s.newEmail(v, typed)
	status := http.StatusUnprocessableEntity
	switch fault.CodeOf(err) {
	case "":
		setTypedMail(w, typed)
		return s.redirect(w, r, "", "/signup/sent")
	case fault.Invalid:
		page.Faults = fault.FieldsOf(err)
	case fault.TooMany:
		page.Faults = []fault.Field{{Key: onboarding.FieldMail, Control: onboarding.FieldMail, Message: fault.MessageOf(err)}}
		status = http.StatusTooManyRequests
	default:
		return err
	}
	kit.Mark(page.Form.Fields, page.Faults)
	return s.kit.Page(w, r, status, "signup_email", page)
}

// sentPage is templates/page/signup_sent.html.
type sentPage struct {
	kit.Page
	What kit.Notice
	Next []string
	Form kit.Form
}

// signUpSent says what happens next; the page is the same for every address.
func (s *Server) signUpSent(w http.ResponseWriter, r *http.Request, v *visit, _ policy.Policy) error {
	address := typedMail(r)
	if address == "" {
		return s.redirect(w, r, "", "/signup/email")
	}
	page := sentPage{Page: s.signUpFrame(v, "請至信箱收取驗證信"), What: kit.Notice{Title: "已處理您的申請",
		Lines: []string{"如果「" + address + "」可以建立帳號，幾分鐘內會收到「後臺帳號註冊驗證信」。"}},
		Next: []string{"開啟信中的「啟動連結」。連結在寄出一小時後自動失效，只能使用一次。", "在開啟的頁面按下「啟動帳號」。",
			"填寫機關單位基本資料與帳號資訊，再填寫介接申請單，或申請主管機關帳號。"},
		Form: kit.Form{Action: "/signup/sent", Buttons: []kit.Button{{Text: "重新寄送驗證信", Look: kit.Secondary}},
			Cancel: kit.Link{Text: "改用另一個信箱", Href: "/signup/email"}}}
	return s.kit.Page(w, r, http.StatusOK, "signup_sent", &page)
}

// signUpSentPost sends again, which voids the mail before.
func (s *Server) signUpSentPost(w http.ResponseWriter, r *http.Request, _ *visit, p policy.Policy) error {
	if err := parseOnly(r); err != nil {
		return err
	}
	address := typedMail(r)
	if address == "" {
		return s.redirect(w, r, "", "/signup/email")
	}
	if err := s.Portal.RequestSignUp(r.Context(), address, p.Version, s.Now(), r.RemoteAddr); err != nil {
		return err
	}
	return s.redirect(w, r, "已重新寄送，先前信中的連結不能再使用。", "/signup/sent")
}
