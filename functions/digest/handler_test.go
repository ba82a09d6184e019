package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

type portal struct{ err error }

func (p portal) Digest(context.Context) (int, error) { return 3, p.err }

func TestF7_DigestSaysHowManyPeopleItTold(t *testing.T) {
	t.Parallel()
	for name, failure := range map[string]error{"all went well": nil, "the table failed after three": fault.New(fault.Unavailable, "")} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			ctx, event := logging.Start(t.Context(), logging.New(&log, 0), "digest", wiring.Now)
			_, err := handler(portal{failure})(ctx, wiring.Nothing{})
			event.End(err)
			if err != failure || !strings.Contains(log.String(), `"people":3`) {
				t.Errorf("handler: %v, log %s", err, &log)
			}
		})
	}
}
