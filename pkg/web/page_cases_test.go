package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func TestC1_TheQueueIsWhatWaitsForThePartyOldestFirst(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	older := s.submitted()
	s.Clock.Advance(5 * 24 * time.Hour)
	newer := s.submitted()
	s.Clock.Advance(24 * time.Hour)
	s.decide(s.Bureau, older, chain.Approve)

	page := s.as(s.Ops).get("/cases").want(http.StatusOK)
	if page.h1() != "資料審核" || len(page.rows()) != 1 || !slices.Contains(page.rows()[0], "測試區"+older) {
		t.Errorf("%s: %v", page.h1(), page.rows())
	}
	page = s.as(s.Bureau).get("/cases").want(http.StatusOK)
	if row := page.rows()[0]; len(page.rows()) != 1 || row[1] != "測試區"+newer || !strings.HasPrefix(row[5], "1 天") || !strings.HasPrefix(row[4], "2024-03-20") {
		t.Errorf("the authority's queue: %v", page.rows())
	}
	if got := page.link("詳細資料 " + newer); got != "/cases/"+newer {
		t.Errorf("詳細資料 leads to %s", got)
	}
	if got := s.as(s.Moda).get("/cases").main(); !strings.Contains(got, "目前沒有等候貴單位審核的申請單") {
		t.Errorf("an empty queue: %s", got)
	}
	s.decide(s.Ops, older, chain.Approve)
	rows := s.as(s.Bureau).get("/cases").rows()
	if len(rows) != 2 || rows[0][1] != "測試區"+newer || rows[1][1] != "測試區"+older || !strings.Contains(rows[1][6], "待發文") {
		t.Errorf("oldest first, by when it came to the party: %v", rows)
	}
}

func TestB9_ApplicantsSeeTheirOwnCases(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	for _, who := range []account.Actor{s.Officer, s.Colleague} {
		page := s.as(who).get("/cases").want(http.StatusOK)
		if page.h1() != "資料申請" {
			t.Errorf("heading %q", page.h1())
		}
		want := []string{"1", "王大明", number, "測試商業銀行股份有限公司", "服務（測試）線上信用貸款", "2024-03-15", "詳細資料 " + number, "測試區審核中機關單位 – 銀行局審核，自 2024-03-15 起", "申請單歷程 " + number, "列印 " + number}
		if rows := page.rows(); len(rows) != 1 || !slices.Equal(rows[0], want) {
			t.Errorf("%q", rows)
		}
		for words, path := range map[string]string{"申請單歷程 ": "/history", "列印 ": "/print", "詳細資料 ": ""} {
			page.get(page.link(words + number)).want(http.StatusOK)
			if got := page.link(words + number); got != "/cases/"+number+path {
				t.Errorf("%s leads to %s", words, got)
			}
		}
	}
	if rows := s.as(s.Stranger).get("/cases").rows(); len(rows) != 0 {
		t.Errorf("another bank sees %v", rows)
	}
}

// papers puts cases into the table that nobody has sent, one a minute.
func (s *site) papers(n int, state casefile.State, at time.Time) {
	s.t.Helper()
	var tx onboarding.Tx
	for i := range n {
		number := fmt.Sprintf("B11303%02d%03d", at.Day(), i+1)
		tx.Puts = append(tx.Puts, casefile.Case{ID: s.IDs.Next(), Number: number, Letter: casefile.OnlineService, Kind: casefile.TestKind,
			State: state, Area: casefile.TestArea, OrganisationID: s.Officer.OrganisationID, OrganisationName: "測試商業銀行股份有限公司",
			AuthorityID: s.Bureau.OrganisationID, ServiceName: "線上信用貸款", Applicant: casefile.Person{Name: "王大明"},
			Reviews: 1, Applied: at.Add(time.Duration(i) * time.Minute), Version: 1})
	}
	tx.Audit = someEntry(s)
	if err := s.Store.Commit(s.t.Context(), tx); err != nil {
		s.t.Fatal(err)
	}
}

func TestB9_AListIsReadPageByPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.papers(45, casefile.Approved, s.Clock.Now().Add(-24*time.Hour))
	for _, c := range []struct {
		name  string
		who   account.Actor
		query string
		pages int
	}{
		{"an applicant, ten at a time", s.Officer, "", 5},
		{"an applicant, fifty at a time", s.Officer, "?show=50", 1},
		{"an authority, twenty at a time", s.Bureau, "?list=all&show=20", 3},
		{"ops, a month", s.Ops, "?list=all&show=20&month=2024-03", 3},
		{"a number of rows that is no choice", s.Officer, "?show=1000", 5},
	} {
		b := s.as(c.who)
		page := b.get("/cases" + c.query).want(http.StatusOK)
		seen, pages := map[string]bool{}, 1
		for {
			for i, row := range page.rows() {
				if row[0] != fmt.Sprint(len(seen)+1) {
					t.Fatalf("%s: row %d is numbered %s", c.name, i, row[0])
				}
				seen[row[2]] = true
			}
			if !strings.Contains(page.body, "下一頁") {
				break
			}
			page = page.get(page.link("下一頁")).want(http.StatusOK)
			pages++
		}
		if len(seen) != 45 || pages != c.pages {
			t.Errorf("%s: %d cases on %d pages", c.name, len(seen), pages)
		}
		if pages > 1 {
			if first := page.get(page.link("上一頁")).want(http.StatusOK).rows(); len(first) == 0 {
				t.Errorf("%s: 上一頁 is empty", c.name)
			}
		}
	}
}

