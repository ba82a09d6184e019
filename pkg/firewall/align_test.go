package firewall_test

import (
	"net/netip"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/firewall"
)

func TestD12_TheLedgerIsBroughtInLine(t *testing.T) {
	t.Parallel()
	now := time.Date(2024, 5, 6, 4, 0, 0, 0, time.UTC)
	day := 24 * time.Hour
	old := firewall.Rule{ID: "1", Version: 1, Area: casefile.TestArea, Purpose: firewall.Host, Port: 443, From: now.Add(-99 * day), To: now.Add(-9 * day),
		Addresses: []netip.Addr{netip.MustParseAddr("163.22.21.1")}}
	open := old
	open.ID, open.From, open.To = "2", now.Add(-day), now.Add(day)
	coming := open
	coming.ID = ""
	coming.From, coming.To = now.Add(day), now.Add(2*day)
	moved := open
	moved.Addresses = []netip.Addr{netip.MustParseAddr("163.22.21.2")}
	for name, c := range map[string]struct {
		ledger, wanted []firewall.Rule
		want           []firewall.Rule // ID, From and To count
	}{
		"nothing is left to do":                     {[]firewall.Rule{old, open}, []firewall.Rule{open}, nil},
		"what is open and not wanted closes now":    {[]firewall.Rule{old, open}, nil, []firewall.Rule{{ID: "2", From: open.From, To: now}}},
		"what has closed stays as it was":           {[]firewall.Rule{old}, nil, nil},
		"what is new begins now, as a further rule": {[]firewall.Rule{old}, []firewall.Rule{open}, []firewall.Rule{{From: now, To: open.To}}},
		"what is to come begins in its time":        {[]firewall.Rule{old, open}, []firewall.Rule{open, coming}, []firewall.Rule{{From: coming.From, To: coming.To}}},
		"other addresses are another rule":          {[]firewall.Rule{open}, []firewall.Rule{moved}, []firewall.Rule{{ID: "2", From: open.From, To: now}, {From: now, To: open.To}}},
	} {
		closed, opened := firewall.Align(c.ledger, c.wanted, now)
		got := append(closed[:len(closed):len(closed)], opened...)
		if len(got) != len(c.want) {
			t.Errorf("%s: %d rules to write, want %d: %+v", name, len(got), len(c.want), got)
			continue
		}
		for i, w := range c.want {
			if g := got[i]; g.ID != w.ID && w.ID != "" || !g.From.Equal(w.From) || !g.To.Equal(w.To) {
				t.Errorf("%s: rule %q from %s to %s, want %q from %s to %s", name, g.ID, g.From, g.To, w.ID, w.From, w.To)
			}
		}
		if closed, opened := firewall.Align(merged(c.ledger, closed, opened), c.wanted, now); len(closed)+len(opened) > 0 {
			t.Errorf("%s: done again, it closes %+v and opens %+v", name, closed, opened)
		}
	}
}

// merged is a ledger after what Align gave was written.
func merged(ledger, closed, opened []firewall.Rule) []firewall.Rule {
	next := append(ledger[:0:0], opened...)
	for _, r := range ledger {
		for _, c := range closed {
			if c.ID == r.ID {
				r = c
			}
		}
		next = append(next, r)
	}
	return next
}
