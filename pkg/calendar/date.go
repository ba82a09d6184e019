package calendar

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day of the Gregorian calendar without time or zone. Dates compare
// with ==; the zero Date means that none is given. As text and in JSON it is
// ISO 8601 (2024-04-01), the zero Date an empty string.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads exactly the form 2024-04-01, as <input type=date> sends it.
// Days that do not exist, such as 2023-02-29, are errors.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("date %q: want YYYY-MM-DD", s)
	}
	return of(t), nil
}

// of takes the day from a time that stands for a day, at midnight UTC.
func of(t time.Time) Date {
	year, month, day := t.Date()
	return Date{Year: year, Month: month, Day: day}
}

// midnight is the day as a time that day arithmetic can be done with.
func (d Date) midnight() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// IsZero reports whether no date is given.
func (d Date) IsZero() bool { return d == Date{} }

// Start is the instant at which the day begins in Taipei.
func (d Date) Start() time.Time { return d.midnight().Add(-offset * time.Second) }

// End is the instant at which the day is over, its 24:00: the start of the next
// day, so that spans are half-open.
func (d Date) End() time.Time { return d.AddDays(1).Start() }

// AddDays moves by n days; n may be negative.
func (d Date) AddDays(n int) Date { return of(d.midnight().AddDate(0, 0, n)) }

// DaysUntil counts the days from d to other, negative when other is earlier.
func (d Date) DaysUntil(other Date) int {
	return int(other.midnight().Sub(d.midnight()) / (24 * time.Hour))
}

// Compare orders by time: -1, 0 or 1.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d is a later day than other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// ROC prints the date as case numbers carry it (B8), in years of the Republic
// of China without separators: 1130131 for 2024-01-31.
func (d Date) ROC() string { return fmt.Sprintf("%03d%02d%02d", d.Year-1911, int(d.Month), d.Day) }

// String prints the ISO form, the one the manual's pages show.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText writes the ISO form; JSON uses it.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote; empty text gives the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
