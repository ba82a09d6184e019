package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
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

func TestF7_AReviewerTakesACaseOnAndGivesItBack(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	mine, colleague := s.as(s.Bureau), s.as(s.Bureau2)
	claimed := mine.get("/cases?q=" + number + "&whose=none").press("認領 " + number)
	if got := claimed.leads(); got != "/cases?q="+number+"&whose=none" {
		t.Errorf("a claim leads to %s", got)
	}
	if got := mine.get("/cases").rows()[0][7]; got != "由您認領 釋出 "+number {
		t.Errorf("in one's own list: %q", got)
	}
	if got := colleague.get("/cases").rows()[0][7]; got != "局一 釋出 "+number {
		t.Errorf("in a colleague's list: %q", got)
	}
	page := colleague.get("/cases/" + number).want(http.StatusOK)
	if !strings.Contains(page.main(), "承辦：局一（2024-03-15 10:00）") {
		t.Errorf("on the case's page: %s", page.main())
	}
	if got := page.press("釋出 " + number).leads(); got != "/cases/"+number {
		t.Errorf("a release leads to %s", got)
	}
	if got := mine.get("/cases").rows()[0][7]; got != "未認領 認領 "+number {
		t.Errorf("given back: %q", got)
	}
	late := colleague.get("/cases")
	mine.get("/cases").press("認領 " + number).want(http.StatusSeeOther)
	if refused := late.press("認領 " + number).want(http.StatusConflict); !strings.Contains(refused.main(), "已由局一於") {
		t.Errorf("the second claim: %s", refused.main())
	}
	for _, who := range []account.Actor{s.Ops, s.Officer} {
		if got := s.as(who).get("/cases/" + number).main(); strings.Contains(got, "承辦：") {
			t.Errorf("%s sees who of the authority has it", who.Login)
		}
	}
}

func TestF7_FiltersNarrowTheQueue(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	first := s.submitted()
	s.Clock.Advance(11 * 24 * time.Hour)
	second := s.submit(func(v form.Values) { v.Set(form.Name, "線上房屋貸款"); v.Set(form.TestStart, "2024-05-01") })
	b := s.as(s.Bureau)
	b.get("/cases").press("認領 " + second).want(http.StatusSeeOther)
	for _, c := range []struct {
		name, query string
		want        []string
		chosen      string
	}{
		{"nothing", "", []string{first, second}, "共 2 筆"},
		{"a word of the service", "?q=房屋", []string{second}, "搜尋：房屋"},
		{"a part of the number", "?q=" + strings.ToLower(first), []string{first}, "共 1 筆"},
		{"the kind of case", "?item=B", []string{first, second}, "申請項目：服務"},
		{"another kind", "?item=D", nil, "清除篩選條件"},
		{"the area", "?area=production", nil, "區：正式區"},
		{"what nobody has", "?whose=none", []string{first}, "承辦：未認領"},
		{"what is one's own", "?whose=mine", []string{second}, "承辦：由我認領"},
		{"what a colleague has", "?whose=other", nil, "承辦：由同仁認領"},
		{"what is overdue", "?late=1", []string{first}, "逾期"},
		{"what is no choice", "?whose=x&area=x&item=x", []string{first, second}, "共 2 筆"},
	} {
		page := b.get("/cases" + c.query).want(http.StatusOK)
		var got []string
		for _, row := range page.rows() {
			got = append(got, strings.TrimPrefix(row[1], "測試區"))
		}
		if !slices.Equal(got, c.want) || !strings.Contains(page.main(), c.chosen) {
			t.Errorf("%s: %v, %s", c.name, got, page.main())
		}
	}
	if got := b.get("/cases/" + first).main(); !strings.Contains(got, "審核期限：2024-03-25 逾期") {
		t.Errorf("the late one's page: %s", got)
	}
	if row := b.get("/cases").rows()[0]; !strings.HasPrefix(row[5], "逾期11 天") || !strings.Contains(row[5], "期限 2024-03-25") {
		t.Errorf("a late one reads %q", row[5])
	}
	filtered := b.get("/cases?whose=mine")
	if again := filtered.get("/cases?" + filtered.form("搜尋").values.Encode()); len(again.rows()) != 1 {
		t.Errorf("the filters sent again: %v", again.rows())
	}
}

