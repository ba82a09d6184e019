package main

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// portal answers with one error after the other.
type portal struct {
	errs  []error
	asked []onboarding.OpenStage
}

func (p *portal) OpenStage(_ context.Context, in onboarding.OpenStage) error {
	p.asked = append(p.asked, in)
	err := p.errs[0]
	p.errs = p.errs[1:]
	return err
}

func TestOpenTakesWhatTheMachineSends(t *testing.T) {
	t.Parallel()
	p := &portal{errs: []error{nil}}
	var in onboarding.OpenStage
	payload := `{"case":"c4s3","review":1,"round":2,"attempt":3,"stage":4,"token":"t0ken"}`
	if err := json.Unmarshal([]byte(payload), &in); err != nil {
		t.Fatal(err)
	}
	if _, err := handler(p)(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	want := []onboarding.OpenStage{{CaseID: "c4s3", Review: 1, Round: 2, Attempt: 3, Stage: 4, Token: "t0ken"}}
	if diff := cmp.Diff(want, p.asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
}

func TestOpenAsksAgainAfterALostRace(t *testing.T) {
	t.Parallel()
	lost, down := fault.New(fault.Conflict, ""), fault.New(fault.Unavailable, "")
	for name, c := range map[string]struct {
		errs  []error
		asked int
		code  fault.Code
	}{
		"a lost race is asked once more":    {[]error{lost, nil}, 2, ""},
		"a second loss is a failure":        {[]error{lost, lost}, 2, fault.Conflict},
		"any other failure is not repeated": {[]error{down}, 1, fault.Unavailable},
		"what went well is not asked again": {[]error{nil}, 1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := &portal{errs: c.errs}
			_, err := handler(p)(t.Context(), onboarding.OpenStage{})
			if len(p.asked) != c.asked || fault.CodeOf(err) != c.code {
				t.Errorf("asked %d times, %v", len(p.asked), err)
			}
		})
	}
}
