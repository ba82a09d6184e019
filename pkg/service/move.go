package service

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// Facts is what is known about an event beside its name; which fields count
// follows from the event.
type Facts struct {
	Now    time.Time
	Day    calendar.Date // asked for: first day of tests, or of go-live
	Way    form.Way      // of a change
	Epoch  int           // of the window that a timer is about
	CaseID string        // the paper of a new candidate
	Number string        // its number
}

// Do moves a service by an event and says by which row of the table. What the
// table does not list is Conflict, and the service is returned as it was.
func (s Service) Do(e Event, f Facts) (Service, Row, error) {
	for _, row := range table {
		if row.Step != s.Step || row.Event != e || s.Marks&row.Needs != row.Needs || s.Marks.Has(row.Bars) || !row.When.holds(s, f) {
			continue
		}
		next := s.after(row, f)
		next.Step, next.Marks = row.Next, (s.Marks|row.Sets)&^row.Ends
		next.Version++
		return next, row, nil
	}
	return s, Row{}, fault.Newf(fault.Conflict, "service %s: %s at step %q", s.ID, e, s.Step)
}

// Can reports whether the event could happen now.
func (s Service) Can(e Event, f Facts) bool {
	_, _, err := s.Do(e, f)
	return err == nil
}

func (s Service) after(row Row, f Facts) Service {
	if row.Event == WindowEnded {
		s = s.noted(f.Epoch)
	}
	switch row.Does {
	case Propose:
		s.Revisions++
		s.Candidate, s.CaseID, s.CaseNumber = s.Revisions, f.CaseID, f.Number
		if s.Way = f.Way; s.Way == form.NoWay {
			s.Way = form.Test
		}
	case Drop:
		s.Candidate, s.Way = 0, form.NoWay
		s.CaseID, s.CaseNumber = s.LiveCase, s.LiveNumber
	case Window1, Back:
		s.Way = form.Test
		s.Window, s.Further = s.granted(f), Window{}
	case Window2:
		s = s.extended(f)
	case Produce:
		s = s.testOver()
		s.GoLive = f.Day
	case Schedule:
		s.GoLive = later(f.Day, s.earliest(row, f))
	case Promote:
		s.Live, s.LiveCase, s.LiveNumber = s.Candidate, s.CaseID, s.CaseNumber
		s.Candidate, s.Way, s.EverLive = 0, form.NoWay, true
		if s.Launched.IsZero() {
			s.Launched = calendar.Today(f.Now)
		}
	case TakeDown:
		s.Live, s.Candidate, s.Way = 0, 0, form.NoWay
		s.LiveCase, s.LiveNumber, s.Launched, s.GoLive = "", "", calendar.Date{}, calendar.Date{}
		s.Polling = Polling{}
		s = s.testOver()
	}
	return s
}

// earliest is the first day on which the service may go live: with the report
// approved on or after the day asked for, that is the next one (D7).
func (s Service) earliest(row Row, f Facts) calendar.Date {
	if row.Next == Waiting {
		return calendar.Today(f.Now).AddDays(1)
	}
	return f.Day
}

func later(a, b calendar.Date) calendar.Date {
	if a.Before(b) {
		return b
	}
	return a
}
