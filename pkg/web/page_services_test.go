package web

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

func TestB7_EverybodySeesTheServicesOfTheirScope(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.submitted()
	row := []string{"1", "測試商業銀行股份有限公司", "消費金融", "線上信用貸款", "測試區未上線測試審核中", "編輯 線上信用貸款"}
	cases := map[string]struct {
		actor account.Actor
		rows  [][]string
		apply bool
	}{
		"the officer":          {s.Officer, [][]string{row}, true},
		"a colleague":          {s.Colleague, [][]string{row}, true},
		"another bank":         {s.Stranger, nil, true},
		"the authority":        {s.Bureau, [][]string{row}, false},
		"the operation team":   {s.Ops, [][]string{row}, false},
		"the ministry's staff": {s.Moda, [][]string{row}, false},
	}
	for name, c := range cases {
		p := s.as(c.actor).get("/services").want(http.StatusOK)
		if diff := cmp.Diff(c.rows, p.rows()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if got := contains(p, "新增線上服務"); got != c.apply {
			t.Errorf("%s is offered 新增線上服務: %v", name, got)
		}
		if diff := cmp.Diff([]string{"線上服務列表"}, p.current()); diff != "" {
			t.Errorf("%s, menu: %s", name, diff)
		}
	}
}

func TestB9_ListsGoOnPageByPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for n := range 45 {
		v := portaltest.Application()
		v.Set(form.Name, fmt.Sprintf("服務 %02d", n+1))
		if _, err := s.Submit(t.Context(), s.Officer, s.Draft(t, s.Officer, v)); err != nil {
			t.Fatal(err)
		}
	}
	p := s.as(s.Officer).get("/services")
	for n, step := range []struct {
		link         string
		first, last  string
		count, start int
	}{
		{"", "服務 01", "服務 20", 20, 1},
		{"下一頁", "服務 21", "服務 40", 20, 21},
		{"下一頁", "服務 41", "服務 45", 5, 41},
		{"上一頁", "服務 21", "服務 40", 20, 21},
		{"上一頁", "服務 01", "服務 20", 20, 1},
	} {
		if step.link != "" {
			p = p.get(p.link(step.link)).want(http.StatusOK)
		}
		rows := p.rows()
		if len(rows) != step.count || rows[0][3] != step.first || rows[len(rows)-1][3] != step.last || rows[0][0] != fmt.Sprint(step.start) {
			t.Fatalf("step %d shows %d rows from %v to %v", n, len(rows), rows[0], rows[len(rows)-1])
		}
	}
	p.get("/services?after=nonsense").want(http.StatusUnprocessableEntity)
}
