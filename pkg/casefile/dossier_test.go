package casefile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
)

func TestC3_TheHistoryShowsStagesToCome(t *testing.T) {
	t.Parallel()
	answered := func(round, order int, a chain.Answer) casefile.Stage {
		return casefile.Stage{CaseID: "c", Review: 1, Round: round, Order: order, Answer: a, Decided: now, Opened: now}
	}
	d := casefile.Dossier{
		Case:    casefile.Case{AuthorityName: "銀行局", Reviews: 1},
		Reviews: []casefile.Review{{Seq: 1, ChainName: chain.Full, ChainVersion: 1, State: casefile.Waiting, Round: 2, Stage: 2}},
		Stages: []casefile.Stage{answered(1, 1, chain.Approve), answered(1, 2, chain.Return), answered(2, 1, chain.Approve),
			{CaseID: "c", Review: 1, Round: 2, Order: 2, Opened: now}},
	}
	r, _ := d.Newest()
	lines, err := d.History(r)
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		Round   int
		Party   string
		Result  string
		Current bool
	}
	var got []row
	for _, l := range lines {
		got = append(got, row{l.Round, l.Party, l.Stage.Answer.Result(), l.Current})
	}
	want := []row{
		{1, "機關單位 – 銀行局", "通過", false},
		{1, "維運團隊", "退回", false},
		{2, "機關單位 – 銀行局", "通過", false},
		{2, "維運團隊", "", true},
		{2, "機關單位 – 銀行局發文", "", false},
		{2, "數位發展部", "", false},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
