package web

import (
	"net/http"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// TestB9_AnApplicationOfEveryTypeIsPrintedInEveryState leaves the pages that
// test/browser/print lays out on paper.
func TestB9_AnApplicationOfEveryTypeIsPrintedInEveryState(t *testing.T) {
	t.Parallel()
	for kind, v := range map[casefile.Kind]form.Values{casefile.TestKind: portaltest.Application(), casefile.NewData: portaltest.DataSets(), casefile.NewCounter: portaltest.CounterService()} {
		for state, reach := range map[string]func(*site, string){
			"審核中":   func(*site, string) {},
			"退回補正":  func(s *site, number string) { s.decide(s.Bureau, number, chain.Return) },
			"審核未通過": func(s *site, number string) { s.decide(s.Bureau, number, chain.Reject) },
			"已撤回": func(s *site, number string) {
				if err := s.Withdraw(t.Context(), s.Officer, s.dossier(number).Case.ID, ""); err != nil {
					t.Fatal(err)
				}
			},
			"審核通過": func(s *site, number string) {
				for _, who := range []account.Actor{s.Bureau, s.Ops, s.Bureau, s.Moda} {
					s.decide(who, number, chain.Approve)
				}
			},
		} {
			s := newSite(t)
			number, err := s.Submit(t.Context(), s.Officer, s.DraftOf(t, s.Officer, kind, v.Clone()))
			if err != nil {
				t.Fatal(err)
			}
			s.Settle(t)
			reach(s, number)
			s.Settle(t)
			p := s.as(s.Officer).get("/cases/" + number + "/print").want(http.StatusOK)
			for _, words := range append(strings.Split(v.Title(), "、"), number, state, "審核歷程") {
				if !contains(p, words) {
					t.Errorf("%s, %s: the print lacks %q: %s", kind, state, words, p.main())
				}
			}
		}
	}
}
