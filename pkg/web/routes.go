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
	whose   bool // {id} is an account, which is read together with the session
	handle  func(*Server, http.ResponseWriter, *http.Request, *visit) error
}

const (
	get  = http.MethodGet // HEAD too
	post = http.MethodPost
)

// routes is every page of the portal, in the order of screens.md.
var routes = []route{
	{method: get, pattern: "/start", public: true, handle: (*Server).start},
	{method: get, pattern: "/signin", public: true, handle: (*Server).signIn},
	{method: post, pattern: "/signin", public: true, handle: (*Server).signInPost},
	{method: get, pattern: "/signin/code", public: true, handle: (*Server).code},
	{method: post, pattern: "/signin/code", public: true, handle: (*Server).codePost},
	{method: post, pattern: "/signin/code/mail", public: true, handle: (*Server).codeMail},
	{method: get, pattern: "/signin/bind", public: true, handle: (*Server).bind},
	{method: post, pattern: "/signin/bind", public: true, handle: (*Server).bindPost},
	{method: get, pattern: "/signin/bind/qr.png", public: true, handle: (*Server).bindImage},
	{method: get, pattern: "/signin/lost", public: true, handle: (*Server).lostFactor},
	{method: post, pattern: "/signin/lost", public: true, handle: (*Server).lostFactorPost},
	{method: get, pattern: "/forgot", public: true, handle: (*Server).forgot},
	{method: post, pattern: "/forgot", public: true, handle: (*Server).forgotPost},
	{method: get, pattern: "/forgot/sent", public: true, handle: (*Server).forgotSent},
	{method: get, pattern: "/reset", public: true, handle: (*Server).reset},
	{method: post, pattern: "/reset", public: true, handle: (*Server).resetPost},
	{method: get, pattern: "/invited", public: true, handle: (*Server).invited},
	{method: post, pattern: "/signout", public: true, handle: (*Server).signOut},
	{method: get, pattern: "/signup/policy", public: true, handle: (*Server).signUpPolicy},
	{method: post, pattern: "/signup/policy", public: true, handle: (*Server).signUpPolicyPost},
	{method: get, pattern: "/signup/email", public: true, handle: agreed((*Server).signUpEmail)},
	{method: post, pattern: "/signup/email", public: true, handle: agreed((*Server).signUpEmailPost)},
	{method: get, pattern: "/signup/sent", public: true, handle: agreed((*Server).signUpSent)},
	{method: post, pattern: "/signup/sent", public: true, handle: agreed((*Server).signUpSentPost)},
	{method: get, pattern: "/signup/activate", public: true, handle: (*Server).signUpActivate},
	{method: post, pattern: "/signup/activate", public: true, handle: (*Server).signUpActivatePost},
	{method: post, pattern: "/signup/activate/resend", public: true, handle: (*Server).signUpResend},
	{method: get, pattern: "/signup/details", public: true, handle: signingUp((*Server).signUpDetails)},
	{method: post, pattern: "/signup/details", public: true, handle: signingUp((*Server).signUpDetailsPost)},
	{method: get, pattern: "/signup/application", public: true, handle: signingUp((*Server).signUpApplication)},
	{method: post, pattern: "/signup/application", public: true, handle: signingUp((*Server).signUpApplicationPost)},
	{method: get, pattern: "/signup/application/preview", public: true, handle: signingUp(onSignUpDesk((*Server).draftPreview))},
	{method: post, pattern: "/signup/application/preview", public: true, handle: signingUp(onSignUpDesk((*Server).draftPreviewPost))},
	{method: get, pattern: "/signup/application/{section}", public: true, handle: signingUp(onSignUpDesk((*Server).draftSection))},
	{method: post, pattern: "/signup/application/{section}", public: true, handle: signingUp(onSignUpDesk((*Server).draftSectionPost))},
	{method: get, pattern: "/signup/uploads/{id}", public: true, handle: signingUp(onSignUpUploads((*Server).upload))},
	{method: post, pattern: "/signup/uploads/{id}/replace", public: true, handle: signingUp(onSignUpUploads((*Server).uploadReplace))},
	{method: get, pattern: "/signup/uploads/{id}/remove", public: true, handle: signingUp(onSignUpUploads((*Server).uploadRemove))},
	{method: post, pattern: "/signup/uploads/{id}/remove", public: true, handle: signingUp(onSignUpUploads((*Server).uploadRemovePost))},
	{method: get, pattern: "/signup/uploads/{id}/file", public: true, handle: signingUp(onSignUpUploads((*Server).uploadFile))},
	{method: get, pattern: "/signup/done", public: true, handle: signingUp((*Server).signUpDone)},
	{method: get, pattern: "/privacy", public: true, handle: (*Server).privacy},
	{method: get, pattern: "/accessibility", public: true, handle: (*Server).accessibility},
	{method: post, pattern: "/session/extend", act: account.UsePortal, handle: (*Server).extend},
	{method: get, pattern: "/{$}", act: account.UsePortal, handle: (*Server).home},
	{method: get, pattern: "/bulletins", act: account.UsePortal, handle: (*Server).bulletins},
	{method: post, pattern: "/bulletins/seen", act: account.UsePortal, handle: (*Server).bulletinsSeen},
	{method: get, pattern: "/bulletins/new", act: account.WriteBulletins, handle: (*Server).bulletinNew},
	{method: post, pattern: "/bulletins/new", act: account.WriteBulletins, handle: (*Server).bulletinNewPost},
	{method: get, pattern: "/bulletins/{id}", act: account.UsePortal, handle: (*Server).bulletin},
	{method: get, pattern: "/bulletins/{id}/edit", act: account.WriteBulletins, handle: (*Server).bulletinEdit},
	{method: post, pattern: "/bulletins/{id}/edit", act: account.WriteBulletins, handle: (*Server).bulletinEditPost},
	{method: get, pattern: "/bulletins/{id}/retire", act: account.WriteBulletins, handle: (*Server).bulletinRetire},
	{method: post, pattern: "/bulletins/{id}/retire", act: account.WriteBulletins, handle: (*Server).bulletinRetirePost},
	{method: get, pattern: "/me", act: account.UsePortal, handle: (*Server).me},
	{method: post, pattern: "/me/password", act: account.ManageSelf, handle: (*Server).mePassword},
	{method: post, pattern: "/me/recovery", act: account.ManageSelf, handle: (*Server).meRecovery},
	{method: post, pattern: "/me/sessions", act: account.UsePortal, handle: (*Server).meSession},
	{method: get, pattern: "/environment", act: account.UsePortal, handle: (*Server).environment},
	{method: get, pattern: "/environment/files/{id}", act: account.UsePortal, handle: (*Server).documentFile},
	{method: get, pattern: "/environment/hosts", act: account.PublishDocuments, handle: (*Server).hosts},
	{method: post, pattern: "/environment/hosts", act: account.PublishDocuments, handle: (*Server).hostsPost},
	{method: get, pattern: "/environment/documents/new", act: account.PublishDocuments, handle: (*Server).documentNew},
	{method: post, pattern: "/environment/documents/new", act: account.PublishDocuments, handle: (*Server).documentNewPost},
	{method: get, pattern: "/environment/documents/{id}", act: account.UsePortal, handle: (*Server).document},
	{method: post, pattern: "/environment/documents/{id}", act: account.PublishDocuments, handle: (*Server).documentPost},
	{method: get, pattern: "/environment/documents/{id}/remove", act: account.PublishDocuments, handle: (*Server).documentRemove},
	{method: post, pattern: "/environment/documents/{id}/remove", act: account.PublishDocuments, handle: (*Server).documentRemovePost},
	{method: get, pattern: "/environment/uploads/{id}", act: account.PublishDocuments, handle: onDocuments((*Server).upload)},
	{method: post, pattern: "/environment/uploads/{id}/replace", act: account.PublishDocuments, handle: onDocuments((*Server).uploadReplace)},
	{method: get, pattern: "/environment/uploads/{id}/remove", act: account.PublishDocuments, handle: onDocuments((*Server).uploadRemove)},
	{method: post, pattern: "/environment/uploads/{id}/remove", act: account.PublishDocuments, handle: onDocuments((*Server).uploadRemovePost)},
	{method: get, pattern: "/environment/uploads/{id}/file", act: account.PublishDocuments, handle: onDocuments((*Server).uploadFile)},
	{method: post, pattern: "/environment/uploads/{id}/publish", act: account.PublishDocuments, handle: onDocuments((*Server).documentPublish)},
	{method: get, pattern: "/accounts", act: account.ReadAccounts, handle: (*Server).accounts},
	{method: get, pattern: "/accounts/{id}", act: account.ReadAccounts, whose: true, handle: (*Server).account},
	{method: post, pattern: "/accounts/{id}", act: account.ManageAccounts, whose: true, handle: (*Server).accountPost},
	{method: post, pattern: "/accounts/{id}/status", act: account.SetAccounts, handle: (*Server).accountStatus},
	{method: get, pattern: "/accounts/{id}/locks", act: account.SetAccounts, whose: true, handle: (*Server).accountLocks},
	{method: post, pattern: "/accounts/{id}/locks", act: account.SetAccounts, handle: (*Server).accountLocksPost},
	{method: get, pattern: "/accounts/{id}/organisation", act: account.SetAccounts, whose: true, handle: (*Server).accountOrganisation},
	{method: post, pattern: "/accounts/{id}/organisation", act: account.SetAccounts, whose: true, handle: (*Server).accountOrganisationPost},
	{method: get, pattern: "/accounts/{id}/subs/new", act: account.ManageAccounts, handle: (*Server).subNew},
	{method: post, pattern: "/accounts/{id}/subs/new", act: account.ManageAccounts, handle: (*Server).subNewPost},
	{method: get, pattern: "/accounts/{id}/subs/{sub}/delete", act: account.ManageAccounts, handle: (*Server).subDelete},
	{method: post, pattern: "/accounts/{id}/subs/{sub}/delete", act: account.ManageAccounts, handle: (*Server).subDeletePost},
	{method: get, pattern: "/accounts/{id}/officer", act: account.ManageAccounts, handle: (*Server).officer},
	{method: post, pattern: "/accounts/{id}/officer", act: account.ManageAccounts, handle: (*Server).officerPost},
	{method: get, pattern: "/cases", act: account.ReadCase, handle: (*Server).cases},
	{method: get, pattern: "/cases/{number}", act: account.ReadCase, handle: (*Server).caseFile},
	{method: post, pattern: "/cases/{number}/check", act: account.Decide, numbers: true, handle: (*Server).decideCheck},
	{method: post, pattern: "/cases/{number}/decide", act: account.Decide, numbers: true, handle: (*Server).decide},
	{method: get, pattern: "/cases/{number}/history", act: account.ReadCase, numbers: true, handle: (*Server).history},
	{method: get, pattern: "/cases/{number}/organisation", act: account.ReadCase, numbers: true, handle: (*Server).caseOrganisation},
	{method: get, pattern: "/cases/{number}/print", act: account.ReadCase, handle: (*Server).print},
	{method: get, pattern: "/cases/{number}/edit", act: account.Apply, handle: onDesk(correctionSheet, (*Server).draft)},
	{method: get, pattern: "/cases/{number}/edit/preview", act: account.Apply, handle: onDesk(correctionSheet, (*Server).draftPreview)},
	{method: post, pattern: "/cases/{number}/edit/preview", act: account.Apply, handle: onDesk(correctionSheet, (*Server).draftPreviewPost)},
	{method: get, pattern: "/cases/{number}/edit/{section}", act: account.Apply, handle: onDesk(correctionSheet, (*Server).draftSection)},
	{method: post, pattern: "/cases/{number}/edit/{section}", act: account.Apply, handle: onDesk(correctionSheet, (*Server).draftSectionPost)},
	{method: get, pattern: "/cases/{number}/files/{id}", act: account.ReadCase, handle: (*Server).caseUpload},
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
	{method: get, pattern: "/uploads/{id}", act: account.Apply, handle: onUploads((*Server).upload)},
	{method: post, pattern: "/uploads/{id}/replace", act: account.Apply, handle: onUploads((*Server).uploadReplace)},
	{method: get, pattern: "/uploads/{id}/remove", act: account.Apply, handle: onUploads((*Server).uploadRemove)},
	{method: post, pattern: "/uploads/{id}/remove", act: account.Apply, handle: onUploads((*Server).uploadRemovePost)},
	{method: get, pattern: "/uploads/{id}/file", act: account.Apply, handle: onUploads((*Server).uploadFile)},
	{method: get, pattern: "/firewall", act: account.ReadFirewall, handle: (*Server).firewall},
	{method: get, pattern: "/firewall/changes", act: account.ReadFirewall, handle: (*Server).firewallChanges},
	{method: post, pattern: "/firewall/marks", act: account.MarkFirewall, handle: (*Server).firewallMarks},
	{method: get, pattern: "/firewall/{file}", act: account.ReadFirewall, handle: (*Server).firewallFile},
	{method: get, pattern: "/audit", act: account.ReadAudit, handle: (*Server).audit},
	{method: get, pattern: "/audit/{file}", act: account.ReadAudit, handle: (*Server).auditFile},
	{method: get, pattern: "/reports", act: account.ReadReports, handle: (*Server).reports},
	{method: get, pattern: "/reports/{file}", act: account.ReadReports, handle: (*Server).reportFile},
}

// actionRoutes is what functions/action answers.
var actionRoutes = []route{
	{method: get, pattern: "/a/{token}", public: true, handle: (*Server).action},
	{method: post, pattern: "/a/{token}", public: true, handle: (*Server).actionPost},
	{method: get, pattern: "/a/{token}/done", public: true, handle: (*Server).actionDone},
}
