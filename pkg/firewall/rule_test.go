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
		if p == firewall.SPAPI {
			want = firewall.Outbound
		}
		if p.Direction() != want || p.Label() == "" {
			t.Errorf("%s: %s, %q", p, p.Direction(), p.Label())
		}
	}
}
