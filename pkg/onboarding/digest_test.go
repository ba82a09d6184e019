package onboarding_test

import (
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// digests are those somebody has got.
func digests(w *portaltest.World, who account.Actor) (texts []string) {
	for _, m := range w.Mail.To(who.Mail) {
		if strings.Contains(m.Subject, "待審核案件彙整") {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

func digest(t *testing.T, w *portaltest.World) int {
	t.Helper()
	people, err := w.Digest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	return people
}

func TestF7_EveryReviewerIsToldOnceADayWhatWaits(t *testing.T) {
	t.Parallel()
	w, number, caseID := submitted(t)
	w.Clock.Advance(11 * 24 * time.Hour)
	if _, err := w.Claim(t.Context(), w.Bureau, spot(t, w, caseID)); err != nil {
		t.Fatal(err)
	}
	for range 3 { // a retry, and another
		if people := digest(t, w); people != 2 {
			t.Errorf("%d people are told", people)
		}
	}
	for _, c := range []struct {
		who   account.Actor
		mails int
	}{{w.Bureau, 1}, {w.Bureau2, 1}, {w.Ops, 0}, {w.Moda, 0}, {w.Officer, 0}} {
		if got := digests(w, c.who); len(got) != c.mails {
			t.Errorf("%s got %d", c.who.Login, len(got))
		}
	}
	mine, colleagues := digests(w, w.Bureau)[0], digests(w, w.Bureau2)[0]
	for _, words := range []string{"待審核：1 件", "其中逾期：1 件", "由您認領：1 件", "【測試區】" + number, "已等候 11 天，逾期，由局一認領", "/cases"} {
		if !strings.Contains(mine, words) {
			t.Errorf("%q is missing: %s", words, mine)
		}
	}
	if strings.Contains(colleagues, "由您認領") {
		t.Errorf("the colleague has it: %s", colleagues)
	}
	w.Clock.Advance(24 * time.Hour)
	digest(t, w)
	if got := len(digests(w, w.Bureau)); got != 2 {
		t.Errorf("after another day %d digests", got)
	}
	decide(t, w, w.Bureau, caseID, chain.Reject)
	w.Clock.Advance(24 * time.Hour)
	if people := digest(t, w); people != 0 {
		t.Errorf("%d people are told of nothing", people)
	}
}

func TestF7_ADigestThatFailedHalfWayIsMadeWhole(t *testing.T) {
	t.Parallel()
	first, _, _ := submitted(t)
	for calls := 1; ; calls++ {
		w := first.Copy()
		before := w.Table.Calls()
		w.Table.Fail(portaltest.Fault{Call: calls, After: calls%2 == 0})
		_, err := w.Digest(t.Context())
		done := w.Table.Calls() - before
		if done < calls {
			return // there are fewer requests than that
		}
		digest(t, w)
		if a, b := len(digests(w, w.Bureau)), len(digests(w, w.Bureau2)); a != 1 || b != 1 {
			t.Fatalf("a failure at request %d: %d and %d digests", calls, a, b)
		}
		if err == nil {
			t.Fatalf("a failure at request %d is no error", calls)
		}
	}
}
