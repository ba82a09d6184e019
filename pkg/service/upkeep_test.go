package service_test

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/service"
)

func minute(t testing.TB, s string) service.Minute {
	t.Helper()
	m, ok := service.ParseMinute(s)
	if !ok {
		t.Fatal(s)
	}
	return m
}

func once(t testing.TB, start, end string) service.Upkeep {
	return service.Upkeep{Repeat: service.Once, Span: service.Span{Start: at(t, start), End: at(t, end)}}
}

func every(t testing.TB, r service.Repeat, day int, from, to string) service.Upkeep {
	return service.Upkeep{Repeat: r, Day: day, From: minute(t, from), To: minute(t, to)}
}

func TestD11_AWindowComesRoundOnItsDay(t *testing.T) {
	t.Parallel()
	const saturday = 6
	for name, c := range map[string]struct {
		window service.Upkeep
		from   string
		want   string // "" for none
	}{
		"once, before it":                                 {once(t, "2024-04-01 22:00", "2024-04-02 02:00"), "2024-03-15 10:00", "2024-04-01 22:00 - 2024-04-02 02:00"},
		"once, in its last minute":                        {once(t, "2024-04-01 22:00", "2024-04-02 02:00"), "2024-04-02 01:59", "2024-04-01 22:00 - 2024-04-02 02:00"},
		"once, when it is over":                           {once(t, "2024-04-01 22:00", "2024-04-02 02:00"), "2024-04-02 02:00", ""},
		"weekly, later this week":                         {every(t, service.Weekly, saturday, "01:00", "05:00"), "2024-03-15 10:00", "2024-03-16 01:00 - 2024-03-16 05:00"},
		"weekly, while it is on":                          {every(t, service.Weekly, saturday, "01:00", "05:00"), "2024-03-16 04:59", "2024-03-16 01:00 - 2024-03-16 05:00"},
		"weekly, just over":                               {every(t, service.Weekly, saturday, "01:00", "05:00"), "2024-03-16 05:00", "2024-03-23 01:00 - 2024-03-23 05:00"},
		"weekly over midnight, on the day after":          {every(t, service.Weekly, saturday, "23:00", "03:00"), "2024-03-17 02:59", "2024-03-16 23:00 - 2024-03-17 03:00"},
		"weekly until midnight":                           {every(t, service.Weekly, saturday, "22:00", "00:00"), "2024-03-16 23:59", "2024-03-16 22:00 - 2024-03-17 00:00"},
		"weekly, a whole day":                             {every(t, service.Weekly, saturday, "00:00", "00:00"), "2024-03-16 00:00", "2024-03-16 00:00 - 2024-03-17 00:00"},
		"monthly":                                         {every(t, service.Monthly, 15, "01:00", "05:00"), "2024-03-15 10:00", "2024-04-15 01:00 - 2024-04-15 05:00"},
		"monthly on the 31st, in a month of thirty":       {every(t, service.Monthly, 31, "01:00", "05:00"), "2024-04-01 00:00", "2024-04-30 01:00 - 2024-04-30 05:00"},
		"monthly on the 31st, in a month that has it":     {every(t, service.Monthly, 31, "01:00", "05:00"), "2024-05-01 00:00", "2024-05-31 01:00 - 2024-05-31 05:00"},
		"monthly on the 30th, in a leap February":         {every(t, service.Monthly, 30, "01:00", "05:00"), "2024-02-01 00:00", "2024-02-29 01:00 - 2024-02-29 05:00"},
		"monthly on the 29th, in a short February":        {every(t, service.Monthly, 29, "01:00", "05:00"), "2025-02-01 00:00", "2025-02-28 01:00 - 2025-02-28 05:00"},
		"monthly over the turn of the year":               {every(t, service.Monthly, 31, "23:30", "00:30"), "2025-01-01 00:29", "2024-12-31 23:30 - 2025-01-01 00:30"},
		"monthly on the 30th, not again on the last day ": {every(t, service.Monthly, 30, "01:00", "02:00"), "2024-05-30 02:00", "2024-06-30 01:00 - 2024-06-30 02:00"},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := c.window.Next(at(t, c.from))
			if ok != (c.want != "") || ok && got.String() != c.want {
				t.Errorf("%s from %s: got %s (%v), want %s", c.window, c.from, got, ok, c.want)
			}
		})
	}
}

