package web

import (
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

func TestStartShowsTheWholeWayAndWhatStagesUsuallyTake(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	page := s.visitor().get("/start")
	if strings.Count(page.body, `class="way-box"`) != len(way) || strings.Contains(page.main(), "通常") {
		t.Error(page.main())
	}
	for range 4 {
		number := s.submitted()
		s.Clock.Advance(2 * 24 * time.Hour)
		s.decide(s.Bureau, number, chain.Approve)
	}
	s.Clock.Advance(5 * time.Minute)
	if _, err := s.Measure(t.Context()); err != nil {
		t.Fatal(err)
	}
	if text := s.visitor().get("/start").main(); strings.Count(text, "機關單位，通常 3 天內") != 2 { // in the picture and beside it
		t.Error(text)
	}
}

func TestStartOpensWhereTheTableDoesNot(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.Table.Fail(portaltest.Fault{Call: 1})
	s.visitor().get("/start").want(ok)
}
