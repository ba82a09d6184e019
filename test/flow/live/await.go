package live

import (
	"testing"
	"time"
)

// How long things may take on a busy machine, seldom a tenth of it.
const (
	Soon   = 45 * time.Second // one step: the stream, a machine
	Told   = 2 * time.Minute  // a mail; the emulator's stream may miss a record, which reconcile then finds
	Healed = 5 * time.Minute  // two minutes until a review counts as stuck, one until reconcile is asked, and steps
)

const pollEvery = 100 * time.Millisecond

// Await asks until the answer is done. After the time allowed the test fails,
// with what was awaited and what was seen last.
func Await(t testing.TB, within time.Duration, what string, ask func() (done bool, seen string)) {
	t.Helper()
	ticks := time.NewTicker(pollEvery)
	defer ticks.Stop()
	for end := time.Now().Add(within); ; {
		done, seen := ask()
		if done {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("waited %s for %s; last seen: %s", within, what, seen)
		}
		select {
		case <-t.Context().Done():
			t.Fatalf("waiting for %s: %v", what, t.Context().Err())
		case <-ticks.C:
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
