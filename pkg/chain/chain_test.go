package chain_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/chain"
)

func find(t testing.TB, name chain.Name) chain.Chain {
	t.Helper()
	c, err := chain.Lookup(name, 1)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestC_ChainsHaveTheStagesOfTheManual(t *testing.T) {
	t.Parallel()
	want := map[string][]string{
		"full-v1":     {"機關單位 – 銀行局", "維運團隊", "機關單位 – 銀行局發文", "數位發展部"},
		"standard-v1": {"維運團隊", "數位發展部"},
		"ops-v1":      {"維運團隊"},
		"moda-v1":     {"數位發展部"},
	}
	got := map[string][]string{}
	for _, c := range chain.All() {
		for i, s := range c.Stages() {
			if s.Order != i+1 {
				t.Errorf("%s: stage %d says it is number %d", c.ID(), i+1, s.Order)
			}
			got[c.ID()] = append(got[c.ID()], s.Title("銀行局"))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestStageTitleWithoutAnAuthoritysName(t *testing.T) {
	t.Parallel()
	stages := find(t, chain.Full).Stages()
	got := []string{stages[0].Title(""), stages[2].Title("")}
	if diff := cmp.Diff([]string{"機關單位", "機關單位發文"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestC4_OnlyTheThirdStageOfFullIsALetter(t *testing.T) {
	t.Parallel()
	for _, c := range chain.All() {
		for _, s := range c.Stages() {
			want := c.Name() == chain.Full && s.Order == 3
			if s.Letter != want {
				t.Errorf("%s stage %d: letter %v", c.ID(), s.Order, s.Letter)
			}
		}
	}
}

// Every edge of every chain, spelled out; what is not in the table is refused.
func TestC_NextFollowsExactlyTheListedEdges(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"full-v1 1 approve": "stage 2", "full-v1 1 reject": "rejected", "full-v1 1 return": "returned",
		"full-v1 2 approve": "stage 3", "full-v1 2 reject": "rejected", "full-v1 2 return": "returned",
		"full-v1 3 approve": "stage 4", "full-v1 3 reject": "rejected", "full-v1 3 return": "returned",
		"full-v1 4 approve": "approved", "full-v1 4 reject": "rejected", "full-v1 4 return": "returned",
		"standard-v1 1 approve": "stage 2", "standard-v1 1 reject": "rejected", "standard-v1 1 return": "returned",
		"standard-v1 2 approve": "approved", "standard-v1 2 reject": "rejected", "standard-v1 2 return": "returned",
		"ops-v1 1 approve": "approved", "ops-v1 1 reject": "rejected", "ops-v1 1 return": "returned",
		"moda-v1 1 approve": "approved", "moda-v1 1 reject": "rejected", "moda-v1 1 return": "returned",
	}
	answers := []chain.Answer{"", "approve", "reject", "return", "APPROVE", "approved", "同意", "stale", "withdrawn", "approve "}
	got := map[string]string{}
	for _, c := range chain.All() {
		for order := -1; order <= 6; order++ {
			for _, a := range answers {
				step, err := c.Next(order, a)
				switch {
				case err != nil && step != chain.Step{}:
					t.Errorf("%s %d %q: both a step and an error", c.ID(), order, a)
				case err != nil:
				case step.Concluded():
					got[fmt.Sprintf("%s %d %s", c.ID(), order, a)] = string(step.Outcome)
				default:
					got[fmt.Sprintf("%s %d %s", c.ID(), order, a)] = fmt.Sprintf("stage %d", step.Stage)
				}
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEveryPathThroughEveryChainEnds(t *testing.T) {
	t.Parallel()
	paths := map[string]int{}
	var walk func(c chain.Chain, order, steps int)
	walk = func(c chain.Chain, order, steps int) {
		if steps > len(c.Stages()) {
			t.Fatalf("%s: a path visits more stages than there are", c.ID())
		}
		for _, a := range c.Answers() {
			step, err := c.Next(order, a)
			if err != nil {
				t.Fatal(err)
			}
			if step.Concluded() {
				paths[c.ID()+" "+string(step.Outcome)]++
				continue
			}
			walk(c, step.Stage, steps+1)
		}
	}
	for _, c := range chain.All() {
		walk(c, 1, 1)
	}
	want := map[string]int{
		"full-v1 approved": 1, "full-v1 rejected": 4, "full-v1 returned": 4,
		"standard-v1 approved": 1, "standard-v1 rejected": 2, "standard-v1 returned": 2,
		"ops-v1 approved": 1, "ops-v1 rejected": 1, "ops-v1 returned": 1,
		"moda-v1 approved": 1, "moda-v1 rejected": 1, "moda-v1 returned": 1,
	}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Error(diff)
	}
}

func TestTrust6_AnUnknownValueIsAnErrorOfItsKind(t *testing.T) {
	t.Parallel()
	full := find(t, chain.Full)
	errs := map[string]struct{ err, want error }{
		"an unknown answer":         {second(full.Next(1, "ok")), chain.ErrUnknown},
		"a machine's reply":         {second(full.Next(1, "withdrawn")), chain.ErrUnknown},
		"a stage before the first":  {second(full.Next(0, chain.Approve)), chain.ErrNoEdge},
		"a stage after the last":    {second(full.Next(5, chain.Approve)), chain.ErrNoEdge},
		"a stage of the zero chain": {second(chain.Chain{}.Next(1, chain.Reject)), chain.ErrNoEdge},
		"an unknown chain":          {second(chain.Lookup("short", 1)), chain.ErrUnknown},
		"a version to come":         {second(chain.Lookup(chain.Full, 2)), chain.ErrUnknown},
		"an unknown chain to start": {second(chain.For("", true)), chain.ErrUnknown},
		"an unknown party":          {second(chain.ParseParty("bank")), chain.ErrUnknown},
		"an answer in Chinese":      {second(chain.ParseAnswer("不同意")), chain.ErrUnknown},
	}
	for name, c := range errs {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: got %v, want %v", name, c.err, c.want)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestA6_AccountCasesAreApprovedOrRejectedOnly(t *testing.T) {
	t.Parallel()
	c := find(t, chain.OpsOnly).ForAccounts()
	if diff := cmp.Diff([]chain.Answer{chain.Approve, chain.Reject}, c.Answers()); diff != "" {
		t.Error(diff)
	}
	if _, err := c.Next(1, chain.Return); !errors.Is(err, chain.ErrNoEdge) {
		t.Errorf("退回 of an account case: %v", err)
	}
	if step, err := c.Next(1, chain.Approve); err != nil || step.Outcome != chain.Approved {
		t.Errorf("同意 of an account case: %v, %v", step, err)
	}
	if c.ID() != "ops-v1" {
		t.Errorf("its machine is %s", c.ID())
	}
}

func TestForFallsBackToStandardWithoutAnAuthority(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name         chain.Name
		hasAuthority bool
		want         string
	}{
		{chain.Full, true, "full-v1"},
		{chain.Full, false, "standard-v1"},
		{chain.Standard, true, "standard-v1"},
		{chain.Standard, false, "standard-v1"},
		{chain.OpsOnly, true, "ops-v1"},
		{chain.OpsOnly, false, "ops-v1"},
		{chain.ModaOnly, false, "moda-v1"},
	}
	for _, c := range cases {
		got, err := chain.For(c.name, c.hasAuthority)
		if err != nil || got.ID() != c.want {
			t.Errorf("%s, authority %v: %s, %v; want %s", c.name, c.hasAuthority, got.ID(), err, c.want)
		}
	}
}

func TestC1_WordsOfAnswersAndResults(t *testing.T) {
	t.Parallel()
	want := map[chain.Answer][3]string{
		chain.Approve: {"同意", "通過", "no opinion needed"},
		chain.Reject:  {"不同意", "不通過", "opinion needed"},
		chain.Return:  {"退回", "退回", "opinion needed"},
	}
	for a, w := range want {
		opinion := "no opinion needed"
		if a.NeedsOpinion() {
			opinion = "opinion needed"
		}
		if diff := cmp.Diff(w, [3]string{a.Label(), a.Result(), opinion}); diff != "" {
			t.Errorf("%s: %s", a, diff)
		}
		if parsed, err := chain.ParseAnswer(string(a)); err != nil || parsed != a {
			t.Errorf("%s does not parse back: %v", a, err)
		}
	}
	if a := chain.Answer("maybe"); a.Label() != "" || a.Result() != "" {
		t.Errorf("%q has words", a)
	}
}

func TestNobodyCanChangeAChainThroughWhatItHandsOut(t *testing.T) {
	t.Parallel()
	find(t, chain.Full).Stages()[0].Party = chain.MODA
	chain.All()[0] = chain.Chain{}
	if s, err := find(t, chain.Full).Stage(1); err != nil || s.Party != chain.Authority {
		t.Errorf("stage 1 of full is now %v, %v", s, err)
	}
}
