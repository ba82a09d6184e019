package firewall

import (
	"bytes"
	"fmt"
	"net/netip"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/casefile"
)

// commentLimit is nftables' limit for a rule's comment, in bytes.
const commentLimit = 128

// chains are the nftables chains of an area, by what our side of the connection is.
var chains = []struct {
	name     string
	purposes []Purpose
	side     string // of the packet's addresses, the partner's
}{
	{"sp_api_out", []Purpose{SPAPI, PilotSPAPI}, "daddr"},
	{"apis_in", []Purpose{Host, PilotHost}, "saddr"},
	{"frontend_in", []Purpose{TestIP, PilotIP}, "saddr"},
}

// NFTables is the rule set as a file for nft -f. In the table "inet mydata" it
// replaces the contents of three chains of the area in one transaction and
// touches nothing else: <area>_sp_api_out, <area>_apis_in and
// <area>_frontend_in. They accept and never drop; the operator's own base chains
// in that table jump to them, since only the operator knows our addresses.
func (s RuleSet) NFTables() []byte {
	area := "test"
	if s.Area == casefile.ProductionArea {
		area = "production"
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# MyData partner portal: %s area at %s, %d rules\n", area, s.At.Format(time.RFC3339), len(s.Rules))
	fmt.Fprintf(&b, "table inet mydata {\n")
	for _, c := range chains {
		fmt.Fprintf(&b, "\tchain %s_%s { }\n", area, c.name)
	}
	fmt.Fprintf(&b, "}\n")
	for _, c := range chains {
		fmt.Fprintf(&b, "flush chain inet mydata %s_%s\n", area, c.name)
	}
	fmt.Fprintf(&b, "table inet mydata {\n")
	for _, c := range chains {
		fmt.Fprintf(&b, "\tchain %s_%s {\n", area, c.name)
		for _, p := range c.purposes {
			for _, r := range s.Rules {
				if r.Purpose == p {
					writeRule(&b, r, c.side)
				}
			}
		}
		fmt.Fprintf(&b, "\t}\n")
	}
	fmt.Fprintf(&b, "}\n")
	return b.Bytes()
}

// writeRule gives one line for each family that the rule has addresses of.
func writeRule(b *bytes.Buffer, r Rule, side string) {
	for _, family := range []struct {
		name string
		has  func(netip.Addr) bool
	}{{"ip", netip.Addr.Is4}, {"ip6", netip.Addr.Is6}} {
		var list []string
		for _, a := range r.Addresses {
			if family.has(a) {
				list = append(list, a.String())
			}
		}
		if len(list) > 0 {
			fmt.Fprintf(b, "\t\t%s %s { %s } tcp dport %d accept comment \"%s\"\n",
				family.name, side, strings.Join(list, ", "), r.Port, comment(r))
		}
	}
}

// comment says where the rule comes from. A string of nftables has no escapes:
// it ends at the next quotation mark, so that and everything invisible or
// unprintable becomes a space.
func comment(r Rule) string {
	text := fmt.Sprintf("%s %s %s", r.CaseNumber, r.Purpose, r.ServiceName)
	text = strings.Map(func(c rune) rune {
		if c == '"' || c == '\\' || c == utf8.RuneError || !unicode.IsPrint(c) {
			return ' '
		}
		return c
	}, text)
	for len(text) > commentLimit {
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	return text
}
