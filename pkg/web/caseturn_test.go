package web

import (
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
)

func TestF2_AnApplicantSeesWhoHasTheCaseAndForHowLongUsually(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for range 4 { // answered in two days each
		number := s.submitted()
		s.Clock.Advance(47 * time.Hour)
		s.decide(s.Bureau, number, chain.Reject)
	}
	s.Clock.Advance(time.Hour)
	for range 12 { // day after day
		if _, err := s.Measure(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	number := s.submitted()
	see := func(who account.Actor, words ...string) {
		t.Helper()
		page, list := s.as(who).get("/cases/"+number).main(), s.as(who).get("/cases").main()
		for _, w := range words[:2] {
			if !strings.Contains(page, w) {
				t.Errorf("the page does not say %q: %s", w, page)
			}
		}
		if !strings.Contains(list, words[2]) {
			t.Errorf("the list does not say %q: %s", words[2], list)
		}
	}
	see(s.Officer, "目前由「機關單位 – 銀行局」審核", "這一關通常在 3 天內完成審核", "機關單位 – 銀行局審核，自 2024-03-23 起，通常 3 天內")
	s.decide(s.Bureau, number, chain.Approve)
	see(s.Colleague, "目前由「維運團隊」審核", "接下來：機關單位 – 銀行局發文", "維運團隊審核，自 2024-03-23 起")
	s.decide(s.Ops, number, chain.Return)
	see(s.Officer, "已由「維運團隊」退回補正", "重新送出後", "等候補正，自 2024-03-23 起")
}
