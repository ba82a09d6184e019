package main

import (
	"context"
	"errors"

	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

type ticker interface {
	Tick(ctx context.Context) (done int, err error)
	Measure(ctx context.Context) (counted int, err error)
}

// handler does all that is due and then counts what was done. When it was asked,
// and by whom, is no matter: the table knows what is due.
func handler(portal ticker) wiring.Handler[wiring.Nothing, wiring.Nothing] {
	return func(ctx context.Context, _ wiring.Nothing) (wiring.Nothing, error) {
		done, err := portal.Tick(ctx)
		logging.Set(ctx, "done", done)
		counted, failed := portal.Measure(ctx)
		logging.Set(ctx, "counted", counted)
		return wiring.Nothing{}, errors.Join(err, failed)
	}
}
