package onboarding_test

import (
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func TestC10_WhoseTurnItIs(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	decide(t, w, w.Bureau, caseID, chain.Approve)
	byMail, moved := w.Ops, w.Ops
	byMail.Level = account.LevelMail
	moved.AccountID = w.Bureau.AccountID
	d, _ := dossier(t, w, caseID)
	for _, c := range []struct {
		name string
		who  account.Actor
		ok   bool
		want fault.Code
	}{
		{"a person of the party that has it", w.Ops2, true, ""},
		{"the party before", w.Bureau, false, ""},
		{"the party to come", w.Moda, false, ""},
		{"the applicant", w.Officer, false, ""},
		{"of the party, but signed in by a mailed code (A7)", byMail, false, fault.Forbidden},
		{"of the party, but decided for another before", moved, false, fault.Forbidden},
	} {
		stage, ok, err := onboarding.Turn(c.who, d)
		if ok != c.ok || fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v, %v", c.name, ok, err)
		}
		if ok && stage.Order != 2 {
			t.Errorf("%s: stage %d", c.name, stage.Order)
		}
		if err != nil && fault.MessageOf(err) == "" {
			t.Errorf("%s: is not told why", c.name)
		}
	}
}
