package service

import (
	"slices"

	"mydata.nat.gov.tw/portal/pkg/form"
)

// Row is one line of the table: at Step, on Event, where When holds and the
// marks allow it, the service goes to Next.
type Row struct {
	Step  Step
	Event Event
	When  Condition
	Needs Mark // all of these are set
	Bars  Mark // none of these is
	Next  Step
	Sets  Mark
	Ends  Mark // what runs beside and is over by this
	Does  Effect
	Mail  Mail // what the applicant is told; refusals are told by the review
}

// Condition chooses between rows of the same step and event: the first that
// holds is taken.
type Condition string

// The conditions.
const (
	Always    Condition = ""
	Beside    Condition = "a live revision serves"
	NeverLive Condition = "it was never live"
	First     Condition = "no live revision serves"
	ByDirect  Condition = "the change is applied on approval"
	ByPilot   Condition = "the candidate entered at the pilot"
	ByTest    Condition = "the change goes back to test"
	Joined    Condition = "a further window has opened by the end of this one"
	Further   Condition = "a further window opens later"
	Ended     Condition = "the window that ended is the last"
	Open      Condition = "a window is not over"
	NoneAhead Condition = "no window is granted that has yet to open"
	Due       Condition = "the day has come"
)

// Effect is what a row does to the revisions and dates of a service.
type Effect string

// The effects.
const (
	Nothing  Effect = ""
	Propose  Effect = "a candidate is made"
	Drop     Effect = "the candidate is gone"
	Window1  Effect = "a test window is granted"
	Window2  Effect = "a further window is granted"
	Amend    Effect = "the candidate takes the answers approved"
	Back     Effect = "the candidate takes the answers approved, and a test window is granted"
	Produce  Effect = "the candidate takes the answers for 正式區"
	Schedule Effect = "the day of go-live is set"
	Promote  Effect = "the candidate is the live revision"
	TakeDown Effect = "no revision is in force"
)

// Mail names what the applicant is told, by the names of pkg/notice.
type Mail string

// The mails of a service's life (mails.md).
const (
	NoMail                Mail = ""
	MailTestApproved      Mail = "test-approved"
	MailWindowEnded       Mail = "window-ended"
	MailExtensionApproved Mail = "extension-approved"
	MailChangeApproved    Mail = "change-approved"
	MailChangeApplied     Mail = "change-applied"
	MailPilotApproved     Mail = "pilot-approved"
	MailPilotDone         Mail = "pilot-done"
	MailLive              Mail = "live"
	MailDateMoved         Mail = "date-moved"
	MailDelisted          Mail = "delisted"
	MailSuspended         Mail = "suspended"
	MailResumed           Mail = "resumed"
)

// table is every row, in the order in which they are tried.
var table = rows()

// Table lists every row.
func Table() []Row { return slices.Clone(table) }

func rows() []Row {
	rows := []Row{
		{Step: NoCandidate, Event: Applied, Next: TestReview, Does: Propose},

		{Step: TestReview, Event: TestApproved, When: Beside, Next: Testing, Does: Window1, Mail: MailChangeApproved},
		{Step: TestReview, Event: TestApproved, Next: Testing, Does: Window1, Mail: MailTestApproved},
		{Step: TestReview, Event: TestRefused, When: Beside, Next: Live, Does: Drop},
		{Step: TestReview, Event: TestRefused, Next: NoCandidate, Does: Drop},

		{Step: GoLiveReview, Event: ExtensionApproved, Needs: Extending, Next: GoLiveReview, Ends: Extending, Does: Window2, Mail: MailExtensionApproved},
		{Step: GoLiveReview, Event: ExtensionRefused, Needs: Extending, Next: GoLiveReview, Ends: Extending},
		{Step: GoLiveReview, Event: GoLiveApproved, When: ByPilot, Next: Piloting, Mail: MailChangeApproved},
		{Step: GoLiveReview, Event: GoLiveApproved, Next: Piloting, Ends: Extending, Does: Produce, Mail: MailPilotApproved},
		{Step: GoLiveReview, Event: GoLiveRefused, When: ByPilot, Next: Live, Does: Drop},
		{Step: GoLiveReview, Event: GoLiveRefused, When: Open, Next: Testing},
		{Step: GoLiveReview, Event: GoLiveRefused, Next: TestEnded},

		{Step: Piloting, Event: ChangeAsked, Bars: Amending, Next: Piloting, Sets: Amending},
		{Step: Piloting, Event: ChangeApproved, When: ByTest, Needs: Amending, Next: Testing, Ends: Amending, Does: Back, Mail: MailChangeApproved},
		{Step: Piloting, Event: ChangeApproved, Needs: Amending, Next: Piloting, Ends: Amending, Does: Amend, Mail: MailChangeApproved},
		{Step: Piloting, Event: ChangeRefused, Needs: Amending, Next: Piloting, Ends: Amending},
		{Step: Piloting, Event: ReportSent, Bars: Amending, Next: ReportReview},
		{Step: ReportReview, Event: ReportApproved, When: Beside, Next: Live, Does: Promote, Mail: MailChangeApplied},
		{Step: ReportReview, Event: ReportApproved, Next: Waiting, Does: Schedule, Mail: MailPilotDone},
		{Step: ReportReview, Event: ReportRefused, Next: Piloting},
		{Step: Piloting, Event: DateMoved, When: First, Next: Piloting, Does: Schedule, Mail: MailDateMoved},
		{Step: ReportReview, Event: DateMoved, When: First, Next: ReportReview, Does: Schedule, Mail: MailDateMoved},
		{Step: Waiting, Event: DateMoved, Next: Waiting, Does: Schedule, Mail: MailDateMoved},
		{Step: Waiting, Event: DateCame, When: Due, Next: Live, Does: Promote, Mail: MailLive},

		{Step: Live, Event: ChangeAsked, When: ByDirect, Next: ChangeReview, Does: Propose},
		{Step: Live, Event: ChangeAsked, When: ByPilot, Next: GoLiveReview, Does: Propose},
		{Step: Live, Event: ChangeAsked, When: ByTest, Next: TestReview, Does: Propose},
		{Step: ChangeReview, Event: ChangeApproved, Next: Live, Does: Promote, Mail: MailChangeApplied},
		{Step: ChangeReview, Event: ChangeRefused, Next: Live, Does: Drop},
	}
	rows = append(rows, windowEnds(Testing, TestEnded)...)
	rows = append(rows, windowEnds(GoLiveReview, GoLiveReview)...)
	rows = append(rows, windowEnds(TestEnded, TestEnded)...) // the clock was late, and a go-live was refused first
	rows = append(rows, inTest(Testing)...)
	rows = append(rows, inTest(TestEnded)...)
	for _, step := range []Step{TestReview, Testing, TestEnded, GoLiveReview, Piloting, ReportReview, Waiting, ChangeReview, Live} {
		rows = append(rows, anywhere(step)...)
	}
	for _, step := range []Step{NoCandidate, Testing, TestEnded, Piloting, Waiting} {
		rows = append(rows, Row{Step: step, Event: Removed, When: NeverLive, Bars: Amending | Extending | Delisting, Next: Deleted, Does: TakeDown})
	}
	return rows
}

