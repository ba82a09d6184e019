package main

import (
	"context"
	"log/slog"
	"time"

	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

type reconciler interface {
	Reconcile(ctx context.Context) (onboarding.Healed, error)
}

// handler heals what it finds. A run that had to restart reviews writes a line
// "review_stuck" of its own, which template.yaml counts and alarms on: once is
// an accident, again and again means that restarting does not help.
func handler(portal reconciler, log *slog.Logger) wiring.Handler[wiring.Nothing, wiring.Nothing] {
	return func(ctx context.Context, _ wiring.Nothing) (wiring.Nothing, error) {
		healed, err := portal.Reconcile(ctx)
		logging.Set(ctx, "restarted", healed.Restarted)
		logging.Set(ctx, "woken", healed.Woken)
		if healed.Restarted > 0 {
			log.WarnContext(ctx, "review_stuck", "reviews", healed.Restarted, "oldest_s", int(healed.Oldest/time.Second))
		}
		return wiring.Nothing{}, err
	}
}
