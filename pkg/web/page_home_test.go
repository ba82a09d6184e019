package web

import (
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
)

func TestHomeShowsWhatWaitsForEachRole(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, who := range []account.Actor{s.Officer, s.Bureau, s.Ops, s.Moda} {
		if page := s.as(who).get("/"); !strings.Contains(page.main(), "目前沒有等") || !strings.Contains(page.main(), "目前沒有公告。") {
			t.Errorf("%s: %s", who.Role, page.main())
		}
	}
	number := s.submitted()
	waiting := s.as(s.Bureau).get("/")
	if got := waiting.link(number + " 線上信用貸款"); got != "/cases/"+number || !strings.Contains(waiting.main(), "等我處理 1 件") {
		t.Errorf("the authority: %s", waiting.main())
	}
	if page := s.as(s.Ops).get("/"); strings.Contains(page.main(), number) {
		t.Error("it is not ops's turn")
	}
	s.decide(s.Bureau, number, chain.Return)
	draft, _ := s.draftAndService()
	page := s.as(s.Colleague).get("/")
	if got := page.link(number + " 線上信用貸款"); got != "/cases/"+number+"/edit" {
		t.Errorf("the correction leads to %s", got)
	}
	if got := page.link("（尚未命名）"); got != "/drafts/"+draft {
		t.Errorf("the draft leads to %s", got)
	}
	if text := page.main(); strings.Index(text, number) > strings.Index(text, "（尚未命名）") || !strings.Contains(text, "2 件") {
		t.Error(text)
	}
	if other := s.as(s.Stranger).get("/"); strings.Contains(other.main(), number) {
		t.Error("another bank's")
	}
}

func TestHomeNamesAFewOfMuchThatWaits(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for range rowsAtOnce + 1 {
		s.submitted()
	}
	page := s.as(s.Bureau).get("/")
	if n := strings.Count(page.body, `class="task"`); n != tasksShown || !strings.Contains(page.main(), "21 件") {
		t.Errorf("%d tasks: %s", n, page.main())
	}
}

func TestF6_HomeShowsTheDeadlinesThatComeNear(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	for _, who := range []account.Actor{s.Bureau, s.Ops, s.Bureau, s.Moda} {
		s.decide(who, number, chain.Approve)
	}
	if text := s.as(s.Officer).get("/").main(); !strings.Contains(text, "未來 30 天內沒有期限。") {
		t.Errorf("months ahead: %s", text)
	}
	s.Clock.Advance(90 * 24 * time.Hour) // it is 13 June; the window ends on the 30th
	page := s.as(s.Officer).get("/")
	if text := page.main(); !strings.Contains(text, "2024-06-30") || !strings.Contains(text, "還有 17 天") || page.link("線上信用貸款") == "" {
		t.Errorf("days ahead: %s", text)
	}
	if text := s.as(s.Bureau).get("/").main(); strings.Contains(text, "2024-06-30") {
		t.Error("an authority is shown an applicant's days")
	}
}
