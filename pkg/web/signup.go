package web

import (
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/policy"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// Cookies of sign-up. None of them is a session of an account: the first two say
// what this browser was shown and typed, the third opens one sign-up (A5).
const (
	termsCookie  = "__Host-terms"
	mailCookie   = "__Host-signup-mail"
	signUpCookie = "__Host-signup"
)

// agreedMark stands in the terms' cookie once they were agreed to.
const agreedMark = "agreed"

// termsSeen is how many parts of the policy in force this browser has been shown,
// and whether it has agreed to it.
func termsSeen(r *http.Request, p policy.Policy) (seen int, agreed bool) {
	cookie, err := r.Cookie(termsCookie)
	if err != nil {
		return 0, false
	}
	version, mark, _ := strings.Cut(cookie.Value, ".")
	parts := len(p.Parts())
	if version != p.Version {
		return 0, false
	}
	if mark == agreedMark {
		return parts, true
	}
	if seen, err = strconv.Atoi(mark); err != nil || seen < 0 || seen > parts {
		return 0, false
	}
	return seen, false
}

func setTermsSeen(w http.ResponseWriter, p policy.Policy, mark string) {
	setCookie(w, termsCookie, p.Version+"."+mark, int(onboarding.SignUpLife/time.Second))
}

// typedMail is the address this browser has asked an activation mail for.
func typedMail(r *http.Request) string {
	cookie, err := r.Cookie(mailCookie)
	if err != nil {
		return ""
	}
	text, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil {
		return ""
	}
	return string(text)
}

func setTypedMail(w http.ResponseWriter, address string) {
	setCookie(w, mailCookie, base64.RawURLEncoding.EncodeToString([]byte(address)), int(onboarding.ActivationLife/time.Second))
}

// signUpHandler is the handler of a page of a sign-up in progress.
type signUpHandler func(*Server, http.ResponseWriter, *http.Request, *visit, onboarding.SignUp) error

// signingUp opens the sign-up behind the request's cookie. Whoever has none
// begins at the first step (A5).
func signingUp(handle signUpHandler) handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request, v *visit) error {
		var ticket onboarding.SignUpTicket
		if cookie, err := r.Cookie(signUpCookie); err == nil {
			ticket.ID, ticket.Secret, _ = strings.Cut(cookie.Value, ".")
		}
		if ticket.ID == "" || len(ticket.ID) > idLimit {
			return s.redirect(w, r, "請從第一步開始建立帳號。", "/signup/policy")
		}
		u, err := s.Portal.Resume(r.Context(), ticket)
		if fault.Is(err, fault.Unauthenticated) {
			return s.redirect(w, r, fault.MessageOf(err), "/signup/policy")
		}
		if err != nil {
			return err
		}
		return handle(s, w, r, v, u)
	}
}

// signUpFrame is the layout of a page of sign-up, which begins at the entrance.
func (s *Server) signUpFrame(v *visit, title string, trail ...kit.Link) kit.Page {
	p := s.frame(v, title)
	p.Trail = append([]kit.Link{entrance}, trail...)
	return p
}

// entrance is the page every way into the portal begins at.
var entrance = kit.Link{Text: "線上申請單入口網頁", Href: "/start"}
