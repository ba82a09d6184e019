package web

import (
	"slices"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

// pairs is how many requests for a known and for an unknown account are compared.
const pairs = 2000

// BenchmarkTrust17_TimesOfKnownAndUnknownAccounts sends each form that must not
// tell which accounts exist, for a known and an unknown one in turn, and prints
// how well the time it takes tells them apart: the area under the curve, 0.5 for
// not at all. 0.45 to 0.55 is the aim. It runs once, whatever the time asked for.
func BenchmarkTrust17_TimesOfKnownAndUnknownAccounts(b *testing.B) {
	portaltest.PasswordCost = secret.FullCost
	for _, c := range []struct {
		name           string
		known, unknown string
		send           func(s *site, subject string) *page
	}{
		{"sign-in", "officer01", "nobody001", func(s *site, login string) *page {
			return s.visitor().get("/signin").press("登入後臺", with("login", login), with("password", "Wr0ng.p4ss"))
		}},
		{"forgot", "officer01", "nobody001", func(s *site, login string) *page {
			return s.visitor().get("/forgot").press(sendLink, with("login", login))
		}},
		{"sign-up", "officer01@example.com.tw", "nobody001@example.com.tw", func(s *site, address string) *page {
			return s.agreed().get("/signup/email").press("送出", with("mail", address))
		}},
		{"resend", "officer01@example.com.tw", "nobody001@example.com.tw", func(s *site, address string) *page {
			return s.agreed().get("/signup/email").press("送出", with("mail", address)).follow().press("重新寄送驗證信")
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			var known, unknown []time.Duration
			for n := range pairs {
				order := []string{c.known, c.unknown}
				if n%2 == 1 {
					slices.Reverse(order)
				}
				for _, subject := range order {
					s := newSite(b) // without what was counted before
					s.Clock.Advance(time.Hour)
					if took := c.send(s, subject).took; subject == c.known {
						known = append(known, took)
					} else {
						unknown = append(unknown, took)
					}
				}
			}
			b.ReportMetric(area(known, unknown), "AUC")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// area is the probability that a known account takes longer than an unknown one.
func area(known, unknown []time.Duration) float64 {
	slices.Sort(unknown)
	longer := 0.0
	for _, k := range known {
		below, _ := slices.BinarySearch(unknown, k)
		above, _ := slices.BinarySearch(unknown, k+1)
		longer += float64(below) + float64(above-below)/2
	}
	return longer / float64(len(known)*len(unknown))
}
