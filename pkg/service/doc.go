// Package service holds an online service (線上服務), its revisions and the
// steps its candidate goes through. It is pure: time is passed in.
//
// A service has at most two revisions: the live one, which serves, and a
// candidate on its way. Service.Do is the only thing that moves a service; what
// table.go does not list is refused. A first service walks the whole way, a
// change after go-live enters it where its fields call for (D8):
//
//	step           word          entered by                      left by
//	–              –             refusal, take-down              Applied
//	test-review    測試審核中    Applied, ChangeAsked by test    TestApproved, TestRefused
//	testing        測試中        TestApproved, ExtensionApproved WindowEnded, GoLiveAsked
//	test-ended     測試到期      WindowEnded                     ExtensionApproved, GoLiveAsked
//	golive-review  上線審核中    GoLiveAsked, ChangeAsked by pilot GoLiveApproved, GoLiveRefused
//	piloting       試辦中        GoLiveApproved                  ReportSent, ChangeApproved by test
//	report-review  試辦報告審核中 ReportSent                     ReportApproved, ReportRefused
//	waiting        待上線        ReportApproved of a first one   DateCame
//	change-review  異動審核中    ChangeAsked by direct           ChangeApproved, ChangeRefused
//	live           上線          DateCame, a change applied      ChangeAsked
//	deleted        –             Deleted                         nothing
//
// Some things run beside a step and are marks: a change of the candidate itself
// (D4, D6), an extension of its test (D3), a take-down (D9), a suspension (F11).
// A refusal and a withdrawal are the same event: the candidate is back at the
// step before.
//
// # What happens while something else is under review
//
//	a window ends               the firewall closes by its own end, the applicant is told, the
//	                            review goes on; where it fails, the step is test-ended
//	a clock comes late          the applicant is still told that the window is over, unless an
//	                            extension has taken its place or the test is over
//	an extension is approved    beside a go-live review the window opens again, no more
//	a go-live is approved       an extension under review ends with the test it was for
//	a date comes                only in waiting, where nothing but a take-down can be open
//	a take-down is approved     everything else ends, whatever it was
//	a suspension                touches no review; what is approved meanwhile opens no
//	                            address before it is lifted
//
// # What follows from where a service stands
//
// Nothing that must hold depends on a timer (trust 10). What the firewall lets
// through is Service.Openings, and the state people read is Service.StateAt:
//
//	step                        測試區             正式區
//	testing, test-ended,        SP-API, hosts and  what a live revision has
//	golive-review               test IPs, during
//	                            the windows
//	piloting, report-review,    –                  SP-API, hosts and pilot IPs, apart
//	waiting                                        from those of a live revision
//	live, change-review,        –                  SP-API and hosts of the live
//	test-review of a change                        revision
//
// Deadlines follow likewise: testing has the window's end and its reminders, a
// first pilot the day its report is due, waiting the day of go-live.
package service
