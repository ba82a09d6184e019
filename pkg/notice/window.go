package notice

import "mydata.nat.gov.tw/portal/pkg/calendar"

// TestApproved announces that a service may be tested, from when to when, and
// what is opened for it (D1).
type TestApproved struct {
	Case
	Decision   Decision        `json:"decision"`
	Window     calendar.Window `json:"window"`
	ClientID   string          `json:"client"`
	ResourceID string          `json:"resource"`
	Opens      []Opening       `json:"opens,omitempty"`
}

// Name implements Notice.
func (TestApproved) Name() string { return "test-approved" }

func (TestApproved) heading() string { return "申請測試審核通過通知" }

// Opening is one connection the firewall lets through during the window (D12).
type Opening struct {
	Purpose   string   `json:"purpose"` // 測試 IP, SP-API …
	Addresses []string `json:"addresses"`
}

// WindowReminder says that a test window ends soon. It concerns no submission:
// the Case has no round and no stage.
type WindowReminder struct {
	Case
	Window calendar.Window `json:"window"`
	Days   int             `json:"days"` // left until the window's last day
}

// Name implements Notice.
func (WindowReminder) Name() string { return "window-reminder" }

func (WindowReminder) heading() string { return "測試期限即將到期" }

// WindowEnded says that a test window is over and its firewall closed. Like the
// reminder it concerns no submission.
type WindowEnded struct {
	Case
	Window calendar.Window `json:"window"`
}

// Name implements Notice.
func (WindowEnded) Name() string { return "window-ended" }

func (WindowEnded) heading() string { return "測試期限已到期" }
