package service

import (
	"slices"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// DeadlineKind is what a day is the last or the first of (F6). Its value stands
// in the calendar's entries: never change one.
type DeadlineKind string

// The kinds.
const (
	TestEnds         DeadlineKind = "test-end"
	ReportDue        DeadlineKind = "report"
	LiveFrom         DeadlineKind = "golive"
	CertificateEnds  DeadlineKind = "certificate"
	MaintenanceComes DeadlineKind = "maintenance"
)

var deadlineLabels = map[DeadlineKind]string{TestEnds: "測試期限到期", ReportDue: "試辦報告繳交期限", LiveFrom: "預估上線日期", CertificateEnds: "憑證到期", MaintenanceComes: "服務維護"}

// Label is the kind in words.
func (k DeadlineKind) Label() string { return deadlineLabels[k] }

// Deadline is a day that matters to a service.
type Deadline struct {
	Day    calendar.Date
	Kind   DeadlineKind
	Area   casefile.Area
	Detail string // which certificate, which maintenance; "" where there is only one
}

// Certificate is one of a service's that ends by itself (B4).
type Certificate struct {
	Area    casefile.Area `json:"area"`
	Title   string        `json:"title"` // of its field
	Expires calendar.Date `json:"expires"`
}

// CertificatesIn lists the certificates that count in the areas where something
// of the service was approved.
func (s Service) CertificatesIn(revisions []Revision) []Certificate {
	var list []Certificate
	for _, area := range s.SecretAreas() {
		v := s.SecretAnswers(revisions, area)
		for _, f := range form.On(form.Application) {
			if m := v.Material(f.Key); m.Content == form.CertificateContent && m.Problem == "" {
				list = append(list, Certificate{Area: area, Title: f.Title(), Expires: calendar.Today(m.NotAfter)})
			}
		}
	}
	return list
}

// Deadlines lists the days that lie ahead of a service, and what it is late with,
// earliest first (F6).
func (s Service) Deadlines(now time.Time) []Deadline {
	var list []Deadline
	add := func(day calendar.Date, k DeadlineKind, area casefile.Area, detail string) {
		list = append(list, Deadline{Day: day, Kind: k, Area: area, Detail: detail})
	}
	for _, w := range s.Windows() {
		if s.InTest() && !w.Over && now.Before(w.Closes()) {
			add(w.End, TestEnds, casefile.TestArea, "")
		}
	}
	if first := s.piloting() && s.Live == 0; first && !s.GoLive.IsZero() {
		if s.Step == Piloting {
			add(s.ReportDay(), ReportDue, casefile.ProductionArea, "")
		}
		add(s.GoLive, LiveFrom, casefile.ProductionArea, "")
	}
	for _, c := range s.Certificates {
		add(c.Expires, CertificateEnds, c.Area, c.Title)
	}
	if span, ok := s.NextMaintenance(now); ok && len(s.SecretAreas()) > 0 {
		add(calendar.Today(span.Start), MaintenanceComes, "", span.String())
	}
	slices.SortStableFunc(list, func(a, b Deadline) int { return a.Day.Compare(b.Day) })
	return list
}
