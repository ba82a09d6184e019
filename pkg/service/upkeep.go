package service

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
)

// Repeat is how often a maintenance window comes round (D11).
type Repeat string

// The repeats.
const (
	Once    Repeat = "once"
	Weekly  Repeat = "weekly"
	Monthly Repeat = "monthly"
)

// Repeats lists them in the order of the page.
func Repeats() []Repeat { return []Repeat{Once, Weekly, Monthly} }

var repeatLabels = map[Repeat]string{Once: "不重複", Weekly: "每週", Monthly: "每月"}

// Label is the repeat's word; empty for an unknown one.
func (r Repeat) Label() string { return repeatLabels[r] }

// Upkeep is one line of 服務維護時間 (D11). One that does not repeat has a
// Span; the others a Day and two times of day in Taipei.
type Upkeep struct {
	ID     string `json:"id"`
	Repeat Repeat `json:"repeat"`
	Span   Span   `json:"span,omitzero"`
	Day    int    `json:"day,omitempty"` // weekly 0 (Sunday) to 6; monthly 1 to 31, in shorter months their last day
	From   Minute `json:"from,omitempty"`
	To     Minute `json:"to,omitempty"` // not after From: on the next day
}

// Span is a time from its first moment up to End, which belongs to it no more.
type Span struct {
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
}

// Contains reports whether t lies within the span.
func (s Span) Contains(t time.Time) bool { return !t.Before(s.Start) && t.Before(s.End) }

// String is the span in Taipei, to the minute.
func (s Span) String() string { return calendar.Minute(s.Start) + " - " + calendar.Minute(s.End) }

// Minute is a time of day, counted in minutes since 0:00.
type Minute int

// ParseMinute reads exactly the form 22:30; false for what is no time of day.
func ParseMinute(s string) (Minute, bool) {
	t, err := time.Parse("15:04", s)
	return Minute(t.Hour()*60 + t.Minute()), err == nil && len(s) == len("15:04")
}

// String prints 22:30.
func (m Minute) String() string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }

var weekdays = [...]string{"日", "一", "二", "三", "四", "五", "六"}

// WeekdayLabel is 星期日 for 0 to 星期六 for 6.
func WeekdayLabel(day int) string { return "星期" + weekdays[day] }

// String says when the window is, as the page and the mails do.
func (m Upkeep) String() string {
	times := m.From.String() + " - " + m.To.String()
	if m.To <= m.From {
		times = m.From.String() + " - 次日 " + m.To.String()
	}
	switch m.Repeat {
	case Weekly:
		return "每" + WeekdayLabel(m.Day) + " " + times
	case Monthly:
		return fmt.Sprintf("每月 %d 日 %s", m.Day, times)
	}
	return m.Span.String()
}

// Next is the first time of the window that is not over at t; ok is false where
// there is none any more.
func (m Upkeep) Next(t time.Time) (span Span, ok bool) {
	if m.Repeat == Once {
		return m.Span, t.Before(m.Span.End)
	}
	for day := calendar.Today(t).AddDays(-1); ; day = day.AddDays(1) { // yesterday's may reach over midnight
		if span := m.on(day); m.falls(day) && t.Before(span.End) {
			return span, true
		}
	}
}

// falls reports whether a repeated window begins on that day.
func (m Upkeep) falls(day calendar.Date) bool {
	if m.Repeat == Weekly {
		return int(day.Start().In(calendar.Taipei()).Weekday()) == m.Day
	}
	last := day.AddDays(1).Month != day.Month
	return day.Day == m.Day || last && day.Day < m.Day
}

// on is a repeated window that begins on that day.
func (m Upkeep) on(day calendar.Date) Span {
	end := day
	if m.To <= m.From {
		end = day.AddDays(1)
	}
	return Span{Start: day.Start().Add(time.Duration(m.From) * time.Minute), End: end.Start().Add(time.Duration(m.To) * time.Minute)}
}

// rounds is after how many times a pair of windows has met in every way it can:
// weekdays and days of the month come together anew for 28 years.
var rounds = map[Repeat]int{Once: 1, Weekly: 2, Monthly: 28 * 12}

// Meets reports whether two windows ever overlap from t on.
func (m Upkeep) Meets(other Upkeep, t time.Time) bool {
	if rounds[other.Repeat] > rounds[m.Repeat] && m.Repeat != Once || other.Repeat == Once {
		m, other = other, m
	}
	for range rounds[m.Repeat] {
		span, ok := m.Next(t)
		if !ok {
			return false
		}
		if met, ok := other.Next(latest(t, span.Start)); ok && met.Start.Before(span.End) {
			return true
		}
		t = span.End
	}
	return false
}

// MaintenanceIn lists the times of maintenance that touch a span, in order; they
// are whole, also where they reach beyond it.
func (s Service) MaintenanceIn(in Span) []Span {
	var list []Span
	for _, m := range s.Upkeep {
		for span, ok := m.Next(in.Start); ok && span.Start.Before(in.End); span, ok = m.Next(span.End) {
			list = append(list, span)
		}
	}
	slices.SortFunc(list, func(a, b Span) int { return a.Start.Compare(b.Start) })
	return list
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// Maintained is the maintenance that is on at t, and from when to when.
func (s Service) Maintained(t time.Time) (m Upkeep, span Span, on bool) {
	for _, m := range s.Upkeep {
		if span, ok := m.Next(t); ok && span.Contains(t) {
			return m, span, true
		}
	}
	return Upkeep{}, Span{}, false
}

// NextMaintenance is the maintenance that begins first after t.
func (s Service) NextMaintenance(t time.Time) (Span, bool) {
	var list []Span
	for _, m := range s.Upkeep {
		span, ok := m.Next(t)
		if ok && !span.Start.After(t) {
			span, ok = m.Next(span.End)
		}
		if ok && span.Start.After(t) {
			list = append(list, span)
		}
	}
	if len(list) == 0 {
		return Span{}, false
	}
	return slices.MinFunc(list, func(a, b Span) int { return cmp.Compare(a.Start.UnixNano(), b.Start.UnixNano()) }), true
}
