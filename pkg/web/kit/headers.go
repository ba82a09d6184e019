package kit

import (
	"net/http"
	"strings"
)

// Header is one line of the header table.
type Header struct{ Name, Value string }

// HeaderTable is what every answer carries, the gateway's own ones included
// (trust.md 20). Referrer-Policy is same-origin because browsers send
// "Origin: null" on our own forms under no-referrer.
func HeaderTable() []Header {
	return []Header{
		{policyName, strings.Join([]string{
			"default-src 'none'",
			"script-src 'self'",
			"style-src 'self'",
			"img-src 'self'",
			"connect-src 'self'",
			"form-action 'self'",
			"base-uri 'none'",
			"frame-ancestors 'none'",
		}, "; ")},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "same-origin"},
		{"Cache-Control", "no-store"},
		{"Strict-Transport-Security", "max-age=63072000; includeSubDomains"},
		{"Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
	}
}

const policyName = "Content-Security-Policy"

// Admit lets one page run the script and show the frames of another origin, in
// addition to what the policy allows.
func Admit(w http.ResponseWriter, origin string) {
	h := w.Header()
	h.Set(policyName, strings.Replace(h.Get(policyName), "script-src 'self'", "script-src 'self' "+origin, 1)+"; frame-src "+origin)
}

// AdmitForm lets one page send a form to another origin, by itself or by script.
func AdmitForm(w http.ResponseWriter, origin string) {
	h := w.Header()
	h.Set(policyName, strings.NewReplacer("form-action 'self'", "form-action 'self' "+origin, "connect-src 'self'", "connect-src 'self' "+origin).
		Replace(h.Get(policyName)))
}

// Headers sets the header table before next runs. Only the assets change a line
// of it, Cache-Control.
func Headers(next http.Handler) http.Handler {
	table := HeaderTable()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, line := range table {
			w.Header().Set(line.Name, line.Value)
		}
		next.ServeHTTP(w, r)
	})
}
