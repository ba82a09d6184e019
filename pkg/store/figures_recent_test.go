package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/figures"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/store"
)

func TestF2_RecentMonthsAreKeptForAMinuteFromTheEarliestAsked(t *testing.T) {
	t.Parallel()
	clock := portaltest.NewClock(time.Date(2024, 3, 15, 2, 0, 0, 0, time.UTC))
	s := store.New(portaltest.NewMemory()).Shelve(clock.Now)
	save := func(name string) {
		m := figures.NewMonth(name)
		m.Version = 1
		if err := s.SaveMonth(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	recent := func(from string, want ...string) {
		t.Helper()
		months, err := s.RecentMonths(t.Context(), from)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, m := range months {
			names = append(names, m.Month)
		}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Errorf("from %s (-want +got):\n%s", from, diff)
		}
	}
	save("2024-01")
	save("2024-02")
	recent("2024-02", "2024-02")
	recent("2024-01", "2024-01", "2024-02") // an earlier one is read
	save("2024-03")
	recent("2024-02", "2024-02") // out of what is kept
	clock.Advance(time.Minute)
	recent("2024-02", "2024-02", "2024-03")
}