func TestF7_OneCaseLeadsToTheNext(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var numbers []string
	for range 4 {
		numbers = append(numbers, s.submitted())
		s.Clock.Advance(time.Minute)
	}
	s.as(s.Bureau2).get("/cases").press("認領 " + numbers[1]).want(http.StatusSeeOther)
	b := s.as(s.Bureau)
	next := func(from string) string { return b.get("/cases/" + from).link("下一件待審核") }
	for _, c := range []struct{ name, from, want string }{
		{"what a colleague has is passed over", numbers[0], numbers[2]},
		{"the one after", numbers[2], numbers[3]},
		{"behind the last comes the first", numbers[3], numbers[0]},
	} {
		if got := b.get(next(c.from)).leads(); got != "/cases/"+c.want {
			t.Errorf("%s: %s leads to %s", c.name, c.from, got)
		}
	}
	s.decide(s.Bureau, numbers[2], chain.Approve)
	if got := b.get(next(numbers[2])).leads(); got != "/cases/"+numbers[0] {
		t.Errorf("after a decision it leads to %s", got)
	}
	done := s.as(s.Moda).get("/cases/next")
	if got := done.leads(); got != "/cases" || !strings.Contains(done.follow().body, "沒有其他等候您審核的申請單") {
		t.Errorf("with nothing to do it leads to %s", got)
	}
}

func TestF7_NotesStayWithinTheParty(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	const remark = "與承辦人電話確認過。\n尚待法務意見。"
	b := s.as(s.Bureau)
	empty := b.get("/cases/"+number).press("新增註記", with(onboarding.FieldRemark, " ")).want(http.StatusUnprocessableEntity)
	if !strings.Contains(empty.main(), "請輸入內部註記") {
		t.Errorf("an empty one: %s", empty.main())
	}
	typed := b.get("/cases/" + number)
	for range 2 { // a double click
		if got := typed.press("新增註記", with(onboarding.FieldRemark, remark)).leads(); got != "/cases/"+number {
			t.Errorf("it leads to %s", got)
		}
	}
	if got := s.as(s.Bureau2).get("/cases/" + number).main(); strings.Count(got, "尚待法務意見") != 1 || !strings.Contains(got, "局一，2024-03-15") {
		t.Errorf("a colleague sees %s", got)
	}
	s.decide(s.Bureau, number, chain.Return)
	for _, who := range []account.Actor{s.Officer, s.Colleague, s.Ops, s.Moda} {
		for _, path := range []string{"", "/history", "/print", "/edit"} {
			if page := s.as(who).get("/cases/" + number + path); strings.Contains(page.body, "法務") {
				t.Errorf("%s sees the note at %q", who.Login, path)
			}
		}
	}
	if strings.Contains(b.get("/cases/"+number+"/print").body, "法務") {
		t.Error("the note is printed")
	}
	for _, m := range s.Mail.Sent() {
		if strings.Contains(m.Text, "法務") {
			t.Errorf("the note is mailed to %s", m.To)
		}
	}
}

// insideCase is a case as its party's people see it.
func insideCase(page kit.Page) *casePage {
	return &casePage{Page: page, Inside: &kit.Inside{Holder: "局一", Due: "2024-03-25", Late: kit.Overdue, Claim: &kit.Form{Buttons: []kit.Button{{Text: "釋出"}}},
		Notes: []kit.Remark{{Text: "註記", By: "局一", When: "2024-03-15 10:00"}}, Write: &kit.Form{Buttons: []kit.Button{{Text: "新增註記"}}}}}
}
