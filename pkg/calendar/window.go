package calendar

import "time"

// testMonths is the length of a test window (D2).
const testMonths = 3

// Window is a span of whole days in Taipei; both Start and End belong to it.
type Window struct {
	Start Date `json:"start"`
	End   Date `json:"end"`
}

// TestWindow is the test period that begins on start (D2), by 民法 §121: it ends
// on the day before the corresponding day of the third month after, or on that
// month's last day where the month has no such day. 2024-04-01 gives 2024-06-30,
// 2024-11-30 gives 2025-02-28.
func TestWindow(start Date) Window {
	first := time.Date(start.Year, start.Month+testMonths, 1, 0, 0, 0, 0, time.UTC)
	last := of(first.AddDate(0, 1, -1))
	if start.Day > last.Day {
		return Window{Start: start, End: last}
	}
	return Window{Start: start, End: of(first).AddDays(start.Day - 2)}
}

// Opens is the instant the window begins, 0:00 of its first day.
func (w Window) Opens() time.Time { return w.Start.Start() }

// Closes is the first instant that no longer belongs to the window, 24:00 of
// its last day.
func (w Window) Closes() time.Time { return w.End.End() }

// Contains reports whether the window is open at that instant.
func (w Window) Contains(t time.Time) bool { return !t.Before(w.Opens()) && t.Before(w.Closes()) }

// String prints both days as fig. 68 does: 2024-04-01 - 2024-06-30.
func (w Window) String() string { return w.Start.String() + " - " + w.End.String() }
