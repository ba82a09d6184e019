package firewall_test

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/firewall"
)

var taipei = time.FixedZone("CST", 8*3600)

func TestD12_ARuleIsOpenFromItsFirstMomentUntilItsLast(t *testing.T) {
	t.Parallel()
	from := time.Date(2024, 4, 1, 0, 0, 0, 0, taipei)
	to := time.Date(2024, 7, 1, 0, 0, 0, 0, taipei)
	cases := []struct {
		name string
		rule firewall.Rule
		at   time.Time
		want bool
	}{
		{"before it begins", firewall.Rule{From: from, To: to}, from.Add(-1), false},
		{"at its first moment", firewall.Rule{From: from, To: to}, from, true},
		{"in the last nanosecond of its last day", firewall.Rule{From: from, To: to}, to.Add(-1), true},
		{"D2 at midnight after its last day, though no timer fired", firewall.Rule{From: from, To: to}, to, false},
		{"long after", firewall.Rule{From: from, To: to}, to.AddDate(1, 0, 0), false},
		{"open-ended, years later", firewall.Rule{From: from}, from.AddDate(9, 0, 0), true},
		{"open-ended, before it begins", firewall.Rule{From: from}, from.Add(-1), false},
		{"an empty window", firewall.Rule{From: from, To: from}, from, false},
		{"without a beginning", firewall.Rule{To: to}, from, false},
		{"asked in another time zone", firewall.Rule{From: from, To: to}, to.UTC(), false},
	}
	for _, c := range cases {
		if got := c.rule.OpenAt(c.at); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestD12_OnlyTheSPAPIIsCalledFromInside(t *testing.T) {
	t.Parallel()
	for _, p := range firewall.Purposes() {
		want := firewall.Inbound
		if p == firewall.SPAPI || p == firewall.PilotSPAPI {
			want = firewall.Outbound
		}
		if p.Direction() != want || p.Label() == "" {
			t.Errorf("%s: %s, %q", p, p.Direction(), p.Label())
		}
	}
}

func TestD12_ClosingARuleNeverProlongsIt(t *testing.T) {
	t.Parallel()
	from := time.Date(2024, 4, 1, 0, 0, 0, 0, taipei)
	to := time.Date(2024, 7, 1, 0, 0, 0, 0, taipei)
	for name, c := range map[string]struct {
		to, at, want time.Time
		changed      bool
	}{
		"within its time":                  {to, from.AddDate(0, 1, 0), from.AddDate(0, 1, 0), true},
		"open-ended":                       {time.Time{}, to, to, true},
		"before it begins, it never opens": {to, from.Add(-time.Hour), from, true},
		"at its end":                       {to, to, to, false},
		"after its end":                    {to, to.Add(time.Hour), to, false},
	} {
		next, changed := firewall.Rule{From: from, To: c.to, Version: 1}.CloseAt(c.at)
		if !next.To.Equal(c.want) || changed != c.changed || (next.Version == 2) != c.changed || next.OpenAt(c.at) {
			t.Errorf("%s: it ends at %s, changed %v, version %d", name, next.To, changed, next.Version)
		}
	}
}

func TestD12_RulesForTheSameDoorBecomeOne(t *testing.T) {
	t.Parallel()
	from := time.Date(2024, 4, 1, 0, 0, 0, 0, taipei)
	first := firewall.Rule{ID: "1", Area: "test", ServiceID: "s", Purpose: firewall.Host, Port: 443, CaseNumber: "B1130131001",
		Addresses: addrs("203.0.113.4", "203.0.113.5"), From: from, To: from.AddDate(0, 3, 0), Set: firewall.Mark{At: from}}
	second := first
	second.ID, second.CaseNumber, second.Addresses = "2", "B1130131001-1", addrs("203.0.113.5", "203.0.113.6")
	second.From, second.To, second.Set = from.AddDate(0, 2, 0), from.AddDate(0, 5, 0), firewall.Mark{}
	for _, rules := range [][]firewall.Rule{{first, second}, {second, first}} {
		set := firewall.At(rules, "test", from.AddDate(0, 2, 1))
		if len(set.Rules) != 1 {
			t.Fatalf("%d rules", len(set.Rules))
		}
		r := set.Rules[0]
		if r.CaseNumber != "B1130131001-1" || len(r.Addresses) != 3 || !r.From.Equal(from) || !r.To.Equal(second.To) || !r.Set.IsZero() {
			t.Errorf("together they are %+v", r)
		}
	}
	if set := firewall.At([]firewall.Rule{first, second}, "test", from); len(set.Rules) != 1 || len(set.Rules[0].Addresses) != 2 {
		t.Errorf("before the second begins: %+v", set.Rules)
	}
}
