package wiring

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// Nothing is the answer of a function whose caller wants none.
type Nothing struct{}

// NoteRun puts the ids of an execution on the invocation's line.
func NoteRun(ctx context.Context, run onboarding.Run) {
	logging.Set(ctx, "case", run.CaseID)
	logging.Set(ctx, "review", run.Review)
	logging.Set(ctx, "round", run.Round)
	logging.Set(ctx, "attempt", run.Attempt)
}
