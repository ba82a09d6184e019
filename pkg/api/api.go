// Package api answers for the REST API (F10): what organisations and ops look up
// by hand, as JSON for their systems. A key reads what its organisation may see
// on the pages; the platform's monitor reports what it finds. openapi.json beside
// this file describes it and is served as it stands.
//
// A request costs two requests to DynamoDB: the key and what is asked for; a case
// by its number and a report that tells something new one more. Errors are RFC
// 9457 problems.
package api

import (
	_ "embed"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// Config is what the API needs.
type Config struct {
	Portal *onboarding.Service
	Store  onboarding.Reader
	Now    func() time.Time
}

// Prefix is where the API lies below the portal.
const Prefix = "/api/v1"

//go:embed openapi.json
var document []byte

// route is one operation. Its answer is written as JSON.
type route struct {
	method  string
	pattern string
	scope   apikey.Scope
	answer  func(Config, *http.Request, apikey.Key) (any, error)
}

// routes are the operations of openapi.json.
var routes = []route{
	{http.MethodGet, "/services", apikey.ReadServices, Config.services},
	{http.MethodGet, "/services/{id}", apikey.ReadServices, Config.service},
	{http.MethodGet, "/services/{id}/maintenance", apikey.ReadServices, Config.maintenance},
	{http.MethodPost, "/services/{id}/polling", apikey.ReportPolling, Config.polling},
	{http.MethodGet, "/cases", apikey.ReadCases, Config.cases},
	{http.MethodGet, "/cases/{number}", apikey.ReadCases, Config.caseFile},
}

// New returns the API's handler, for paths that begin with Prefix.
func New(c Config) http.Handler {
	mux := http.NewServeMux()
	for _, r := range routes {
		mux.HandleFunc(r.method+" "+Prefix+r.pattern, func(w http.ResponseWriter, req *http.Request) {
			body, err := c.ask(req, r)
			if err != nil {
				if r.method != http.MethodGet { // trust 7
					c.Portal.Refused(req.Context(), onboarding.Attempt{Act: req.Pattern}, err)
				}
				problem(w, err)
				return
			}
			write(w, http.StatusOK, "application/json", body)
		})
	}
	mux.HandleFunc("GET "+Prefix+"/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(document) // a client that went away is no error of ours
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { problem(w, fault.New(fault.NotFound, "")) })
	return mux
}

// ask admits the key, holds it to its scope and answers.
func (c Config) ask(r *http.Request, rt route) (any, error) {
	token, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !bearer {
		return nil, fault.New(fault.Unauthenticated, "請在 Authorization 標頭提供 Bearer 金鑰。")
	}
	k, err := c.Portal.AdmitKey(r.Context(), strings.TrimSpace(token))
	if err != nil {
		return nil, err
	}
	logging.Set(r.Context(), "key", k.ID)
	if !k.May(rt.scope) {
		return nil, fault.New(fault.Forbidden, "這把金鑰沒有「"+rt.scope.Label()+"」的權限。")
	}
	return rt.answer(c, r, k)
}

// scopeOf is whose rows a key lists: those its organisation's pages list.
func scopeOf(k apikey.Key) onboarding.Scope {
	if k.Role == account.Ops {
		return onboarding.Scope{All: true}
	}
	return onboarding.Scope{OrganisationID: k.OrganisationID}
}

// pageSize is how many rows a list answers with at once.
const pageSize = 50

const afterLimit = 1000 // bytes; above the length of our own cursors

// page is the part of a list a request asks for.
func page(r *http.Request) (onboarding.Page, error) {
	after := r.URL.Query().Get("after")
	if len(after) > afterLimit {
		return onboarding.Page{}, fault.New(fault.Invalid, "after 的值不正確。")
	}
	return onboarding.Page{Limit: pageSize, After: after}, nil
}

func write(w http.ResponseWriter, status int, kind string, body any) {
	text, err := json.Marshal(body)
	if err != nil {
		status, text = http.StatusInternalServerError, []byte("{}")
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(status)
	_, _ = w.Write(text) // a client that went away is no error of ours
}

// statuses are those of refusals; anything else is 500.
var statuses = map[fault.Code]int{fault.Invalid: http.StatusBadRequest, fault.Unauthenticated: http.StatusUnauthorized, fault.Forbidden: http.StatusForbidden,
	fault.NotFound: http.StatusNotFound, fault.Conflict: http.StatusConflict, fault.TooMany: http.StatusTooManyRequests, fault.Unavailable: http.StatusServiceUnavailable}

// problemBody is an RFC 9457 problem.
type problemBody struct {
	Title   string `json:"title"`
	Status  int    `json:"status"`
	Detail  string `json:"detail,omitempty"`
	Request string `json:"request,omitempty"` // for whoever calls the service desk
}

func problem(w http.ResponseWriter, err error) {
	status, known := statuses[fault.CodeOf(err)]
	if !known {
		status = http.StatusInternalServerError
	}
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="MyData"`)
	}
	write(w, status, "application/problem+json", problemBody{Title: http.StatusText(status), Status: status, Detail: fault.MessageOf(err),
		Request: w.Header().Get("X-Request-Id")})
}
