package notice

import "mydata.nat.gov.tw/portal/pkg/calendar"

// ExtensionApproved announces a further test window (D3).
type ExtensionApproved struct {
	Case
	Decision Decision        `json:"decision"`
	Window   calendar.Window `json:"window"`
}

// Name implements Notice.
func (ExtensionApproved) Name() string { return "extension-approved" }

func (ExtensionApproved) heading() string { return "延長測試審核通過通知" }

// ChangeApproved says that a change may go on, and how (D4, D6, D8).
type ChangeApproved struct {
	Case
	Decision Decision        `json:"decision"`
	Next     string          `json:"next"`              // what is to be done now
	Window   calendar.Window `json:"window,omitzero"`   // of a change that goes back to test
	Changed  []string        `json:"changed,omitempty"` // titles of the fields
}

// Name implements Notice.
func (ChangeApproved) Name() string { return "change-approved" }

func (ChangeApproved) heading() string { return "異動審核通過通知" }

// ChangeApplied says that a change of a live service is in force (D8).
type ChangeApplied struct {
	Case
	Decision Decision `json:"decision"`
	Changed  []string `json:"changed,omitempty"`
}

// Name implements Notice.
func (ChangeApplied) Name() string { return "change-applied" }

func (ChangeApplied) heading() string { return "異動生效通知" }

// PilotApproved announces that a service may be piloted in 正式區 (D5, fig. 30).
type PilotApproved struct {
	Case
	Decision Decision      `json:"decision"`
	GoLive   calendar.Date `json:"golive"`
	Report   calendar.Date `json:"report,omitzero"` // when the pilot report is due; none for a change
}

// Name implements Notice.
func (PilotApproved) Name() string { return "pilot-approved" }

func (PilotApproved) heading() string { return "申請試辦審核通過通知" }

// PilotDone announces that a service goes live on its day (D7, fig. 35).
type PilotDone struct {
	Case
	Decision Decision      `json:"decision"`
	GoLive   calendar.Date `json:"golive"`
}

// Name implements Notice.
func (PilotDone) Name() string { return "pilot-done" }

func (PilotDone) heading() string { return "申請單審核通過" }

// WentLive says that a service is 上線 (D7). It concerns no submission.
type WentLive struct {
	Case
	GoLive calendar.Date `json:"golive"`
}

// Name implements Notice.
func (WentLive) Name() string { return "live" }

func (WentLive) heading() string { return "服務上線通知" }

// DateMoved says that the day of go-live was moved, by whom and why (D7).
type DateMoved struct {
	Case
	Before calendar.Date `json:"before"`
	GoLive calendar.Date `json:"golive"`
	By     string        `json:"by"`
	Reason string        `json:"reason"`
}

// Name implements Notice.
func (DateMoved) Name() string { return "date-moved" }

func (DateMoved) heading() string { return "上線日期異動通知" }

// ReportReminder says that the pilot report is due soon (D7).
type ReportReminder struct {
	Case
	Report calendar.Date `json:"report"`
	GoLive calendar.Date `json:"golive"`
	Days   int           `json:"days"` // left until the day it is due
}

// Name implements Notice.
func (ReportReminder) Name() string { return "report-reminder" }

func (ReportReminder) heading() string { return "試辦報告繳交提醒" }

// ReportOverdue says that the day passed without a pilot report (D7).
type ReportOverdue struct {
	Case
	Report calendar.Date `json:"report"`
	GoLive calendar.Date `json:"golive"`
}

// Name implements Notice.
func (ReportOverdue) Name() string { return "report-overdue" }

func (ReportOverdue) heading() string { return "試辦報告逾期" }
