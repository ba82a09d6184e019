package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
)

// measured is a site where an answer of four days and one of none are counted.
func measured(s *site) *site {
	s.t.Helper()
	number := s.submitted()
	s.Clock.Advance(4 * 24 * time.Hour)
	s.decide(s.Bureau, number, chain.Approve)
	s.decide(s.Ops, number, chain.Return, casefile.FieldNote{Field: "name", Text: "請用全名。"})
	s.submitted()
	s.Clock.Advance(5 * time.Minute)
	if _, err := s.Measure(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	return s
}

func reportBudgets() []budget {
	aReport := upTo(2, 12, 0) // a year's months
	return []budget{
		{"", "GET /reports", ok, aReport, func(s *site) *page { return measured(s).as(s.Ops).get("/reports") }},
		{"", "GET /reports/{file}", ok, aReport, func(s *site) *page { return measured(s).as(s.Ops).get("/reports/stages.csv") }},
	}
}

func TestF9_ReportsShowEveryFigureInATableToo(t *testing.T) {
	t.Parallel()
	s := measured(newSite(t))
	page := s.as(s.Ops).get("/reports").want(http.StatusOK)
	text := page.main()
	for _, want := range []string{"共 2 筆審核", "各關卡審核時間", "退回原因", "服務名稱", "待審案件等候天數", "線上服務狀態", "未上線", "逐月審核件數", "2024-03"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s: %s", want, text)
		}
	}
	rows := map[string][]string{}
	for _, row := range page.rows() {
		if key := row[0] + " " + row[1]; rows[key] == nil { // the first table that has it
			rows[key] = row
		}
	}
	if row := rows["機關單位 1"]; len(row) < 4 || row[2] != "4.0" {
		t.Errorf("the authority: %q", row)
	}
	if row := rows["維運團隊 0"]; len(row) < 5 || row[4] != "100%" {
		t.Errorf("ops: %q", row)
	}
	if strings.Count(page.body, `<svg class="chart"`) != 6 || strings.Count(page.body, `aria-hidden="true" focusable="false"`) != 6 {
		t.Error("the charts")
	}
}

func TestF9_AnAuthorityReadsItsRemit(t *testing.T) {
	t.Parallel()
	s := measured(newSite(t))
	if page := s.as(s.Bureau).get("/reports"); !strings.Contains(page.main(), "共 2 筆審核") {
		t.Error(page.main())
	}
	s.as(s.Officer).get("/reports").want(http.StatusForbidden)
}

func TestF9_OneMonthAndFiles(t *testing.T) {
	t.Parallel()
	s := measured(newSite(t))
	b := s.as(s.Moda)
	if page := b.get("/reports?month=2024-02"); !strings.Contains(page.main(), "共 0 筆審核") || !strings.Contains(page.main(), noAnswers) {
		t.Error(page.main())
	}
	b.get("/reports?month=1999-01").want(http.StatusNotFound)
	b.get("/reports/other.csv").want(http.StatusNotFound)
	file := b.get(b.get("/reports?month=2024-03").link("下載 CSV 審核結果與退回率")).want(http.StatusOK)
	if want := "\uFEFF審核單位,同意,不同意,退回,退回率\n機關單位,1,0,0,0%\n維運團隊,0,0,1,100%\n"; file.body != want {
		t.Errorf("%q", file.body)
	}
	if name := file.header.Get("Content-Disposition"); name != `attachment; filename="mydata-returns-2024-03.csv"` {
		t.Error(name)
	}
}

func TestF9_AMonthWithoutAnswersIsShownToo(t *testing.T) {
	t.Parallel()
	s := measured(newSite(t))
	file := s.as(s.Ops).get("/reports/months.csv").want(http.StatusOK)
	lines := strings.Split(strings.TrimSpace(file.body), "\n")
	if len(lines) != 13 || lines[1] != "2023-04,0,—,—" || !strings.HasPrefix(lines[12], "2024-03,2,") {
		t.Errorf("%q", lines)
	}
}
