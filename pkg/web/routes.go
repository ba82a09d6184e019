package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
)

// route is one page or act. act is what May is asked before the handler runs;
// what it is asked about the object is the use case's or handler's matter.
type route struct {
	method  string
	pattern string
	act     account.Act
	public  bool // needs no session
	numbers bool // {number} is resolved together with the session: see Door
	handle  func(*Server, http.ResponseWriter, *http.Request, *visit) error
}

const (
	get  = http.MethodGet // HEAD too
	post = http.MethodPost
)

// routes is every page of the portal, in the order of screens.md.
var routes = []route{
	{method: get, pattern: "/signin", public: true, handle: (*Server).signIn},
	{method: post, pattern: "/signin", public: true, handle: (*Server).signInPost},
	{method: get, pattern: "/signin/code", public: true, handle: (*Server).code},
	{method: post, pattern: "/signin/code", public: true, handle: (*Server).codePost},
	{method: post, pattern: "/signout", public: true, handle: (*Server).signOut},
	{method: post, pattern: "/session/extend", act: account.UsePortal, handle: (*Server).extend},
	{method: get, pattern: "/{$}", act: account.UsePortal, handle: (*Server).home},
}

// actionRoutes is what functions/action answers.
var actionRoutes = []route{}
