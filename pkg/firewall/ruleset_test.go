package firewall_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/firewall"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var (
	opened = time.Date(2024, 4, 1, 0, 0, 0, 0, taipei)
	closes = time.Date(2024, 7, 1, 0, 0, 0, 0, taipei)
	during = time.Date(2024, 5, 20, 9, 0, 0, 0, taipei)
)

func addrs(list ...string) []netip.Addr {
	var out []netip.Addr
	for _, s := range list {
		out = append(out, netip.MustParseAddr(s))
	}
	return out
}

func ledger() []firewall.Rule {
	rule := firewall.Rule{
		Area: casefile.TestArea, ServiceID: "svc1", ServiceName: "線上開戶服務", CaseID: "case1",
		CaseNumber: "B1130131001", OpenedBy: "moda1", From: opened, To: closes, Version: 1,
	}
	api, host, test, other, production := rule, rule, rule, rule, rule
	api.Purpose, api.Port, api.Addresses = firewall.SPAPI, 8443, addrs("203.0.113.20", "203.0.113.3")
	host.Purpose, host.Port, host.Addresses = firewall.Host, 443, addrs("2001:db8::5", "203.0.113.4", "203.0.113.4", "::ffff:203.0.113.4")
	host.Set = firewall.Mark{At: opened.Add(time.Hour), AccountID: "ops1", Name: "維一"}
	test.Purpose, test.Port, test.Addresses = firewall.TestIP, 443, addrs("198.51.100.9")
	other.ServiceID, other.ServiceName, other.CaseNumber = "svc2", `貸款"; flush ruleset #`, "B1130314001-5"
	other.Purpose, other.Port, other.Addresses, other.To = firewall.TestIP, 443, addrs("198.51.100.91"), time.Time{}
	production.Area, production.Purpose, production.Port, production.Addresses =
		casefile.ProductionArea, firewall.PilotIP, 443, addrs("198.51.100.33")
	return []firewall.Rule{other, production, test, host, api}
}

func TestD12_TheRuleSetOfAMomentIsStable(t *testing.T) {
	t.Parallel()
	set := firewall.At(ledger(), casefile.TestArea, during)
	text, err := set.JSON()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "test.json", text)
	golden(t, "test.nft", set.NFTables())

	rules := ledger()
	for range 50 {
		rand.Shuffle(len(rules), func(i, j int) { rules[i], rules[j] = rules[j], rules[i] })
		shuffled := firewall.At(rules, casefile.TestArea, during)
		if diff := cmp.Diff(string(set.NFTables()), string(shuffled.NFTables())); diff != "" {
			t.Fatal(diff)
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s:\n%s", name, diff)
	}
}

func TestD12_WhatIsNotOpenIsNotInTheRuleSet(t *testing.T) {
	t.Parallel()
	if set := firewall.At(ledger(), casefile.TestArea, closes); len(set.Rules) != 1 || set.Rules[0].ServiceID != "svc2" {
		t.Errorf("after the window: %v", set.Rules)
	}
	if set := firewall.At(ledger(), casefile.TestArea, opened.Add(-1)); len(set.Rules) != 0 {
		t.Errorf("before the window: %v", set.Rules)
	}
	if set := firewall.At(ledger(), casefile.ProductionArea, during); len(set.Rules) != 1 || set.Rules[0].Purpose != firewall.PilotIP {
		t.Errorf("of the other area: %v", set.Rules)
	}
	text, err := firewall.At(nil, casefile.TestArea, during).JSON()
	if err != nil || !strings.Contains(string(text), `"rules": []`) {
		t.Errorf("an empty set is %s, %v", text, err)
	}
}

func TestD12_DifferenceSaysWhatHasToBeDone(t *testing.T) {
	t.Parallel()
	type row struct{ Opened, Closed []netip.Addr }
	set := func(change func([]firewall.Rule) []firewall.Rule) firewall.RuleSet {
		return firewall.At(change(ledger()), casefile.TestArea, during)
	}
	same := func(l []firewall.Rule) []firewall.Rule { return l }
	cases := []struct {
		name   string
		before func([]firewall.Rule) []firewall.Rule
		after  func([]firewall.Rule) []firewall.Rule
		want   map[string]row
	}{
		{"nothing changed", same, same, map[string]row{}},
		{"another case confirms the same addresses", same, func(l []firewall.Rule) []firewall.Rule {
			l[2].CaseNumber, l[2].To = "B1130701001", closes.AddDate(0, 3, 0)
			return l
		}, map[string]row{}},
		{"a rule begins", func(l []firewall.Rule) []firewall.Rule { return l[1:] }, same,
			map[string]row{"svc2 test-ip 443": {Opened: addrs("198.51.100.91")}}},
		{"a rule ends", same, func(l []firewall.Rule) []firewall.Rule { return l[1:] },
			map[string]row{"svc2 test-ip 443": {Closed: addrs("198.51.100.91")}}},
		{"addresses change", same, func(l []firewall.Rule) []firewall.Rule {
			l[4].Addresses = addrs("203.0.113.3", "203.0.113.99")
			return l
		}, map[string]row{"svc1 sp-api 8443": {Opened: addrs("203.0.113.99"), Closed: addrs("203.0.113.20")}}},
		{"the port changes", same, func(l []firewall.Rule) []firewall.Rule {
			l[4].Port = 443
			return l
		}, map[string]row{"svc1 sp-api 443": {Opened: addrs("203.0.113.3", "203.0.113.20")}, "svc1 sp-api 8443": {Closed: addrs("203.0.113.3", "203.0.113.20")}}},
		{"a second rule beside the first adds its own addresses", same, func(l []firewall.Rule) []firewall.Rule {
			more := l[4]
			more.ID, more.Addresses, more.To = "extension", addrs("203.0.113.3", "203.0.113.50"), closes.AddDate(0, 3, 0)
			return append(l, more)
		}, map[string]row{"svc1 sp-api 8443": {Opened: addrs("203.0.113.50")}}},
	}
	for _, c := range cases {
		got := map[string]row{}
		for _, ch := range firewall.Difference(set(c.before), set(c.after)) {
			got[fmt.Sprint(ch.Rule.ServiceID, " ", ch.Rule.Purpose, " ", ch.Rule.Port)] = row{ch.Opened, ch.Closed}
		}
		if diff := cmp.Diff(c.want, got, cmp.Comparer(func(a, b netip.Addr) bool { return a == b })); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}
