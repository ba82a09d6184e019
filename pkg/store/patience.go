package store

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Limits of one operation.
const (
	longest     = 8 * time.Second        // with all its repetitions, where the context sets no deadline
	firstPause  = 10 * time.Millisecond  // longest first pause between two tries
	longestWait = 640 * time.Millisecond // longest pause at all
)

// patiently repeats try while the table is busy, with growing random pauses,
// until the deadline; then the answer is Unavailable.
func patiently(ctx context.Context, try func(context.Context) error) error {
	if _, set := ctx.Deadline(); !set {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, longest)
		defer cancel()
	}
	for n := 0; ; n++ {
		err := try(ctx)
		if !errors.Is(err, ErrBusy) {
			return err
		}
		if !pause(ctx, n) {
			return unavailable(err)
		}
	}
}

// pause waits before try n+1, anywhere up to a bound that doubles each time, so
// that those who collided do not collide again. It is false where the context
// ends first.
func pause(ctx context.Context, n int) bool {
	wait := time.NewTimer(rand.N(min(firstPause<<min(n, 10), longestWait)))
	defer wait.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-wait.C:
		return true
	}
}

func unavailable(err error) error {
	return &fault.Error{Code: fault.Unavailable, Op: "store", Err: err}
}
