package policy_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/policy"
)

func TestA1_TheOriginalCanBePublished(t *testing.T) {
	t.Parallel()
	if fault := policy.Fault(policy.Original().Text); fault != "" {
		t.Error(fault)
	}
}

func TestATextIsReadInPartsSectionsAndParagraphs(t *testing.T) {
	t.Parallel()
	p := policy.Policy{Text: "# 條款\n前言\n\n## 一\n甲\n乙\n# 政策\n丙\n"}
	want := []policy.Part{{Title: "條款", Sections: []policy.Section{{Lines: []string{"前言"}}, {Title: "一", Lines: []string{"甲", "乙"}}}},
		{Title: "政策", Sections: []policy.Section{{Lines: []string{"丙"}}}}}
	if diff := cmp.Diff(want, p.Parts()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want[1:], p.Privacy()); diff != "" {
		t.Error(diff)
	}
}

func TestEachVersionHasANameOfItsOwnThatSortsLast(t *testing.T) {
	t.Parallel()
	p, day := policy.Original(), calendar.Date{Year: 2026, Month: time.November, Day: 24}
	for _, want := range []string{"2026-11-24", "2026-11-24-02", "2026-11-24-03"} {
		next := p.Next(day, "x")
		if next.Version != want || next.Version <= p.Version {
			t.Errorf("after %s comes %s", p.Version, next.Version)
		}
		p = next
	}
}

func TestWhatCannotBeReadInPartsIsRefused(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"nothing":                      " \n",
		"no part at the beginning":     "前言\n# 條款\n甲\n# 政策\n乙\n",
		"one part only":                "# 條款\n甲\n",
		"a part without a word":        "# 條款\n甲\n# 政策\n## 一\n",
		"a sign that turns the line":   "# 條款\n甲\u202e\n# 政策\n乙\n",
		"more than anybody would read": "# 條款\n甲\n# 政策\n" + strings.Repeat("乙", 40_000) + "\n",
		"too many pages":               strings.Repeat("# 條款\n甲\n", 13),
	} {
		if policy.Fault(text) == "" {
			t.Errorf("%s is taken", name)
		}
	}
	if got := policy.Clean("\n# 條款  \r\n甲\t\n\n"); got != "# 條款\n甲\n" {
		t.Errorf("kept as %q", got)
	}
}
