package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// bodyLimit is the largest form the portal takes, in bytes (trust 21).
const bodyLimit = 1 << 20

// apiPath is where the REST API lies, which no browser speaks to.
const apiPath = "/api/"

// guard refuses unsafe requests from other sites, those whose browser does not
// say where they come from, and large bodies (trust 19, 21).
func (s *Server) guard(next http.Handler) (http.Handler, error) {
	portal, err := url.Parse(s.PortalURL)
	if err != nil {
		return nil, err
	}
	origin := http.NewCrossOriginProtection()
	if err := origin.AddTrustedOrigin(portal.Scheme + "://" + portal.Host); err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case safe(r.Method):
		case strings.HasPrefix(r.URL.Path, apiPath): // it takes no cookie, and limits bodies itself
		default:
			silent := r.Header.Get("Sec-Fetch-Site") == "" && r.Header.Get("Origin") == ""
			if err := origin.Check(r); err != nil || silent {
				s.fail(w, r, &visit{}, &fault.Error{Code: fault.Forbidden, Op: "web.guard",
					Message: "這個表單不是從本系統的頁面送出，為保護您的帳號已拒絕。", Err: err})
				return
			}
			r.Body = http.MaxBytesReader(w, r.Body, bodyLimit)
		}
		next.ServeHTTP(w, r)
	}), nil
}

func safe(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}

// parse reads the posted form. Too large a one, or one that is no form, is
// Invalid.
func parse(r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return &fault.Error{Code: fault.Invalid, Op: "web.parse", Message: "送出的內容無法讀取或超過上限。", Err: err}
	}
	return nil
}

// parseOnly is parse for a page whose form has these names and no others; each
// may come once, in UTF-8 (trust 21).
func parseOnly(r *http.Request, names ...string) error { return parseBoxes(r, "", names...) }

// parseBoxes is parseOnly where one more name, of a group of boxes, may come
// several times.
func parseBoxes(r *http.Request, boxes string, names ...string) error {
	if err := parse(r); err != nil {
		return err
	}
	for name, list := range r.PostForm {
		several := boxes != "" && name == boxes
		if !several && (!slices.Contains(names, name) || len(list) > 1) || !utf8.ValidString(strings.Join(list, "")) {
			return fault.New(fault.Invalid, "送出的內容有這一頁沒有的欄位，請重新開啟這一頁再試。")
		}
	}
	return nil
}
