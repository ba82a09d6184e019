package main

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

type opener interface {
	OpenStage(ctx context.Context, in onboarding.OpenStage) error
}

// handler opens the stage a machine names. Who lost a race, against a withdrawal
// say, asks again: the table knows by then what the machine has to be told. The
// machine waits for its token, not for what this function returns.
func handler(portal opener) wiring.Handler[onboarding.OpenStage, wiring.Nothing] {
	return func(ctx context.Context, in onboarding.OpenStage) (wiring.Nothing, error) {
		wiring.NoteRun(ctx, onboarding.Run{CaseID: in.CaseID, Review: in.Review, Round: in.Round, Attempt: in.Attempt})
		logging.Set(ctx, "stage", in.Stage)
		err := portal.OpenStage(ctx, in)
		if fault.Is(err, fault.Conflict) {
			err = portal.OpenStage(ctx, in)
		}
		return wiring.Nothing{}, err
	}
}
