package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/turnstile"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// signInPage is templates/page/signin.html (figs. 2, 11, 18, 60).
type signInPage struct {
	kit.Page
	Form  kit.Form
	Proof *proof // none where no key is configured
	Links []kit.Link
}

// proof is Cloudflare's widget, the one thing of the portal that needs script
// (A13).
type proof struct{ SiteKey, Action string }

// Where the widget comes from, and the name under which it adds its proof to the
// form.
const (
	proofOrigin = "https://challenges.cloudflare.com"
	proofName   = "cf-turnstile-response"
)

func (s *Server) newSignIn(v *visit, login string) *signInPage {
	page := &signInPage{Page: s.frame(v, kit.Product), Form: kit.Form{Action: "/signin", Fields: []kit.Field{
		{Kind: kit.Text, ID: "login", Label: "帳號", Value: login, Autocomplete: "username", Width: kit.Medium},
		{Kind: kit.Password, ID: "password", Label: "密碼", Autocomplete: "current-password", Width: kit.Medium},
	}, Buttons: []kit.Button{{Text: "登入後臺"}}, Cancel: kit.Link{Text: "忘記密碼", Href: "/forgot"}},
		Links: []kit.Link{{Text: "建立帳號", Href: "/signup/policy"}, entrance}}
	page.Narrow = true
	if s.Proofs != nil {
		page.Proof = &proof{SiteKey: s.SiteKey, Action: turnstile.Action}
	}
	return page
}

// showSignIn lets the widget in where the page has one.
func (s *Server) showSignIn(w http.ResponseWriter, r *http.Request, status int, page *signInPage) error {
	kit.Mark(page.Form.Fields, page.Faults)
	if page.Proof != nil {
		kit.Admit(w, proofOrigin)
	}
	return s.kit.Page(w, r, status, "signin", page)
}

func (s *Server) signIn(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showSignIn(w, r, http.StatusOK, s.newSignIn(v, ""))
}

func (s *Server) signInPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, "login", "password", proofName); err != nil {
		return err
	}
	login, password := r.PostForm.Get("login"), r.PostForm.Get("password")
	page := s.newSignIn(v, login)
	if page.Faults = blanks(page.Form.Fields, r); len(page.Faults) > 0 {
		return s.showSignIn(w, r, http.StatusUnprocessableEntity, page)
	}
	if s.Proofs != nil {
		if err := s.Proofs.Verify(r.Context(), r.PostForm.Get(proofName), visitOf(r).Source); err != nil {
			blame(r, err)
			page.Faults = []fault.Field{{Message: fault.MessageOf(err)}}
			return s.showSignIn(w, r, http.StatusUnprocessableEntity, page)
		}
	}
	ticket, err := s.Portal.SignIn(r.Context(), login, password, visitOf(r))
	switch fault.CodeOf(err) {
	case "":
		setTicket(w, ticket)
		return s.redirect(w, r, "", "/signin/code")
	case fault.Unauthenticated, fault.TooMany:
		page.Faults = []fault.Field{{Key: "login", Control: "login", Message: fault.MessageOf(err)}}
		return s.showSignIn(w, r, refusalStatus(err), page)
	}
	return err
}

// refusalStatus is of a form shown again: 429 where a limit was reached, 422
// otherwise.
func refusalStatus(err error) int {
	if fault.Is(err, fault.TooMany) {
		return http.StatusTooManyRequests
	}
	return http.StatusUnprocessableEntity
}

// blanks lists the fields that were left empty.
func blanks(fields []kit.Field, r *http.Request) []fault.Field {
	var faults []fault.Field
	for _, f := range fields {
		if !f.Optional && r.PostForm.Get(f.FormName()) == "" {
			faults = append(faults, fault.Field{Key: f.ID, Control: f.ID, Message: "請輸入" + f.Label + "。"})
		}
	}
	return faults
}

func (s *Server) signOut(w http.ResponseWriter, r *http.Request, _ *visit) error {
	door, err := s.door(r, onboarding.Besides{})
	if err == nil {
		err = s.Portal.SignOut(r.Context(), door.Session)
	}
	if err != nil && !fault.Is(err, fault.Unauthenticated) {
		return err
	}
	setCookie(w, sessionCookie, "", -1)
	return s.redirect(w, r, "您已登出。", "/signin")
}

// extend keeps a session alive because its person asked for it (A14). Nothing is
// shown, so that the page, with what was typed in it, stays where it is: the
// module asks in the background, a browser without script stays on the page.
func (s *Server) extend(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := s.Notes.TouchSession(r.Context(), v.door.Session, s.Now()); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
