package onboarding

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/service"
)

// reminders are the days before the end of a test window on which its
// applicant is told (D2).
var reminders = []struct {
	kind DueKind
	days int
}{{WindowIn30, 30}, {WindowIn14, 14}, {WindowIn7, 7}, {WindowIn1, 1}}

// daysLeft is how many days a reminder announces; 0 for what is none.
func (k DueKind) daysLeft() int {
	for _, r := range reminders {
		if r.kind == k {
			return r.days
		}
	}
	return 0
}

// windowDues are the deadlines of a service's window that still lie ahead: its
// end, and reminders at nine in the morning of their days.
func windowDues(sv service.Service, now time.Time) []Due {
	list := []Due{{At: sv.Window.Closes(), Kind: WindowEnds, ID: sv.ID, Epoch: sv.Window.Epoch}}
	for _, r := range reminders {
		at := sv.Window.End.AddDays(1 - r.days).Start().Add(9 * time.Hour)
		if at.After(now) {
			list = append(list, Due{At: at, Kind: r.kind, ID: sv.ID, Epoch: sv.Window.Epoch})
		}
	}
	return list
}
