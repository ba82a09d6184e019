package firewall

import (
	"net/netip"
	"slices"
)

// Change is what differs for one service, purpose and port between two rule sets.
type Change struct {
	Rule   Rule         // as it is after; as it was where nothing is left of it
	Opened []netip.Addr // reachable after and not before
	Closed []netip.Addr // reachable before and not after
}

// Difference lists what has to be done to the real firewall to get from one
// moment to another; both sets belong to the same area. Rules that let the same
// through are not listed, whatever case they now stand for.
func Difference(before, after RuleSet) []Change {
	var out []Change
	for _, now := range after.Rules {
		was, _ := find(before.Rules, now)
		c := Change{Rule: now, Opened: minus(now.Addresses, was.Addresses), Closed: minus(was.Addresses, now.Addresses)}
		if len(c.Opened)+len(c.Closed) > 0 {
			out = append(out, c)
		}
	}
	for _, was := range before.Rules {
		if _, ok := find(after.Rules, was); !ok {
			out = append(out, Change{Rule: was, Closed: was.Addresses})
		}
	}
	slices.SortFunc(out, func(a, b Change) int { return compare(a.Rule, b.Rule) })
	return out
}

func find(rules []Rule, like Rule) (Rule, bool) {
	for _, r := range rules {
		if compare(r, like) == 0 {
			return r, true
		}
	}
	return Rule{}, false
}

func minus(a, b []netip.Addr) []netip.Addr {
	var out []netip.Addr
	for _, x := range a {
		if !slices.Contains(b, x) {
			out = append(out, x)
		}
	}
	return out
}