func TestD11_OverlappingWindowsAreFound(t *testing.T) {
	t.Parallel()
	now := at(t, "2024-03-15 10:00")
	for name, c := range map[string]struct {
		a, b service.Upkeep
		want bool
	}{
		"two that meet":                        {once(t, "2024-04-01 22:00", "2024-04-02 02:00"), once(t, "2024-04-02 01:59", "2024-04-02 03:00"), true},
		"two that touch":                       {once(t, "2024-04-01 22:00", "2024-04-02 02:00"), once(t, "2024-04-02 02:00", "2024-04-02 03:00"), false},
		"two of a week that meet":              {every(t, service.Weekly, 6, "23:00", "03:00"), every(t, service.Weekly, 0, "02:00", "04:00"), true},
		"two of a week that touch":             {every(t, service.Weekly, 6, "23:00", "03:00"), every(t, service.Weekly, 0, "03:00", "04:00"), false},
		"a week's end meets its beginning":     {every(t, service.Weekly, 5, "20:00", "11:00"), every(t, service.Weekly, 6, "10:59", "12:00"), true},
		"once on a weekly day":                 {once(t, "2026-08-01 00:00", "2026-08-01 06:00"), every(t, service.Weekly, 6, "05:00", "07:00"), true},
		"once beside a weekly day":             {once(t, "2026-08-01 00:00", "2026-08-01 05:00"), every(t, service.Weekly, 6, "05:00", "07:00"), false},
		"once over, weekly still to come":      {once(t, "2024-03-01 00:00", "2024-03-02 05:00"), every(t, service.Weekly, 6, "01:00", "07:00"), false},
		"the 31st is the 30th in April":        {every(t, service.Monthly, 31, "01:00", "03:00"), every(t, service.Monthly, 30, "02:00", "04:00"), true},
		"the 31st and the 1st over midnight":   {every(t, service.Monthly, 31, "23:00", "01:00"), every(t, service.Monthly, 1, "00:30", "02:00"), true},
		"the 14th and the 15th":                {every(t, service.Monthly, 14, "01:00", "03:00"), every(t, service.Monthly, 15, "01:00", "03:00"), false},
		"a 29th of February is a Sunday, 2032": {every(t, service.Monthly, 29, "01:00", "03:00"), every(t, service.Weekly, 0, "02:59", "04:00"), true},
		"monthly and weekly at other times":    {every(t, service.Monthly, 29, "01:00", "03:00"), every(t, service.Weekly, 0, "03:00", "04:00"), false},
		"once on a monthly day":                {once(t, "2024-04-30 00:00", "2024-04-30 01:30"), every(t, service.Monthly, 31, "01:00", "03:00"), true},
	} {
		for _, pair := range [][2]service.Upkeep{{c.a, c.b}, {c.b, c.a}} {
			if got := pair[0].Meets(pair[1], now); got != c.want {
				t.Errorf("%s: %s and %s: %v", name, pair[0], pair[1], got)
			}
		}
	}
}

// Every pair of a week's and a month's windows against a walk through all
// minutes of a month in steps of half an hour.
func TestD11_NextAgreesWithAWalk(t *testing.T) {
	t.Parallel()
	for _, window := range []service.Upkeep{every(t, service.Weekly, 2, "22:30", "01:00"), every(t, service.Monthly, 30, "00:00", "00:00"), every(t, service.Monthly, 31, "12:00", "13:30")} {
		sv := service.Service{Upkeep: []service.Upkeep{window}}
		begins := 0
		for now := at(t, "2024-01-01 00:00"); now.Before(at(t, "2025-01-01 00:00")); now = now.Add(30 * time.Minute) {
			_, span, on := sv.Maintained(now)
			before := now.Add(-30 * time.Minute)
			if _, _, was := sv.Maintained(before); on && (!was || span.Start.Equal(now)) {
				begins++
				if next, ok := sv.NextMaintenance(before); !ok || !next.Start.Equal(now) {
					t.Errorf("%s: before %s the next is %s", window, now, next)
				}
			}
		}
		if want := map[service.Repeat]int{service.Weekly: 53, service.Monthly: 12}[window.Repeat]; begins != want {
			t.Errorf("%s begins %d times in 2024, want %d", window, begins, want)
		}
	}
}

func TestD11_TimesOfDay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"00:00": true, "23:59": true, "24:00": false, "9:00": false, "09:60": false, "": false, "09:00:00": false, "０９:00": false} {
		if got, ok := service.ParseMinute(text); ok != want || ok && got.String() != text {
			t.Errorf("%q: %v %v", text, got, ok)
		}
	}
}
