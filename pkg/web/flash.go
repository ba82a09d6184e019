package web

import (
	"encoding/base64"
	"net/http"
	"time"
)

const (
	flashLimit = 500 // bytes
	flashAge   = time.Minute
)

// redirect answers 303 to a page, where banner says what was achieved.
func (s *Server) redirect(w http.ResponseWriter, r *http.Request, banner, path string, segments ...any) error {
	target, err := s.kit.URL(path, segments...)
	if err != nil {
		return err
	}
	if banner != "" {
		setCookie(w, flashCookie, base64.RawURLEncoding.EncodeToString([]byte(banner)), int(flashAge/time.Second))
	}
	http.Redirect(w, r, target, http.StatusSeeOther)
	return nil
}

// takeFlash reads the banner left by the request before, once.
func takeFlash(w http.ResponseWriter, r *http.Request) string {
	cookie, err := r.Cookie(flashCookie)
	if err != nil || r.Method != http.MethodGet {
		return ""
	}
	setCookie(w, flashCookie, "", -1)
	text, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil || len(text) > flashLimit {
		return ""
	}
	return string(text)
}
