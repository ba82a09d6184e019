package main

import (
	"context"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

type portal func(onboarding.Run) error

func (p portal) Conclude(_ context.Context, run onboarding.Run) error { return p(run) }

func TestConcludeAsksAgainAfterALostRace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		first, second error
		asked         int
		code          fault.Code
	}{
		"a lost race is asked once more":    {fault.New(fault.Conflict, ""), nil, 2, ""},
		"a second loss is a failure":        {fault.New(fault.Conflict, ""), fault.New(fault.Conflict, ""), 2, fault.Conflict},
		"any other failure is not repeated": {fault.New(fault.Unavailable, ""), nil, 1, fault.Unavailable},
		"what went well is not asked again": {nil, nil, 1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			run := onboarding.Run{CaseID: "c4s3", Review: 1, Round: 2, Attempt: 3}
			asked := 0
			_, err := handler(portal(func(got onboarding.Run) error {
				if got != run {
					t.Errorf("asked for %v", got)
				}
				if asked++; asked == 1 {
					return c.first
				}
				return c.second
			}))(t.Context(), run)
			if asked != c.asked || fault.CodeOf(err) != c.code {
				t.Errorf("asked %d times, %v", asked, err)
			}
		})
	}
}
