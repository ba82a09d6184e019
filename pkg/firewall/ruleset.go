package firewall

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/netip"
	"slices"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
)

// RuleSet is what is open in one area at one moment, in an order that depends
// on its content alone.
type RuleSet struct {
	Area  casefile.Area
	At    time.Time
	Rules []Rule
}

// At picks the rules of the area that are open at t and have addresses; rules
// of other areas may be among the given ones. Where a service has several for the
// same purpose and port, as after an extension asked for in time, they become one
// that stands for the case which keeps it open longest.
func At(rules []Rule, area casefile.Area, t time.Time) RuleSet {
	s := RuleSet{Area: area, At: t.UTC()}
	for _, r := range rules {
		r.Addresses = tidy(r.Addresses)
		if r.Area == area && r.OpenAt(t) && len(r.Addresses) > 0 {
			s.Rules = append(s.Rules, r)
		}
	}
	slices.SortStableFunc(s.Rules, func(a, b Rule) int { return cmp.Or(compare(a, b), cmp.Compare(a.ID, b.ID)) })
	s.Rules = merged(s.Rules)
	return s
}

// merged joins sorted rules that let the same service through the same door.
func merged(sorted []Rule) []Rule {
	var out []Rule
	for _, r := range sorted {
		if n := len(out); n > 0 && compare(out[n-1], r) == 0 {
			out[n-1] = out[n-1].and(r)
			continue
		}
		out = append(out, r)
	}
	return out
}

// and is what two open rules let through together. It counts as set once both
// are.
func (r Rule) and(other Rule) Rule {
	longest, first := r, other
	if !longest.To.IsZero() && (first.To.IsZero() || longest.To.Before(first.To)) {
		longest, first = first, longest
	}
	longest.Addresses = tidy(append(slices.Clip(longest.Addresses), first.Addresses...))
	if first.From.Before(longest.From) {
		longest.From = first.From
	}
	if first.Set.IsZero() {
		longest.Set = Mark{}
	}
	return longest
}

// tidy sorts, drops repeats, and writes IPv4 as IPv4.
func tidy(addrs []netip.Addr) []netip.Addr {
	var out []netip.Addr
	for _, a := range addrs {
		if a.IsValid() {
			out = append(out, a.Unmap().WithZone(""))
		}
	}
	slices.SortFunc(out, netip.Addr.Compare)
	return slices.Compact(out)
}

func compare(a, b Rule) int {
	return cmp.Or(
		cmp.Compare(slices.Index(Purposes(), a.Purpose), slices.Index(Purposes(), b.Purpose)),
		cmp.Compare(a.ServiceID, b.ServiceID),
		cmp.Compare(a.Port, b.Port),
	)
}

// JSON is the rule set for programs: the same rules give the same bytes.
func (s RuleSet) JSON() ([]byte, error) {
	type rule struct {
		Purpose   Purpose      `json:"purpose"`
		Direction Direction    `json:"direction"`
		Protocol  string       `json:"protocol"`
		Port      uint16       `json:"port"`
		Addresses []netip.Addr `json:"addresses"`
		ServiceID string       `json:"service_id"`
		Service   string       `json:"service"`
		Case      string       `json:"case"`
		From      time.Time    `json:"from"`
		To        *time.Time   `json:"to"` // null while open-ended
		Set       bool         `json:"set"`
	}
	out := struct {
		Area  casefile.Area `json:"area"`
		At    time.Time     `json:"at"`
		Rules []rule        `json:"rules"`
	}{Area: s.Area, At: s.At, Rules: make([]rule, 0, len(s.Rules))}
	for _, r := range s.Rules {
		row := rule{
			Purpose: r.Purpose, Direction: r.Purpose.Direction(), Protocol: "tcp", Port: r.Port,
			Addresses: r.Addresses, ServiceID: r.ServiceID, Service: r.ServiceName, Case: r.CaseNumber,
			From: r.From.UTC(), Set: !r.Set.IsZero(),
		}
		if !r.To.IsZero() {
			to := r.To.UTC()
			row.To = &to
		}
		out.Rules = append(out.Rules, row)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	err := enc.Encode(out)
	return b.Bytes(), err
}
