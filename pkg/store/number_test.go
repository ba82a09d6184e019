package store_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// TestB8_TenThousandNumbersAreAllDifferent has 64 workers draw them at once from
// the twin; number_emulator_test.go does so from the emulator.
func TestB8_TenThousandNumbersAreAllDifferent(t *testing.T) {
	t.Parallel()
	numbers := drawn(t, store.New(portaltest.NewMemory()))
	if !slices.Contains(numbers, "B1130401999") || !slices.Contains(numbers, "B113040110000") {
		t.Error("the sequence does not go on behind 999")
	}
}

// drawn are ten thousand numbers that 64 workers take at once. It fails where two
// are alike, or one was left out.
func drawn(t *testing.T, s *store.Store) []string {
	t.Helper()
	const draws, workers = 10_000, 64
	day := calendar.Date{Year: 2024, Month: time.April, Day: 1}
	of := make([][]string, workers)
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for n := w; n < draws; n += workers {
				seq, err := s.NextNumber(t.Context(), casefile.OnlineService, day)
				if err != nil {
					t.Error(err)
					return
				}
				of[w] = append(of[w], onboarding.CaseNumber(casefile.OnlineService, day, seq))
			}
		})
	}
	all.Wait()
	numbers := slices.Concat(of...)
	slices.Sort(numbers)
	if n := len(slices.Compact(slices.Clone(numbers))); n != draws || len(numbers) != draws {
		t.Errorf("%d numbers, %d of them different, want %d", len(numbers), n, draws)
	}
	if last := onboarding.CaseNumber(casefile.OnlineService, day, draws); !slices.Contains(numbers, last) {
		t.Errorf("nobody drew %s", last)
	}
	return numbers
}
