package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
)

func date(t testing.TB, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func instant(t testing.TB, s string) time.Time {
	t.Helper()
	i, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestTodayIsTheDayInTaipei(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ now, want string }{
		"the last minute of a day":           {"2024-04-01T15:59:59Z", "2024-04-01"},
		"midnight belongs to the new day":    {"2024-04-01T16:00:00Z", "2024-04-02"},
		"the first minute of a year":         {"2023-12-31T16:00:00Z", "2024-01-01"},
		"a leap day":                         {"2024-02-28T16:00:00Z", "2024-02-29"},
		"an instant written in another zone": {"2024-06-30T23:30:00-07:00", "2024-07-01"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := calendar.Today(instant(t, c.now)); got != date(t, c.want) {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestDaysMeetAtMidnightMinuteByMinute(t *testing.T) {
	t.Parallel()
	day := date(t, "2024-02-29")
	for offset := -3 * time.Minute; offset <= 3*time.Minute; offset += time.Second {
		if got := calendar.Today(day.Start().Add(offset)) == day; got != (offset >= 0) {
			t.Errorf("%s after the start of %s: on that day %v", offset, day, got)
		}
		if got := calendar.Today(day.End().Add(offset)) == day; got != (offset < 0) {
			t.Errorf("%s after the end of %s: on that day %v", offset, day, got)
		}
	}
}

func TestDateKnowsOrderAndDistance(t *testing.T) {
	t.Parallel()
	a, b := date(t, "2023-12-31"), date(t, "2024-03-01")
	if !a.Before(b) || a.After(b) || !b.After(a) || b.Before(a) || a.Before(a) || a.After(a) {
		t.Error("order of 2023-12-31 and 2024-03-01")
	}
	if got := a.DaysUntil(b); got != 61 {
		t.Errorf("61 days lie between, got %d", got)
	}
	if got := b.AddDays(-61); got != a {
		t.Errorf("61 days back: got %s", got)
	}
}

func TestDateTextGoesThereAndBack(t *testing.T) {
	t.Parallel()
	type paper struct {
		D calendar.Date `json:"d"`
	}
	for _, text := range []string{`{"d":"2024-04-01"}`, `{"d":""}`} {
		var p paper
		if err := json.Unmarshal([]byte(text), &p); err != nil {
			t.Fatal(err)
		}
		if got, err := json.Marshal(p); err != nil || string(got) != text {
			t.Errorf("%s came back as %s (%v)", text, got, err)
		}
	}
}

func TestDatesThatAreNone(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "2023-02-29", "2024-4-1", "2024-13-01", "2024-00-10", "2024-04-31", "113-01-31",
		"2024/04/01", "2024-04-01 ", " 2024-04-01", "２０２４-04-01", "2024-04-01T00:00:00Z", "24-04-01", "-024-04-01"} {
		if d, err := calendar.ParseDate(s); err == nil {
			t.Errorf("%q was taken for %s", s, d)
		}
		if err := new(calendar.Date).UnmarshalText([]byte(s)); (err == nil) != (s == "") {
			t.Errorf("%q as text: %v", s, err)
		}
	}
}

func TestB8_DatesInCaseNumbersCountFromTheRepublic(t *testing.T) {
	t.Parallel()
	for iso, want := range map[string]string{
		"2024-01-31": "1130131", "2022-02-16": "1110216", "1912-01-01": "0010101", "2011-12-31": "1001231", "2010-01-02": "0990102",
	} {
		if got := date(t, iso).ROC(); got != want {
			t.Errorf("%s: got %s, want %s", iso, got, want)
		}
	}
}

func TestInstantsAreShownInTaipei(t *testing.T) {
	t.Parallel()
	at := instant(t, "2024-02-06T23:46:30Z")
	if got := calendar.Minute(at); got != "2024-02-07 07:46" {
		t.Errorf("minute: got %s", got)
	}
	if got := calendar.Day(at); got != "2024-02-07" {
		t.Errorf("day: got %s", got)
	}
	if calendar.Day(time.Time{}) != "" || calendar.Minute(time.Time{}) != "" {
		t.Error("the zero time is shown as something")
	}
}
