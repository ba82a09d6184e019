package past

import (
	"context"
	"encoding/json"
	"os"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/figures"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/scan/scantest"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// today is when the year of the tests ends, four in the afternoon.
var today = time.Date(2024, 11, 26, 8, 0, 0, 0, time.UTC)

// played is a year that ends then, with the people the sample counts on.
func played(t *testing.T, end time.Time) (*Past, *portaltest.Archive) {
	t.Helper()
	sample, err := Read("../../sample/year.json")
	must(t, err)
	w := portaltest.NewWorld(t)
	archive := &portaltest.Archive{}
	deps := portaltest.Deps(w, w.IDs)
	deps.Archive, deps.Signer = archive, archive
	lay := func(context.Context, string, []byte) (string, error) { return "v1", nil }
	p := New(deps, sample, end.AddDate(-1, 0, 0), lay, scantest.Honest()[0].Content)
	people(t, p)
	text, err := os.ReadFile("../../sample/catalogue.json")
	must(t, err)
	var c form.Catalogue
	must(t, json.Unmarshal(text, &c))
	must(t, p.Portal().PublishCatalogue(t.Context(), onboarding.Catalogue{}, c))
	must(t, p.Play(t.Context(), end))
	return p, archive
}

func people(t *testing.T, p *Past) {
	t.Helper()
	bureau, err := p.enrol(t.Context(), account.Organisation{Name: "金融監督管理委員會銀行局", ShortName: "銀行局", Kind: account.Public, Authority: true},
		newcomer(account.Authority, "bureau01", "局一", "bureau.gov.tw"))
	must(t, err)
	for login, name := range map[string]string{"officer01": "臺灣範例商業銀行", "union01": "示範信用合作社"} {
		_, err := p.enrol(t.Context(), account.Organisation{Name: name, Kind: account.NonPublic, Private: true, AuthorityID: bureau, AuthorityName: "銀行局"},
			newcomer(account.Provider, login, "承辦", login+".com.tw"))
		must(t, err)
	}
	for login, role := range map[string]account.Role{"opsteam01": account.Ops, "moda01": account.Moda, "moda02": account.Moda} {
		id, err := p.Portal().Invite(t.Context(), onboarding.Invitation{Role: role, Login: login, Name: "同仁", Phone: "02-2380-0000", Mail: login + "@team.com.tw"})
		must(t, err)
		must(t, p.Portal().BindFactor(t.Context(), id, portaltest.Factor(login)))
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestF9_AYearOfSampleDataHoldsTogether(t *testing.T) {
	t.Parallel()
	p, archive := played(t, today)
	t.Run("there is enough of it, of every sort", p.isFull)
	t.Run("every history holds against the days that were signed", func(t *testing.T) {
		days := archive.Days()
		if len(days) < 364 {
			t.Errorf("%d days are signed", len(days))
		}
		must(t, audit.VerifyDays(days, archive.Verify))
		ledger := audit.NewLedger()
		for _, item := range p.left() {
			must(t, store.Book(ledger, item))
		}
		for _, b := range ledger.Check(days, store.Passing) {
			t.Error(b.Error())
		}
	})
	t.Run("nothing of it is left to be done or told", func(t *testing.T) {
		due, err := p.world.Store.DueBefore(t.Context(), today, 10)
		must(t, err)
		events, err := p.world.Store.Overdue(t.Context(), today, 10)
		must(t, err)
		owed, err := p.world.Store.Owed(t.Context(), today, 10)
		must(t, err)
		if len(due)+len(events)+len(owed) > 0 {
			t.Errorf("due %v, to be told %v, owed %v", due, events, owed)
		}
	})
	t.Run("what was forgotten is not carried over, and figures come last", func(t *testing.T) {
		items := p.left()
		for _, i := range items {
			if forgotten(i, today) {
				t.Fatalf("carried over: %v", i["pk"])
			}
		}
		if !isFigures(items[len(items)-1]) || isFigures(items[0]) {
			t.Error("figures are not last")
		}
	})
}

func TestF9_AYearThatEndsByNightLooksNotAhead(t *testing.T) {
	t.Parallel()
	for _, after := range []time.Duration{10 * time.Minute, 3 * time.Hour} {
		end := time.Date(2024, 11, 26, 0, 0, 0, 0, calendar.Taipei()).Add(after)
		p, _ := played(t, end)
		_, now, err := p.world.Store.Figures(t.Context(), figures.MonthsBefore(end, 0))
		must(t, err)
		if now.At.After(end) || now.At.Before(end.Add(-time.Hour)) {
			t.Errorf("at %v it was counted at %v", end, now.At)
		}
	}
}

// isFull looks for what reports and lists are to show.
func (p *Past) isFull(t *testing.T) {
	states, all := map[casefile.State]int{}, 0
	for n := range 13 {
		month := figures.MonthsBefore(today, n)
		rows, more, err := p.world.Store.Cases(t.Context(), onboarding.Scope{All: true}, month, onboarding.Page{Limit: 100})
		must(t, err)
		if more != "" {
			t.Errorf("more than 100 cases in %s", month)
		}
		for _, c := range rows {
			states[c.State]++
			all++
		}
	}
	for _, s := range []casefile.State{casefile.Reviewing, casefile.Returned, casefile.Approved, casefile.Withdrawn} {
		if states[s] < 3 {
			t.Errorf("%d cases are %s", states[s], s.Label())
		}
	}
	if all < 150 || all > 250 {
		t.Errorf("%d cases", all)
	}
	months, now, err := p.world.Store.Figures(t.Context(), figures.MonthsBefore(today, 11))
	must(t, err)
	for _, m := range months {
		if a := figures.Sum([]figures.Month{m}, figures.All).All(); a.Total() < 10 || a.Returned == 0 {
			t.Errorf("%s: %+v", m.Month, a)
		}
	}
	late := 0
	for _, ages := range now.Scopes[figures.All].Waiting {
		for _, n := range ages[3:] { // more than a week
			late += n
		}
	}
	if n := len(now.Scopes[figures.All].Services); n < 5 || late == 0 {
		t.Errorf("services in %d states, %d stages wait for more than a week: %+v", n, late, now.Scopes[figures.All])
	}
}
