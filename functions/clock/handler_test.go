package main

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

type portal struct{ err error }

func (p portal) Tick(context.Context) (int, error) { return 7, p.err }

func (portal) Measure(context.Context) (int, error) { return 3, nil }

func TestClockSaysHowMuchItDidEvenWhereSomethingFailed(t *testing.T) {
	t.Parallel()
	for name, failure := range map[string]error{"all went well": nil, "one item failed": fault.New(fault.Unavailable, "")} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			ctx, event := logging.Start(t.Context(), logging.New(&log, 0), "clock", wiring.Now)
			_, err := handler(portal{failure})(ctx, wiring.Nothing{})
			event.End(err)
			if !errors.Is(err, failure) || !strings.Contains(log.String(), `"done":7`) || !strings.Contains(log.String(), `"counted":3`) {
				t.Errorf("handler: %v, log %s", err, &log)
			}
		})
	}
}
