package onboarding_test

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/figures"
)

// TestF9_FiguresFollowWhatPeopleDo counts twice, at once and late, and every
// answer is counted once.
func TestF9_FiguresFollowWhatPeopleDo(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	w.Clock.Advance(4 * 24 * time.Hour)
	decide(t, w, w.Bureau, caseID, chain.Approve)
	w.Clock.Advance(time.Hour)
	decide(t, w, w.Ops, caseID, chain.Return)
	counts := func() int {
		t.Helper()
		n, err := w.Measure(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	w.Clock.Advance(time.Minute)
	if got := counts(); got != 1 {
		t.Errorf("a minute after the second answer %d are counted: an index may lag", got)
	}
	w.Clock.Advance(2 * time.Minute)
	if first, again := counts(), counts(); first != 1 || again != 0 {
		t.Errorf("then %d and %d", first, again)
	}
	months, now, err := w.Store.Figures(t.Context(), "2024-03")
	if err != nil || len(months) != 1 {
		t.Fatalf("%d months, %v", len(months), err)
	}
	for _, scope := range []string{figures.All, w.Bureau.OrganisationID} {
		work := figures.Sum(months, scope)
		if a := work.Desks[figures.Authority]; a.Approved != 1 || a.Hours != 96 || work.Desks[figures.Ops].Returned != 1 {
			t.Errorf("%s: %+v", scope, work)
		}
		if got := now.Scopes[scope].Services["未上線"]; got != 1 {
			t.Errorf("%s: %d services", scope, got)
		}
	}
	w.Clock.Advance(60 * 24 * time.Hour) // March is over, nobody has counted meanwhile
	counts()
	if months, _, _ = w.Store.Figures(t.Context(), "2024-03"); !months[0].Closed || months[0].Scopes[figures.All].All().Total() != 2 {
		t.Errorf("March: %+v", months[0])
	}
}

func TestF9_WhatWaitsIsCountedByAge(t *testing.T) {
	t.Parallel()
	w, _, _ := submitted(t)
	w.Clock.Advance(5 * 24 * time.Hour)
	if _, err := w.Measure(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, now, err := w.Store.Figures(t.Context(), "2024-03")
	if got := now.Scopes[figures.All].Waiting[figures.Authority]; err != nil || got.Total() != 1 || got[2] != 1 {
		t.Errorf("%v, %v", got, err)
	}
}
