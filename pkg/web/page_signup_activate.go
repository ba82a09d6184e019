package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// activatePage is templates/page/signup_activate.html: behind the mailed link, a
// button; behind a link that is over, why, and a new mail (A3, figs. 5, 63).
type activatePage struct {
	kit.Page
	What kit.Notice
	Form kit.Form
}

// linkName carries the last part of an activation link.
const linkName = "link"

// signUpActivate shows what the link is good for. However often a scanner opens
// it, nothing changes (trust 5).
func (s *Server) signUpActivate(w http.ResponseWriter, r *http.Request, v *visit) error {
	link := r.URL.Query().Get(linkName)
	view, err := s.Portal.OpenActivation(r.Context(), link)
	if err != nil {
		return err
	}
	if view.Refusal != nil {
		return s.deadActivation(w, r, v, link, view.Mail, view.Refusal)
	}
	return s.showActivation(w, r, v, link, http.StatusOK, nil)
}

// showActivation asks a browser that did not ask for the mail whom it went to.
func (s *Server) showActivation(w http.ResponseWriter, r *http.Request, v *visit, link string, status int, faults []fault.Field) error {
	page := activatePage{Page: s.signUpFrame(v, "啟動帳號"), What: kit.Notice{Title: "驗證信的連結可以使用",
		Lines: []string{"按下「啟動帳號」後，繼續填寫機關單位基本資料與帳號資訊。全部填寫並送出之前，不會建立任何帳號。"}},
		Form: kit.Form{Action: "/signup/activate", Hidden: []kit.Hidden{{Name: linkName, Value: link}}, Buttons: []kit.Button{{Text: "啟動帳號"}}}}
	if asked := typedMail(r); asked != "" && len(faults) == 0 {
		page.What.Title = "信箱「" + asked + "」已收到驗證信"
	} else {
		page.Form.Fields = []kit.Field{{Kind: kit.Email, ID: onboarding.FieldMail, Label: "機關信箱", Autocomplete: "email", Value: r.PostForm.Get(onboarding.FieldMail),
			Hints: []string{"這不是申請驗證信的瀏覽器，請再輸入一次收到這封信的機關信箱。"}}}
	}
	page.Faults = faults
	kit.Mark(page.Form.Fields, faults)
	return s.kit.Page(w, r, status, "signup_activate", &page)
}

// deadActivation answers 410 and offers a new mail where the link proves whose
// it was.
func (s *Server) deadActivation(w http.ResponseWriter, r *http.Request, v *visit, link, address string, refusal error) error {
	blame(r, refusal)
	page := activatePage{Page: s.signUpFrame(v, "啟動帳號"), What: kit.Notice{Title: fault.MessageOf(refusal), Warning: true,
		Lines: []string{"先前填寫的內容仍保留，以同一個機關信箱重新驗證後會再帶出。"}}}
	if address == "" {
		page.What.Links = []kit.Link{{Text: "重新填寫機關信箱", Href: "/signup/email"}}
	} else {
		page.Form = kit.Form{Action: "/signup/activate/resend", Hidden: []kit.Hidden{{Name: linkName, Value: link}},
			Buttons: []kit.Button{{Text: "重新寄送驗證信"}}}
	}
	return s.kit.Page(w, r, http.StatusGone, "signup_activate", &page)
}

// signUpActivatePost uses the link up.
func (s *Server) signUpActivatePost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, linkName, onboarding.FieldMail); err != nil {
		return err
	}
	link, address := r.PostForm.Get(linkName), r.PostForm.Get(onboarding.FieldMail)
	if address == "" {
		address = typedMail(r)
	}
	ticket, err := s.Portal.Activate(r.Context(), link, address)
	switch fault.CodeOf(err) {
	case "":
		setCookie(w, signUpCookie, ticket.ID+"."+ticket.Secret, 0)
		setCookie(w, mailCookie, "", -1)
		return s.redirect(w, r, "信箱已驗證，請繼續填寫。", "/signup/details")
	case fault.Invalid:
		return s.showActivation(w, r, v, link, http.StatusUnprocessableEntity, fault.FieldsOf(err))
	case fault.Expired:
		view, openErr := s.Portal.OpenActivation(r.Context(), link)
		if openErr != nil {
			return openErr
		}
		return s.deadActivation(w, r, v, link, view.Mail, err)
	}
	return err
}

// signUpResend answers a link that is over by a new mail to the same address.
func (s *Server) signUpResend(w http.ResponseWriter, r *http.Request, _ *visit) error {
	if err := parseOnly(r, linkName); err != nil {
		return err
	}
	address, err := s.Portal.ResendActivation(r.Context(), r.PostForm.Get(linkName), r.RemoteAddr)
	if err != nil {
		return err
	}
	setTypedMail(w, address)
	return s.redirect(w, r, "已重新寄送驗證信。", "/signup/sent")
}
