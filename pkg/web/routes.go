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
	{method: get, pattern: "/cases", act: account.ReadCase, handle: (*Server).cases},
	{method: get, pattern: "/cases/{number}", act: account.ReadCase, handle: (*Server).caseFile},
	{method: post, pattern: "/cases/{number}/check", act: account.Decide, numbers: true, handle: (*Server).decideCheck},
	{method: post, pattern: "/cases/{number}/decide", act: account.Decide, numbers: true, handle: (*Server).decide},
	{method: get, pattern: "/cases/{number}/history", act: account.ReadCase, numbers: true, handle: (*Server).history},
	{method: get, pattern: "/cases/{number}/print", act: account.ReadCase, handle: (*Server).print},
	{method: get, pattern: "/cases/{number}/edit", act: account.Apply, numbers: true, handle: onDesk(correctionSheet, (*Server).draft)},
	{method: get, pattern: "/cases/{number}/edit/preview", act: account.Apply, numbers: true, handle: onDesk(correctionSheet, (*Server).draftPreview)},
	{method: post, pattern: "/cases/{number}/edit/preview", act: account.Apply, numbers: true, handle: onDesk(correctionSheet, (*Server).draftPreviewPost)},
	{method: get, pattern: "/cases/{number}/edit/{section}", act: account.Apply, numbers: true, handle: onDesk(correctionSheet, (*Server).draftSection)},
	{method: post, pattern: "/cases/{number}/edit/{section}", act: account.Apply, numbers: true, handle: onDesk(correctionSheet, (*Server).draftSectionPost)},
	{method: get, pattern: "/cases/{number}/withdraw", act: account.Withdraw, numbers: true, handle: (*Server).withdraw},
	{method: post, pattern: "/cases/{number}/withdraw", act: account.Withdraw, numbers: true, handle: (*Server).withdrawPost},
	{method: get, pattern: "/services", act: account.ReadService, handle: (*Server).services},
	{method: get, pattern: "/services/new", act: account.Apply, handle: (*Server).serviceNew},
	{method: post, pattern: "/services/new", act: account.Apply, handle: (*Server).serviceNewPost},
	{method: get, pattern: "/services/{id}", act: account.ReadService, handle: (*Server).service},
	{method: get, pattern: "/drafts", act: account.Apply, handle: (*Server).drafts},
	{method: get, pattern: "/drafts/{id}", act: account.Apply, handle: onDesk(draftSheet, (*Server).draft)},
	{method: get, pattern: "/drafts/{id}/preview", act: account.Apply, handle: onDesk(draftSheet, (*Server).draftPreview)},
	{method: post, pattern: "/drafts/{id}/preview", act: account.Apply, handle: onDesk(draftSheet, (*Server).draftPreviewPost)},
	{method: get, pattern: "/drafts/{id}/{section}", act: account.Apply, handle: onDesk(draftSheet, (*Server).draftSection)},
	{method: post, pattern: "/drafts/{id}/{section}", act: account.Apply, handle: onDesk(draftSheet, (*Server).draftSectionPost)},
	{method: get, pattern: "/firewall", act: account.ReadFirewall, handle: (*Server).firewall},
	{method: get, pattern: "/firewall/{file}", act: account.ReadFirewall, handle: (*Server).firewallFile},
}

// actionRoutes is what functions/action answers.
var actionRoutes = []route{
	{method: get, pattern: "/a/{token}", public: true, handle: (*Server).action},
	{method: post, pattern: "/a/{token}", public: true, handle: (*Server).actionPost},
	{method: get, pattern: "/a/{token}/done", public: true, handle: (*Server).actionDone},
}
