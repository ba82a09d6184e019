package onboarding_test

import (
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

var linkInMail = regexp.MustCompile(regexp.QuoteMeta(portaltest.PortalURL) + `/a/([A-Za-z0-9_-]+)`)

// mailedLink is the token of the newest action link in a person's mailbox.
func mailedLink(t *testing.T, w *portaltest.World, who account.Actor) string {
	t.Helper()
	mails := w.Mail.To(who.Mail)
	for i := len(mails) - 1; i >= 0; i-- {
		if m := linkInMail.FindStringSubmatch(mails[i].Text); m != nil {
			return m[1]
		}
	}
	t.Fatalf("no link among %d mails to %s", len(mails), who.Login)
	return ""
}

func code(t *testing.T, w *portaltest.World, who account.Actor) string {
	t.Helper()
	c, err := portaltest.Factor(who.Login).Code(w.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestC6_AMailedLinkDecidesWithTheReadersCode(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	token := mailedLink(t, w, w.Bureau2)
	before := w.Table.Calls()
	for range 20 { // a scanner follows the link
		if view, err := w.OpenLink(t.Context(), token); err != nil || view.Lapsed {
			t.Fatalf("lapsed %v, %v", view.Lapsed, err)
		}
	}
	if _, r := dossier(t, w, caseID); r.Version != 2 {
		t.Fatalf("looking changed the review (%d calls)", w.Table.Calls()-before)
	}
	b := ballot(t, w, caseID, chain.Approve)
	if _, err := w.DecideByLink(t.Context(), token, "000000", b); !fault.Is(err, fault.Invalid) {
		t.Fatalf("a wrong code: %v", err)
	}
	stage, err := w.DecideByLink(t.Context(), token, code(t, w, w.Bureau2), b)
	if err != nil {
		t.Fatal(err)
	}
	if stage.ActorID != w.Bureau2.AccountID || stage.Answer != chain.Approve {
		t.Errorf("recorded %q by %s", stage.Answer, stage.ActorID)
	}
	w.Settle(t)
	if view, err := w.OpenLink(t.Context(), token); err != nil || !view.Lapsed {
		t.Errorf("after the decision the link is alive: %v", err)
	}
	if _, r := dossier(t, w, caseID); r.Stage != 2 {
		t.Errorf("the review stands at stage %d", r.Stage)
	}
}

func TestC6_ALinkDiesWithItsStageRoundAndPerson(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		end  func(*testing.T, *portaltest.World, string)
		want fault.Code
	}{
		{"decided by somebody else", func(t *testing.T, w *portaltest.World, caseID string) {
			decide(t, w, w.Bureau2, caseID, chain.Approve)
		}, fault.Conflict},
		{"returned and resubmitted", func(t *testing.T, w *portaltest.World, caseID string) {
			decide(t, w, w.Bureau2, caseID, chain.Return)
			d, _ := dossier(t, w, caseID)
			if err := w.Resubmit(t.Context(), w.Officer, d.Case.Number); err != nil {
				t.Fatal(err)
			}
			w.Settle(t)
		}, fault.Conflict},
		{"the person's sessions and links were ended", func(t *testing.T, w *portaltest.World, _ string) {
			if err := w.BindFactor(t.Context(), w.Bureau.AccountID, portaltest.Factor(w.Bureau.Login)); err != nil {
				t.Fatal(err)
			}
		}, fault.Expired},
		{"ninety days have passed", func(_ *testing.T, w *portaltest.World, _ string) {
			w.Clock.Advance(91 * 24 * time.Hour)
		}, fault.Expired},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w, _, caseID := submitted(t)
			token := mailedLink(t, w, w.Bureau)
			b := ballot(t, w, caseID, chain.Approve)
			c.end(t, w, caseID)
			if _, err := w.DecideByLink(t.Context(), token, code(t, w, w.Bureau), b); !fault.Is(err, c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestC6_OneCodeTakesOneDecision(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	token, c := mailedLink(t, w, w.Bureau), code(t, w, w.Bureau)
	var ballots [4]onboarding.Ballot // all as the stage was seen before anybody answered
	for i := range ballots {
		ballots[i] = ballot(t, w, caseID, chain.Approve)
	}
	results := make([]error, len(ballots))
	var race sync.WaitGroup
	for i, b := range ballots {
		race.Go(func() { _, results[i] = w.DecideByLink(t.Context(), token, c, b) })
	}
	race.Wait()
	won := 0
	for _, err := range results {
		if err == nil {
			won++
		}
	}
	if won != 1 {
		t.Errorf("%d decisions with one code: %v", won, results)
	}
}

func TestC6_AForgedLinkShowsNothing(t *testing.T) {
	t.Parallel()
	w, _, _ := submitted(t)
	token := mailedLink(t, w, w.Bureau)
	for i := range token {
		forged := token[:i] + string(rune('A'+(token[i]+1)%26)) + token[i+1:]
		if forged == token {
			continue
		}
		if _, err := w.OpenLink(t.Context(), forged); !fault.Is(err, fault.NotFound) {
			t.Fatalf("a link changed at %d: %v", i, err)
		}
	}
}

func TestGuessingCodesEndsAfterFive(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	token := mailedLink(t, w, w.Bureau)
	b := ballot(t, w, caseID, chain.Approve)
	tried := 0
	for range 500 {
		_, err := w.DecideByLink(t.Context(), token, "123456", b)
		if fault.Is(err, fault.Invalid) {
			tried++
		} else if !fault.Is(err, fault.TooMany) {
			t.Fatal(err)
		}
	}
	if tried != 5 {
		t.Errorf("%d guesses were looked at", tried)
	}
	if _, err := w.DecideByLink(t.Context(), token, code(t, w, w.Bureau), b); !fault.Is(err, fault.TooMany) {
		t.Errorf("the right code while locked: %v", err)
	}
	w.Clock.Advance(16 * time.Minute)
	if _, err := w.DecideByLink(t.Context(), token, code(t, w, w.Bureau), b); err != nil {
		t.Errorf("the right code after the lock: %v", err)
	}
}

func TestLinksStayOutOfTheTable(t *testing.T) {
	t.Parallel()
	w, _, _ := submitted(t)
	token := mailedLink(t, w, w.Bureau)
	if dump := w.Table.Dump(); strings.Contains(dump, token) || strings.Contains(dump, "/a/") {
		t.Error("the table holds an action link")
	}
}
