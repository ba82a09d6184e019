package service

// Step is where the candidate stands; a service without one is Live or stands
// at NoCandidate.
type Step string

// The steps.
const (
	NoCandidate  Step = ""
	TestReview   Step = "test-review"
	Testing      Step = "testing"
	TestEnded    Step = "test-ended"
	GoLiveReview Step = "golive-review"
	Piloting     Step = "piloting"
	ReportReview Step = "report-review"
	Waiting      Step = "waiting"
	ChangeReview Step = "change-review"
	Live         Step = "live"
	Deleted      Step = "deleted"
)

// Steps lists them in the order of the way.
func Steps() []Step {
	return []Step{NoCandidate, TestReview, Testing, TestEnded, GoLiveReview, Piloting, ReportReview, Waiting, ChangeReview, Live, Deleted}
}

var stepLabels = map[Step]string{TestReview: "測試審核中", Testing: "測試中", TestEnded: "測試到期", GoLiveReview: "上線審核中",
	Piloting: "試辦中", ReportReview: "試辦報告審核中", Waiting: "待上線", ChangeReview: "異動審核中", Live: "上線", Deleted: "已刪除"}

// Label is the step's word (spec D); empty where there is nothing to say.
func (s Step) Label() string { return stepLabels[s] }

// UnderReview reports whether the candidate waits for a decision.
func (s Step) UnderReview() bool {
	return s == TestReview || s == GoLiveReview || s == ReportReview || s == ChangeReview
}

// Event is what can happen to a service.
type Event string

// The events. What is refused and what is taken back have the same effect.
const (
	Applied           Event = "applied" // first application, or resumption of what was taken down (F11)
	TestApproved      Event = "test-approved"
	TestRefused       Event = "test-refused"
	WindowEnded       Event = "window-ended"
	ExtensionAsked    Event = "extension-asked"
	ExtensionApproved Event = "extension-approved"
	ExtensionRefused  Event = "extension-refused"
	ChangeAsked       Event = "change-asked"
	ChangeApproved    Event = "change-approved"
	ChangeRefused     Event = "change-refused"
	GoLiveAsked       Event = "golive-asked"
	GoLiveApproved    Event = "golive-approved"
	GoLiveRefused     Event = "golive-refused"
	ReportSent        Event = "report-sent"
	ReportApproved    Event = "report-approved"
	ReportRefused     Event = "report-refused"
	DateMoved         Event = "date-moved"
	DateCame          Event = "date-came"
	DelistAsked       Event = "delist-asked"
	DelistApproved    Event = "delist-approved"
	DelistRefused     Event = "delist-refused"
	Removed           Event = "deleted"
	Suspended         Event = "suspended"
	Lifted            Event = "lifted"
)

// Events lists them in the order of the way.
func Events() []Event {
	return []Event{Applied, TestApproved, TestRefused, WindowEnded, ExtensionAsked, ExtensionApproved, ExtensionRefused,
		ChangeAsked, ChangeApproved, ChangeRefused, GoLiveAsked, GoLiveApproved, GoLiveRefused, ReportSent, ReportApproved,
		ReportRefused, DateMoved, DateCame, DelistAsked, DelistApproved, DelistRefused, Removed, Suspended, Lifted}
}

// Mark is something that runs beside the step; marks combine by |.
type Mark uint8

// The marks.
const (
	Amending  Mark = 1 << iota // a change of the candidate is under review (D4, D6)
	Extending                  // an extension is under review (D3)
	Delisting                  // a take-down is under review (D9)
	Halted                     // suspended by moda (F11)
)

// Has reports whether one of other is set.
func (m Mark) Has(other Mark) bool { return m&other != 0 }
