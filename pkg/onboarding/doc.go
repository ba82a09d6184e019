// Package onboarding holds the use cases: what people, the state machines and
// the clock can make the portal do. One file is one use case; each loads what
// it needs, lets the rules of ring 0 decide, and commits one Tx.
//
//	use case       file           asked by
//	SignIn         signin.go      functions/portal; VerifyCode and SignOut too
//	SendCode       mailcode.go    functions/portal: codes by mail, to sign in and to prove a mailbox
//	Bind           bind.go        functions/portal: an authenticator, at the first sign-in
//	SignInByRecovery, Recover     recovery.go, functions/portal
//	AskRebind      lost.go        functions/portal: a lost authenticator
//	Forgot, Reset  forgot.go      functions/portal: a password by mail, the first one too
//	ChangePassword self.go        functions/portal, for oneself
//	LiftLocks      locks.go       functions/portal, for ops; limit.go counts
//	RequestSignUp  signup.go      functions/portal; signup*.go to the last submit
//	RequestSub …   accountrequest.go functions/portal, for the officer of an organisation
//	SetStatus      accountset.go  functions/portal, for ops
//	DraftAbout     offering.go    functions/portal: 異動 and 下架 of a data set or counter service
//	SaveEntry …    catalogue.go   functions/portal, for ops: the catalogue of data sets
//	Submit         submit.go      functions/portal
//	Resubmit       resubmit.go    functions/portal
//	Ask            ask.go         functions/portal: extension, change, go-live, pilot report; paper.go is what they are written on
//	ReportPolling  polling.go     functions/portal, for the platform's monitor by its key
//	MoveDate       date.go        functions/portal
//	Withdraw       withdraw.go    functions/portal
//	Decide         decide.go      functions/portal, functions/action
//	Claim, Release claim.go       functions/portal; recount.go counts what waits
//	WriteNote      note.go        functions/portal
//	OpenStage      open.go        functions/open, for a state machine
//	Conclude       conclude.go    functions/conclude, for a state machine
//	Deliver        deliver.go     functions/relay, for the table's stream
//	WriteBulletin … bulletin.go    functions/portal: the 公佈欄 (E2)
//	Tick           tick.go        functions/clock, every minute
//	Measure        measure.go     functions/clock, every minute: the figures of reports (F9)
//	Reconcile      reconcile.go   functions/reconcile, every minute
//	MailReported   unsent.go      functions/bounce: what became of a mail (F12)
//	Digest         digest.go      functions/digest, every working day
//	StartUpload …  upload.go      functions/portal
//	PublishDocument … document.go  functions/portal, for ops
//	OpenLetterScan … letterscan.go functions/portal, for the authority's people
//	UploadScanned  uploadscan.go  functions/scan, for a file that has arrived
//	Invite         invite.go      functions/invite, by an administrator
//
// What a use case wants others to know goes into the Tx as events. Nothing here
// calls Step Functions or SES but Deliver.
package onboarding
