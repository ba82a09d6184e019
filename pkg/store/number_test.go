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

// TestB8_TenThousandNumbersAreAllDifferent has 64 workers draw them at once.
func TestB8_TenThousandNumbersAreAllDifferent(t *testing.T) {
	t.Parallel()
	const workers, draws = 64, 10_000
	s := store.New(portaltest.NewMemory())
	day := calendar.Date{Year: 2024, Month: time.April, Day: 1}
	drawn := make([][]string, workers)
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for n := w; n < draws; n += workers {
				seq, err := s.NextNumber(t.Context(), casefile.OnlineService, day)
				if err != nil {
					t.Error(err)
					return
				}
				drawn[w] = append(drawn[w], onboarding.CaseNumber(casefile.OnlineService, day, seq))
			}
		})
	}
	all.Wait()
	numbers := slices.Concat(drawn...)
	slices.Sort(numbers)
	if n := len(slices.Compact(numbers)); n != draws {
		t.Errorf("%d numbers, %d of them different", len(numbers), n)
	}
	if !slices.Contains(numbers, "B1130401999") || !slices.Contains(numbers, "B113040110000") {
		t.Error("the sequence does not go on behind 999")
	}
}
