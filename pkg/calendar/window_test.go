package calendar_test

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
)

func TestD2_TheWindowEndsTheDayBeforeTheCorrespondingDay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ start, end string }{
		"first of a month (fig. 68)":               {"2024-04-01", "2024-06-30"},
		"a day in the middle":                      {"2022-01-23", "2022-04-22"},
		"over the turn of the year":                {"2024-11-15", "2025-02-14"},
		"the third month lacks the day":            {"2024-11-30", "2025-02-28"},
		"the third month lacks it in a leap year":  {"2023-11-30", "2024-02-29"},
		"the third month has it just so":           {"2023-11-29", "2024-02-28"},
		"the 29th where February has 28":           {"2024-11-29", "2025-02-28"},
		"the 31st into a month of thirty days":     {"2024-01-31", "2024-04-30"},
		"the 31st into a month of thirty-one days": {"2024-05-31", "2024-08-30"},
		"a leap day":                                  {"2024-02-29", "2024-05-28"},
		"first of December ends with February":        {"2024-12-01", "2025-02-28"},
		"first of December ends with a leap February": {"2023-12-01", "2024-02-29"},
	} {
		t.Run(name, func(t *testing.T) {
			got := calendar.TestWindow(date(t, c.start))
			if want := c.start + " - " + c.end; got.String() != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

// The law read literally, on day numbers and a table of month lengths: the end
// is found by walking day by day, without any of the package's arithmetic.
func TestD2_EveryStartOfTwelveYearsAgreesWithAWalk(t *testing.T) {
	t.Parallel()
	type day struct{ y, m, d int }
	length := func(y, m int) int {
		if m == 2 && y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1]
	}
	next := func(x day) day {
		switch x.d++; {
		case x.d > length(x.y, x.m) && x.m == 12:
			return day{x.y + 1, 1, 1}
		case x.d > length(x.y, x.m):
			return day{x.y, x.m + 1, 1}
		}
		return x
	}
	walked := 0
	for start := (day{2020, 1, 1}); start.y < 2032; start = next(start) {
		end, turns := start, 0
		for {
			after := next(end)
			if after.m != end.m {
				turns++
			}
			if turns == 3 && after.d == start.d { // tomorrow is the corresponding day
				break
			}
			if turns == 4 { // the third month is over without one
				break
			}
			end = after
		}
		w := calendar.TestWindow(calendar.Date{Year: start.y, Month: time.Month(start.m), Day: start.d})
		if got := (day{w.End.Year, int(w.End.Month), w.End.Day}); got != end {
			t.Fatalf("%v: got %v, the walk ends on %v", start, got, end)
		}
		walked++
	}
	if walked != 4383 {
		t.Errorf("twelve years have 4383 days, walked %d", walked)
	}
}

func TestD2_TheWindowClosesAtMidnightInTaipei(t *testing.T) {
	t.Parallel()
	w := calendar.TestWindow(date(t, "2024-04-01"))
	for name, c := range map[string]struct {
		at   string
		open bool
	}{
		"a second before the first day": {"2024-03-31T23:59:59+08:00", false},
		"the first instant":             {"2024-04-01T00:00:00+08:00", true},
		"a minute in":                   {"2024-04-01T00:01:00+08:00", true},
		"the last minute":               {"2024-06-30T23:59:59+08:00", true},
		"24:00 of the last day":         {"2024-07-01T00:00:00+08:00", false},
		"midnight of the last day, UTC": {"2024-06-30T16:00:00Z", false},
		"a second before that, in UTC":  {"2024-06-30T15:59:59Z", true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := w.Contains(instant(t, c.at)); got != c.open {
				t.Errorf("open %v, want %v", got, c.open)
			}
		})
	}
}
