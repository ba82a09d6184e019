package main

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

type concluder interface {
	Conclude(ctx context.Context, run onboarding.Run) error
}

// handler concludes the round a machine names. Who lost a race asks again: what
// is concluded by then is left alone. The machine does not read the answer.
func handler(portal concluder) wiring.Handler[onboarding.Run, wiring.Nothing] {
	return func(ctx context.Context, run onboarding.Run) (wiring.Nothing, error) {
		wiring.NoteRun(ctx, run)
		err := portal.Conclude(ctx, run)
		if fault.Is(err, fault.Conflict) {
			err = portal.Conclude(ctx, run)
		}
		return wiring.Nothing{}, err
	}
}
