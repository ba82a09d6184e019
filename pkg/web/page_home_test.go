package web

import (
	"strings"
	"testing"

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
