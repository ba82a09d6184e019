package form_test

import (
	"net/netip"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/form"
)

// neverPublic are ranges of IANA's special-purpose registries of which no address
// is a partner's.
var neverPublic = strings.Fields(`0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15
	198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 fc00::/7 fe80::/10 ff00::/8 2001:db8::/32 3fff::/20`)

// TestB10_AThousandBadOnesAreRefused takes the lists of the tests beside it, the
// hosts among them with every tail, and twenty addresses of each range.
func TestB10_AThousandBadOnesAreRefused(t *testing.T) {
	t.Parallel()
	refused := map[string]bool{}
	address := func(s string) {
		if _, err := form.ParseAddress(s); err == nil {
			t.Errorf("the address %q was taken", s)
		}
		refused[s] = true
	}
	link := func(s string) {
		if _, err := form.ParseURL(s, false); err == nil {
			t.Errorf("the link %q was taken", s)
		}
		refused[s] = true
	}
	for _, list := range hostile {
		for _, s := range strings.Fields(list) {
			address(s)
		}
	}
	for _, list := range badURLs {
		for _, s := range list {
			link(s)
			if host, bare := strings.CutPrefix(s, "https://"); bare && host != "" && !strings.ContainsAny(host, "/?#:") {
				for _, tail := range goodTails {
					link(s + tail)
				}
			}
		}
	}
	for _, c := range strange {
		for _, s := range []string{"https://www.bank" + c + ".com.tw/", "https://www.bank.com.tw/a" + c + "b", "https://www.bank.com.tw/?a=" + c} {
			link(s)
		}
	}
	for _, text := range neverPublic {
		a := netip.MustParsePrefix(text).Addr()
		for range 20 {
			address(a.String())
			a = a.Next()
		}
	}
	if len(refused) < 1000 {
		t.Errorf("only %d", len(refused))
	}
	t.Logf("%d refused", len(refused))
}
