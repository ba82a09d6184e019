package form

import (
	"net/netip"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// maxRows bounds an IP list; a firewall item holds as many (architecture, Data).
const maxRows = 50

// refused lists the ranges that no partner can be reached from or at over the
// Internet (B5), with the words that say so. Sources: the IANA special-purpose
// registries for IPv4 and IPv6.
var refused = []struct {
	words    string
	prefixes []netip.Prefix
}{
	{"是未指定位址", prefixes("0.0.0.0/8", "::/128")},
	{"是本機迴路位址", prefixes("127.0.0.0/8", "::1/128")},
	{"是私有網段的位址", prefixes("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10")},
	{"是電信業者內部（CGNAT）的位址", prefixes("100.64.0.0/10")},
	{"是鏈路本地位址", prefixes("169.254.0.0/16", "fe80::/10")},
	{"是群播位址", prefixes("224.0.0.0/4", "ff00::/8")},
	{"是文件範例專用的位址", prefixes("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20")},
	{"是以 IPv6 書寫的 IPv4 或轉換位址，請改填 IPv4 位址", prefixes("::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "192.88.99.0/24")},
	{"是保留位址", prefixes("192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4", "2001::/23", "100::/64")},
}

// unicast holds every IPv6 address that can be reached over the Internet today.
var unicast = netip.MustParsePrefix("2000::/3")

func prefixes(list ...string) []netip.Prefix {
	parsed := make([]netip.Prefix, len(list))
	for i, s := range list {
		parsed[i] = netip.MustParsePrefix(s)
	}
	return parsed
}

// ParseAddress reads one public IPv4 or IPv6 address in its textual form (B5).
// Prefixes, ports, zones, leading zeros and the ranges that cannot be reached
// over the Internet are refused with a sentence for the applicant.
func ParseAddress(s string) (netip.Addr, error) {
	a, err := netip.ParseAddr(s)
	switch {
	case err != nil && strings.Contains(s, "/"):
		return netip.Addr{}, refuse("請逐一輸入單一 IP 位址，不能輸入網段（/）。")
	case err != nil:
		return netip.Addr{}, refuse("請輸入正確的 IPv4 或 IPv6 位址，例如 163.22.21.64。")
	case a.Zone() != "":
		return netip.Addr{}, refuse("IP 位址不能帶網路介面（%）。")
	}
	for _, r := range refused {
		for _, p := range r.prefixes {
			if p.Contains(a) {
				return netip.Addr{}, refuse(a.String() + " " + r.words + "，請輸入對外的 IP 位址。")
			}
		}
	}
	if a.Is6() && !unicast.Contains(a) {
		return netip.Addr{}, refuse(a.String() + " 是保留位址，請輸入對外的 IP 位址。")
	}
	return a, nil
}

// refuse is a fault of one value; its message is shown at the control.
func refuse(message string) error { return fault.New(fault.Invalid, message) }
