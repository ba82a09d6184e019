package web

import (
	"encoding/base64"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// Who has to sign in first comes back to the page that asked for it: a GET by
// itself, an application's page with what was typed in it (F1, A14).
const (
	backCookie = "__Host-back"
	backAge    = time.Hour
	backLimit  = 1 << 10 // bytes
)

// keepBack notes whose session is over, where that is known, and at which page.
func keepBack(w http.ResponseWriter, r *http.Request) {
	ticket, _ := ticketOf(r)
	if at := ticket.AccountID + " " + r.URL.RequestURI(); r.Method == http.MethodGet && len(at) <= backLimit {
		setCookie(w, backCookie, base64.RawURLEncoding.EncodeToString([]byte(at)), int(backAge/time.Second))
	}
}

// takeBack is the page to go on at after signing in, once: the first one where
// nothing is kept, or where it was somebody else's.
func (s *Server) takeBack(w http.ResponseWriter, r *http.Request, accountID string) string {
	cookie, err := r.Cookie(backCookie)
	if err != nil {
		return home.Href
	}
	setCookie(w, backCookie, "", -1)
	text, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	whose, path, found := strings.Cut(string(text), " ")
	if err != nil || !found || len(text) > backLimit || whose != "" && whose != accountID {
		return home.Href
	}
	if _, err := s.kit.URL(path); err != nil {
		return home.Href
	}
	return path
}

// resendPage is templates/page/resend.html: what was typed into an application
// while the session ended, to be sent again. It stays in the browser's hands:
// nothing is kept for who is not signed in.
type resendPage struct {
	kit.Page
	Form   kit.Form
	Secret bool // a key text is not sent back, and has to be pasted again
}

// resend reports whether it could answer a refused post with its page.
func (s *Server) resend(w http.ResponseWriter, r *http.Request, v *visit) bool {
	if err := parse(r); err != nil || !r.PostForm.Has(seenName) || r.PostForm.Get(actName) == actAutosave {
		return false
	}
	page := &resendPage{Page: s.frame(v, "登入已逾時"), Form: kit.Form{Action: r.URL.Path, Buttons: []kit.Button{{Text: "重新送出"}}}}
	for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
		values := r.PostForm[name]
		if f, known := form.Lookup(form.Key(name)); known && f.Kind == form.SecretArea {
			page.Secret = page.Secret || values[0] != ""
			continue
		}
		for _, value := range values {
			page.Form.Hidden = append(page.Form.Hidden, kit.Hidden{Name: name, Value: value})
		}
	}
	return s.kit.Page(w, r, http.StatusUnauthorized, "resend", page) == nil
}