// windowEnds is what the end of a window does at a step; over is where that of
// the last one leads.
func windowEnds(step, over Step) []Row {
	return []Row{
		{Step: step, Event: WindowEnded, When: Joined, Next: step},
		{Step: step, Event: WindowEnded, When: Further, Next: step, Mail: MailWindowEnded},
		{Step: step, Event: WindowEnded, When: Ended, Next: over, Mail: MailWindowEnded},
	}
}

// inTest is what may happen during a test and after its end alike.
func inTest(step Step) []Row {
	return []Row{
		{Step: step, Event: ExtensionAsked, When: NoneAhead, Bars: Extending, Next: step, Sets: Extending},
		{Step: step, Event: ExtensionApproved, Needs: Extending, Next: Testing, Ends: Extending, Does: Window2, Mail: MailExtensionApproved},
		{Step: step, Event: ExtensionRefused, Needs: Extending, Next: step, Ends: Extending},
		{Step: step, Event: ChangeAsked, Bars: Amending, Next: step, Sets: Amending},
		{Step: step, Event: ChangeApproved, Needs: Amending, Next: step, Ends: Amending, Does: Amend, Mail: MailChangeApproved},
		{Step: step, Event: ChangeRefused, Needs: Amending, Next: step, Ends: Amending},
		{Step: step, Event: GoLiveAsked, Bars: Amending, Next: GoLiveReview},
	}
}

// anywhere is what may happen at every step after the first approval (D9, F11).
func anywhere(step Step) []Row {
	approved := Always
	if step == TestReview {
		approved = Beside // what was never approved is withdrawn
	}
	return []Row{
		{Step: step, Event: DelistAsked, When: approved, Bars: Delisting, Next: step, Sets: Delisting},
		{Step: step, Event: DelistApproved, Needs: Delisting, Next: NoCandidate, Ends: Amending | Extending | Delisting | Halted, Does: TakeDown, Mail: MailDelisted},
		{Step: step, Event: DelistRefused, Needs: Delisting, Next: step, Ends: Delisting},
		{Step: step, Event: Suspended, When: approved, Bars: Halted, Next: step, Sets: Halted, Mail: MailSuspended},
		{Step: step, Event: Lifted, Needs: Halted, Next: step, Ends: Halted, Mail: MailResumed},
	}
}

// holds reports whether the condition is true of a service and what is said of
// the event.
func (c Condition) holds(s Service, f Facts) bool {
	switch c {
	case Beside:
		return s.Live > 0
	case First:
		return s.Live == 0
	case NeverLive:
		return !s.EverLive
	case ByDirect:
		return f.Way == form.Direct
	case ByPilot:
		return f.Way == form.Pilot || f.Way == form.NoWay && s.Way == form.Pilot
	case ByTest:
		return f.Way == form.Test
	case Joined:
		return s.ends(f.Epoch, f.Now) && f.Epoch != s.last().Epoch && !s.Further.Opens().After(s.Window.Closes())
	case Further:
		return s.ends(f.Epoch, f.Now) && f.Epoch != s.last().Epoch
	case Ended:
		return s.ends(f.Epoch, f.Now) && f.Epoch == s.last().Epoch
	case Open:
		return f.Now.Before(s.last().Closes())
	case NoneAhead:
		return s.Further.Epoch == 0 || !f.Now.Before(s.Further.Opens())
	case Due:
		return !f.Now.Before(s.GoLive.Start())
	}
	return c == Always
}
