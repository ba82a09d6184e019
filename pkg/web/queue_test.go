package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
)

func TestF7_TheMenuCountsWhatWaits(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.submitted()
	s.submitted()
	if page := s.as(s.Bureau).get("/firewall"); !strings.Contains(page.body, "2 件待審") {
		t.Error("the authority's menu counts nothing on another page")
	}
	for _, who := range []account.Actor{s.Ops, s.Officer} {
		if page := s.as(who).get("/").want(http.StatusOK); strings.Contains(page.body, "件待審") {
			t.Errorf("%s's menu counts what does not wait for them", who.Login)
		}
	}
	if words := []string{counted(100), counted(101)}; !slices.Equal(words, []string{"100 件", "100+ 件"}) {
		t.Errorf("counts end as %q", words)
	}
}

func TestF7_TheHomePageOfAReviewerSaysHowMuchWaits(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.submitted()
	if got := s.as(s.Bureau).get("/").want(http.StatusOK).main(); !strings.Contains(got, "1 件") || strings.Contains(got, "逾期") {
		t.Errorf("with one case: %s", got)
	}
	s.Clock.Advance(11 * 24 * time.Hour)
	if got := s.as(s.Bureau).get("/").main(); !strings.Contains(got, "1 件，其中 1 件逾期") {
		t.Errorf("with one that is late: %s", got)
	}
	if got := s.as(s.Moda).get("/").main(); strings.Contains(got, "1 件") {
		t.Errorf("with none: %s", got)
	}
	s.crowd()
	if got := s.as(s.Bureau).get("/").main(); !strings.Contains(got, "22 件，其中 1 件逾期") {
		t.Errorf("with more than the page reads: %s", got)
	}
}
