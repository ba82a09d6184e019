package onboarding

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// morning is when reminders go out on their day.
const morning = 9 * time.Hour

// reminders are the days before the end of a test window on which its
// applicant is told (D2).
var reminders = []struct {
	kind DueKind
	days int
}{{WindowIn30, 30}, {WindowIn14, 14}, {WindowIn7, 7}, {WindowIn1, 1}}

// reportReminders are the days before a pilot report is due on which the
// applicant is told; the day after it is overdue (D7).
var reportReminders = []struct {
	kind DueKind
	days int
}{{ReportIn7, 7}, {ReportIn1, 1}, {ReportLate, -1}}

// daysLeft is how many days a reminder announces; 0 for what is none.
func (k DueKind) daysLeft() int {
	for _, r := range append(reminders, reportReminders...) {
		if r.kind == k {
			return r.days
		}
	}
	return 0
}

// dues are the deadlines that a service has and had not before: those of a new
// window, of a pilot report, of going live. Those that are no more are left to
// find that out themselves.
func (l life) dues(before service.Service, now time.Time) []Due {
	var list []Due
	for _, w := range l.Windows() {
		if w.Epoch > before.Window.Epoch && w.Epoch > before.Further.Epoch {
			list = append(list, windowDues(l.ID, w, now)...)
		}
	}
	if l.GoLive == before.GoLive && l.Step == before.Step || l.Live > 0 {
		return list
	}
	switch l.Step {
	case service.Piloting, service.ReportReview:
		list = append(list, reportDues(l.Service, now)...)
	case service.Waiting:
		list = append(list, Due{At: l.GoLive.Start(), Kind: GoesLive, ID: l.ID, Epoch: dayNumber(l.GoLive)})
	}
	return list
}

// windowDues are a window's end, and reminders at nine in the morning of their
// days as far as they lie ahead.
func windowDues(id string, w service.Window, now time.Time) []Due {
	list := []Due{{At: w.Closes(), Kind: WindowEnds, ID: id, Epoch: w.Epoch}}
	for _, r := range reminders {
		at := w.End.AddDays(1 - r.days).Start().Add(morning)
		if at.After(now) {
			list = append(list, Due{At: at, Kind: r.kind, ID: id, Epoch: w.Epoch})
		}
	}
	return list
}

// reportDues are the reminders of a pilot report.
func reportDues(sv service.Service, now time.Time) []Due {
	var list []Due
	for _, r := range reportReminders {
		at := sv.ReportDay().AddDays(-r.days).Start().Add(morning)
		if at.After(now) {
			list = append(list, Due{At: at, Kind: r.kind, ID: sv.ID, Epoch: dayNumber(sv.GoLive)})
		}
	}
	return list
}

// dayNumber tells the deadlines of one day of go-live from those of another.
func dayNumber(d calendar.Date) int { return d.Year*10000 + int(d.Month)*100 + d.Day }
