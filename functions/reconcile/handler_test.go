package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

type portal struct {
	healed onboarding.Healed
	err    error
}

func (p portal) Reconcile(context.Context) (onboarding.Healed, error) { return p.healed, p.err }

func TestAStuckReviewWritesTheLineThatIsAlarmedOn(t *testing.T) {
	t.Parallel()
	stuck := onboarding.Healed{Restarted: 2, Woken: 1, Oldest: 130 * time.Second}
	for name, c := range map[string]struct {
		portal portal
		line   string // what the log has to hold; empty: no such line
	}{
		"nothing was stuck":                  {portal{}, ""},
		"events alone are no alarm":          {portal{healed: onboarding.Healed{Woken: 7}}, ""},
		"reviews were":                       {portal{healed: stuck}, `"event":"review_stuck","reviews":2,"oldest_s":130`},
		"reviews were, before it went wrong": {portal{healed: stuck, err: fault.New(fault.Unavailable, "")}, `"event":"review_stuck"`},
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			_, err := handler(c.portal, logging.New(&log, 0))(t.Context(), wiring.Nothing{})
			if err != c.portal.err {
				t.Errorf("handler: %v", err)
			}
			if c.line == "" && log.Len() > 0 || !strings.Contains(log.String(), c.line) {
				t.Errorf("log %s, want %s", &log, c.line)
			}
		})
	}
}
