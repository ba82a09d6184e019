package main

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

type digester interface {
	Digest(ctx context.Context) (people int, err error)
}

// handler has today's digests sent. When it was asked is no matter: a second
// time on one day adds nothing.
func handler(portal digester) wiring.Handler[wiring.Nothing, wiring.Nothing] {
	return func(ctx context.Context, _ wiring.Nothing) (wiring.Nothing, error) {
		people, err := portal.Digest(ctx)
		logging.Set(ctx, "people", people)
		return wiring.Nothing{}, err
	}
}