func TestB9_FiltersNarrowTheList(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.papers(30, casefile.Approved, s.Clock.Now().Add(-24*time.Hour))
	s.papers(3, casefile.Returned, s.Clock.Now().Add(-48*time.Hour))
	s.papers(2, casefile.Withdrawn, s.Clock.Now().Add(-72*time.Hour))
	for _, c := range []struct {
		name, query string
		who         account.Actor
		rows        int
		words       string
	}{
		{"one state", "?state=returned", s.Officer, 3, "申請狀態：退回補正"},
		{"several states", "?state=returned&state=withdrawn", s.Officer, 5, "共 5 筆"},
		{"a state that does not exist is none", "?state=burned", s.Officer, 10, ""},
		{"a month without cases", "?month=2024-01", s.Officer, 0, "沒有符合條件的申請單"},
		{"a month that does not exist is none", "?month=2024-13", s.Officer, 10, ""},
		{"ops sees one month, this one", "?list=all", s.Ops, 10, "申請月份：2024-03"},
		{"another month", "?list=all&month=2024-02", s.Moda, 0, "清除篩選條件"},
		{"a month long ago", "?list=all&month=1999-01", s.Moda, 0, "1999-01"},
	} {
		page := s.as(c.who).get("/cases" + c.query).want(http.StatusOK)
		if len(page.rows()) != c.rows || !strings.Contains(page.main(), c.words) {
			t.Errorf("%s: %d rows, %s", c.name, len(page.rows()), page.main())
		}
	}
	filtered := s.as(s.Bureau).get("/cases?list=all&state=returned")
	again := filtered.get("/cases?" + filtered.form("搜尋").values.Encode())
	if len(again.rows()) != 3 || again.current()[0] != "資料審核" {
		t.Errorf("the filters sent again: %v %v", again.rows(), again.current())
	}
}

// TestB9_ANarrowedListSaysHowFarItHasLooked has one case that is wanted behind 250
// that are not.
func TestB9_ANarrowedListSaysHowFarItHasLooked(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.papers(1, casefile.Returned, s.Clock.Now().Add(-9*24*time.Hour))
	for day := range 5 {
		s.papers(50, casefile.Approved, s.Clock.Now().Add(time.Duration(-day-1)*24*time.Hour))
	}
	for who, query := range map[account.Actor]string{s.Officer: "?state=returned", s.Bureau: "?list=all&state=returned"} {
		page := s.as(who).get("/cases" + query).want(http.StatusOK)
		for pages := 1; len(page.rows()) == 0; pages++ {
			if pages > 3 || !contains(page, "這一頁找過 100 筆，沒有符合條件的；後面還有沒找過的。") {
				t.Fatalf("%s: page %d says %s", who.Role, pages, page.main())
			}
			page = page.get(page.link("繼續往後找")).want(http.StatusOK)
		}
		if rows := page.rows(); len(rows) != 1 || rows[0][0] != "1" || strings.Contains(page.body, "下一頁") {
			t.Errorf("%s: at its end %v", who.Role, rows)
		}
	}
	page := s.as(s.Officer).get("/cases?q=沒有這種服務").want(http.StatusOK)
	if got := page.link("找名稱以「沒有這種服務」開頭的服務與機關"); !strings.HasPrefix(got, "/search?q=") {
		t.Errorf("words that are in no name lead to %s", got)
	}
}

func TestB9_APartOfANumberIsLookedForAmongOnesOwn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.papers(30, casefile.Approved, s.Clock.Now().Add(-24*time.Hour))
	for _, path := range []string{"/search?q=b11303", "/cases?q=B11303&show=20"} {
		page := s.as(s.Officer).get(path).want(http.StatusOK)
		if rows := page.get(page.link("下一頁")).want(http.StatusOK).rows(); len(page.rows()) != 20 || len(rows) != 10 {
			t.Errorf("%s: %d rows, then %d", path, len(page.rows()), len(rows))
		}
		if rows := s.as(s.Stranger).get(path).rows(); len(rows) > 0 {
			t.Errorf("%s shows another bank %v", path, rows)
		}
	}
}

func TestTrust21_AnInventedCursorIsRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.papers(20, casefile.Approved, s.Clock.Now())
	for _, cursor := range []string{"x", strings.Repeat("A", 4000), "\x00", "..", "' or 1=1"} {
		for _, path := range []string{"/cases?", "/cases?list=all&"} {
			s.as(s.Bureau).get(path + url.Values{"after": {cursor}}.Encode()).want(http.StatusUnprocessableEntity)
		}
	}
}
