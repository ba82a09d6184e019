package calendar

import "time"

const offset = 8 * 60 * 60 // seconds east of UTC

// Taipei returns the zone all dates of the portal are in, UTC+8.
func Taipei() *time.Location { return time.FixedZone("Asia/Taipei", offset) }

// Today returns the day on which the instant falls in Taipei.
func Today(now time.Time) Date {
	year, month, day := now.In(Taipei()).Date()
	return Date{Year: year, Month: month, Day: day}
}

// Day prints the day of an instant as lists do, for example 2024-02-07. The
// zero time gives an empty string.
func Day(t time.Time) string { return show(t, time.DateOnly) }

// Minute prints an instant as the review history does (fig. 70), for example
// 2024-02-07 11:46. The zero time gives an empty string.
func Minute(t time.Time) string { return show(t, "2006-01-02 15:04") }

func show(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.In(Taipei()).Format(layout)
}
