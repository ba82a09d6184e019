// Package notice holds the mails of the portal: what each of them has to know,
// and how it reads as text and as HTML. It sends nothing.
//
//	notice           goes to                        when                              spec
//	CaseReceived     the applicant                  a submission has arrived          C5
//	StageOpened      each reviewer of the party     a stage waits for them            C5, C6
//	CaseReturned     the applicant                  a stage answered 退回              C2, F3
//	CaseRefused      the applicant                  a stage answered 不同意            C2
//	TestApproved     the applicant                  the last stage approved a test    D1
//	OfferingApproved the applicant                  a data set or counter service is in force, or taken down D14
//	WindowReminder   the applicant                  30, 14, 7 and 1 days before       D2
//	WindowEnded      the applicant                  the test window is over           D2
//	ExtensionApproved the applicant                 a further test window             D3
//	PilotApproved    the applicant                  a service may be piloted          D5
//	ReportReminder   the applicant                  7 and 1 days before, ReportOverdue after  D7
//	PilotDone        the applicant                  the pilot report was approved     D7
//	WentLive         the applicant, ops             the day of go-live has come       D7
//	DateMoved        the applicant, ops             the day of go-live was moved      D7
//	ChangeApproved   the applicant                  a change goes on, ChangeApplied: in force  D4, D6, D8
//	CaseWithdrawn    the party that had it          the applicant took it back        C8
//	Delisted         applicant, ops                 a take-down is approved           D9
//	Suspended        officer, authority, ops        the ministry suspends a service   F11
//	Resumed          officer, authority, ops        and lifts that                    F11
//	Maintained       the organisation, ops          a maintenance window begins       D11
//	CertificateExpiring  the applicant              30, 14, 7 and 1 days before       F6
//	SecretChanged    the organisation               a client_secret is taken          D13
//	Digest           each reviewer of a party       every working day, where cases wait   F7
//	PasswordLink     an account                     somebody asks by 忘記密碼          A8
//	SignInCode       an account                     a code is asked for               A7
//	SecurityNotice   account, officer               an attacker would do it too       A7, A8, A15
//	Invitation       a new person of ops or moda    an administrator invites          People
//
// A use case puts a notice into an event under its Name, encoded as JSON; relay
// renders it when it is sent. What lies in between, at rest in the table, must
// hold neither a link that decides nor a secret, so these come with the Frame.
//
// Both templates of a notice say the same in the same words. Everything that
// people typed is cut to what a line or a paragraph may contain before it is
// printed, so that no name can pose as a line of ours. Subjects are made of our
// words alone (trust 22).
package notice
