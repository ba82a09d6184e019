package service

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
)

// Window is the time a service may be tested (D2). Epoch counts the windows a
// service has had; timers repeat it, so that a late one harms nothing. Over says
// that its end was noted, or that it no longer counts.
type Window struct {
	calendar.Window
	Epoch int  `json:"epoch"`
	Over  bool `json:"over,omitempty"`
}

// granted is the window of a test that is approved now: from the day asked for,
// or from today where that day has passed (D2).
func (s Service) granted(f Facts) Window {
	return Window{Window: calendar.TestWindow(later(f.Day, calendar.Today(f.Now))), Epoch: s.last().Epoch + 1}
}

// extended grants a window beside one that is still open, which runs to its own
// end (D3), and in place of one that is not.
func (s Service) extended(f Facts) Service {
	more := s.granted(f)
	if s.Further.Epoch > 0 {
		s.Window, s.Further = s.Further, Window{}
	}
	if f.Now.Before(s.Window.Closes()) {
		s.Further = more
	} else {
		s.Window = more
	}
	return s
}

// noted marks the window with that epoch as over. Where a further one has begun
// by the end of the first, that one takes its place.
func (s Service) noted(epoch int) Service {
	if s.Further.Epoch == epoch {
		s.Window, s.Further = s.Further, Window{}
	}
	s.Window.Over = true
	return s
}

// testOver ends the windows of a test before their time. The count of windows goes
// on, so that no timer of one that is gone finds another by its number.
func (s Service) testOver() Service {
	s.Window.Epoch, s.Window.Over, s.Further = s.last().Epoch, true, Window{}
	return s
}

// last is the window that ends last.
func (s Service) last() Window {
	if s.Further.Epoch > 0 {
		return s.Further
	}
	return s.Window
}

// Windows lists those that a test has or will have, at most two.
func (s Service) Windows() []Window {
	switch {
	case s.Window.Epoch == 0:
		return nil
	case s.Further.Epoch == 0:
		return []Window{s.Window}
	}
	return []Window{s.Window, s.Further}
}

// reportLead is how many days before go-live a pilot report is due (D7).
const reportLead = 7

// ReportDay is the day by which the pilot report of a first go-live is due.
func (s Service) ReportDay() calendar.Date { return s.GoLive.AddDays(-reportLead) }

// ends reports whether the window with that epoch is over at now and nobody has
// noted it yet.
func (s Service) ends(epoch int, now time.Time) bool {
	for _, w := range s.Windows() {
		if w.Epoch == epoch && !w.Over && !now.Before(w.Closes()) {
			return true
		}
	}
	return false
}

// tested reports whether a window is open at t.
func (s Service) tested(t time.Time) bool {
	for _, w := range s.Windows() {
		if w.Contains(t) {
			return true
		}
	}
	return false
}
