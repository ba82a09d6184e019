package main

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

type portal struct {
	id  string
	err error
}

func (p portal) Invite(context.Context, onboarding.Invitation) (string, error) { return p.id, p.err }

func TestInviteTellsAnAdministratorsMistakeFromOurs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		portal portal
		want   result
		code   fault.Code
	}{
		"an account that was made is named":   {portal{id: "acc0unt"}, result{Account: "acc0unt"}, ""},
		"a wrong invitation is answered":      {portal{err: fault.New(fault.Invalid, "帳號不可空白。")}, result{Code: fault.Invalid, Message: "帳號不可空白。"}, ""},
		"an account that exists is answered":  {portal{err: fault.New(fault.Conflict, "")}, result{Code: fault.Conflict}, ""},
		"a table out of reach is our failure": {portal{err: fault.New(fault.Unavailable, "")}, result{}, fault.Unavailable},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := handler(c.portal)(t.Context(), onboarding.Invitation{})
			if fault.CodeOf(err) != c.code {
				t.Errorf("handler: %v, want code %q", err, c.code)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("result (-want +got):\n%s", diff)
			}
		})
	}
}
