package main

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

type attester interface {
	Attest(ctx context.Context) (days int, err error)
}

// handler attests every day that is over. When it was asked is no matter.
func handler(portal attester) wiring.Handler[wiring.Nothing, wiring.Nothing] {
	return func(ctx context.Context, _ wiring.Nothing) (wiring.Nothing, error) {
		days, err := portal.Attest(ctx)
		logging.Set(ctx, "days", days)
		return wiring.Nothing{}, err
	}
}
