package storetest

import (
	"sync"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

var counterTests = []test{
	{"a counter counts from one, keeps its time, and begins again when it is over", func(t *testing.T, b bench) {
		for _, step := range []struct {
			minute time.Duration
			want   int
		}{{0, 1}, {5, 2}, {14, 3}, {15, 1}, {16, 2}} {
			now := noon.Add(step.minute * time.Minute)
			n, err := b.Count(t.Context(), "key", now, now.Add(15*time.Minute))
			want(t, step.want)(n, err)
		}
	}},
	{"counters do not know of each other and can be forgotten", func(t *testing.T, b bench) {
		until := noon.Add(time.Hour)
		for _, key := range []string{"a", "b", "a"} {
			if _, err := b.Count(t.Context(), key, noon, until); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			must(t, b.ResetCount(t.Context(), "a"))
		}
		want(t, 1)(b.Count(t.Context(), "a", noon, until))
		want(t, 2)(b.Count(t.Context(), "b", noon, until))
	}},
	{"counters are read together as they stand", func(t *testing.T, b bench) {
		for key, times := range map[string]int{"a": 2, "b": 1} {
			for range times {
				if _, err := b.Count(t.Context(), key, noon, noon.Add(time.Duration(times)*time.Hour)); err != nil {
					t.Fatal(err)
				}
			}
		}
		want(t, []onboarding.Tally{{N: 1, Until: noon.Add(time.Hour)}, {}, {N: 2, Until: noon.Add(2 * time.Hour)}})(b.Counts(t.Context(), noon, "b", "c", "a"))
		want(t, []onboarding.Tally{{}})(b.Counts(t.Context(), noon.Add(time.Hour), "b"))
	}},
	{"failures in a row go on counting when their time is over, at most so many of each", func(t *testing.T, b bench) {
		for _, step := range []struct {
			minute, until time.Duration
			n, row        int
		}{{0, 15, 1, 0}, {1, 15, 2, 0}, {2, 15, 3, 0}, {15, 30, 1, 2}, {40, 55, 1, 3}} {
			now := noon.Add(step.minute * time.Minute)
			want(t, onboarding.Tally{N: step.n, Row: step.row, Until: noon.Add(step.until * time.Minute)})(
				b.CountRow(t.Context(), "key", now, now.Add(15*time.Minute), 2))
		}
		want(t, []onboarding.Tally{{Row: 4}})(b.Counts(t.Context(), noon.Add(time.Hour), "key"))
		must(t, b.ResetCount(t.Context(), "key"))
		want(t, []onboarding.Tally{{}})(b.Counts(t.Context(), noon.Add(time.Hour), "key"))
	}},
	{"tries of a code are counted on the account, whose version stays", func(t *testing.T, b bench) {
		a := person("a")
		b.commit(t, change("a", a))
		for _, step := range []struct {
			minute, until time.Duration
			tries, row    int
		}{{0, 15, 1, 0}, {13, 15, 2, 0}, {14, 15, 3, 0}, {15, 30, 1, 2}, {16, 30, 2, 2}} {
			a.CodeTries, a.CodeRow, a.CodeUntil = step.tries, step.row, noon.Add(step.until*time.Minute)
			want(t, a)(b.CountCode(t.Context(), "a", noon.Add(step.minute*time.Minute), 15*time.Minute, 2))
		}
		_, err := b.CountCode(t.Context(), "unknown", noon, time.Minute, 2)
		wantCode(t, err, fault.NotFound)
		_, err = b.Account(t.Context(), "unknown")
		wantCode(t, err, fault.NotFound)
	}},
	{"B8: no two of many who draw at once get one number", func(t *testing.T, b bench) {
		day := calendar.Date{Year: 2024, Month: time.April, Day: 1}
		var mu sync.Mutex
		drawn := map[int]bool{}
		var all sync.WaitGroup
		for range 32 {
			all.Go(func() {
				n, err := b.NextNumber(t.Context(), casefile.OnlineService, day)
				mu.Lock()
				defer mu.Unlock()
				if err != nil || drawn[n] {
					t.Errorf("drew %d again, or failed: %v", n, err)
				}
				drawn[n] = true
			})
		}
		all.Wait()
		if len(drawn) != 32 || !drawn[1] || !drawn[32] {
			t.Errorf("drew %v", drawn)
		}
	}},
	{"B8: each letter and day has its own sequence", func(t *testing.T, b bench) {
		day := calendar.Date{Year: 2024, Month: time.April, Day: 1}
		want(t, 1)(b.NextNumber(t.Context(), casefile.OnlineService, day))
		want(t, 1)(b.NextNumber(t.Context(), casefile.AccountCase, day))
		want(t, 1)(b.NextNumber(t.Context(), casefile.OnlineService, day.AddDays(1)))
		want(t, 2)(b.NextNumber(t.Context(), casefile.OnlineService, day))
	}},
	{"B8: the later cases of each first one have their own sequence", func(t *testing.T, b bench) {
		want(t, 1)(b.NextLater(t.Context(), "A1130401001"))
		want(t, 1)(b.NextLater(t.Context(), "A1130401002"))
		want(t, 2)(b.NextLater(t.Context(), "A1130401001"))
	}},
}
