package web

import (
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// rowOf is the table row that says this somewhere.
func (p *page) rowOf(words string) []string {
	p.t.Helper()
	for _, row := range p.rows() {
		if slices.Contains(row, words) {
			return row
		}
	}
	p.t.Fatalf("no row says %s: %q", words, p.rows())
	return nil
}

// offered are the values of the boxes with a name.
func (p *page) offered(name string) []string {
	var list []string
	for _, input := range all(p.root, "input") {
		if attr(input, "name") == name {
			list = append(list, attr(input, "value"))
		}
	}
	return list
}

// rules puts so many open rules into the ledger of the test area.
func (s *site) rules(n int) {
	s.t.Helper()
	for i := range n {
		r := firewall.Rule{ID: fmt.Sprint(i), Area: casefile.TestArea, ServiceID: fmt.Sprintf("svc%03d", i/3), ServiceName: "線上服務", Purpose: firewall.Host,
			Port: firewall.HTTPS, Addresses: []netip.Addr{netip.MustParseAddr("203.66.35.10")}, CaseNumber: "B1130131001", Opener: "數一",
			From: s.Clock.Now(), To: s.Clock.Now().Add(time.Duration(i+1) * time.Hour), Version: 1}
		if err := s.Store.Commit(s.t.Context(), onboarding.Tx{Puts: []onboarding.Record{r}, Audit: someEntry(s)}); err != nil {
			s.t.Fatal(err)
		}
	}
}

// marking is the answer to a mark on so many of a service's rules.
func (s *site) marking(n int) *page {
	s.t.Helper()
	s.tested()
	page := s.as(s.Ops).get("/firewall")
	return page.press("標記為已設定", with(onboarding.FieldRules, page.offered(onboarding.FieldRules)[:n]...))
}

func TestD12_OpsMarksWhatTheRealFirewallFollows(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.tested()
	ops := s.as(s.Ops)
	page := ops.get("/firewall")
	refs := page.offered(onboarding.FieldRules)
	if len(refs) != 3 {
		t.Fatalf("%d rules wait for a mark", len(refs))
	}
	if none := page.press("標記為已設定").want(http.StatusUnprocessableEntity); none.fault(onboarding.FieldRules) == "" || len(none.rows()) != 3 {
		t.Errorf("nothing chosen: %v", none.faults())
	}
	done := page.press("標記為已設定", with(onboarding.FieldRules, refs[:2]...)).follow()
	if done.banner() != "已標記為設定完成。" || len(done.offered(onboarding.FieldRules)) != 1 || !strings.Contains(done.main(), "已設定維一") {
		t.Errorf("%q: %s", done.banner(), done.main())
	}
	entries := func() int {
		acts, err := s.Store.Log(t.Context(), "rule/"+strings.SplitN(refs[0], ".", 2)[1])
		if err != nil {
			t.Fatal(err)
		}
		return len(acts)
	}
	if entries() != 2 {
		t.Errorf("the rule has %d audit entries, want its opening and the mark", entries())
	}
	page.press("標記為已設定", with(onboarding.FieldRules, refs[:2]...)).follow()
	if entries() != 2 {
		t.Error("a repeat is kept as another mark")
	}
	s.Clock.Set(stageDay.AddDays(108).Start())
	ended := s.as(s.Ops).get("/firewall?ended=yes")
	if waits := ended.offered(onboarding.FieldRules); len(waits) != 2 {
		t.Fatalf("%d rules wait to be removed, want those that were set", len(waits))
	}
	gone := ended.press("標記為已移除", with(onboarding.FieldRules, refs[:2]...)).follow()
	if gone.banner() != "已標記為移除完成。" || strings.Count(gone.main(), "已移除維一") != 2 || !strings.Contains(gone.main(), "未設定") {
		t.Error(gone.main())
	}
}

func TestD12_OnlyOpsMarks(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.tested()
	body := map[string][]string{areaQuery: {"test"}, onboarding.FieldRules: {"a.b"}}
	for _, who := range []account.Actor{s.Officer, s.Bureau, s.Moda} {
		s.as(who).post("/firewall/marks", body).want(http.StatusForbidden)
	}
	if page := s.as(s.Moda).get("/firewall"); strings.Contains(page.body, "標記為已設定") {
		t.Error("the ministry is offered the mark")
	}
	ops := s.as(s.Ops)
	ops.post("/firewall/marks", body).want(http.StatusSeeOther) // unknown rules are passed over
	ops.post("/firewall/marks", map[string][]string{areaQuery: {"moon"}, onboarding.FieldRules: {"a.b"}}).want(http.StatusUnprocessableEntity)
	ops.post("/firewall/marks", map[string][]string{areaQuery: {"test"}, onboarding.FieldRules: slices.Repeat([]string{"a.b"}, 101)}).want(http.StatusUnprocessableEntity)
}

func TestD12_TheLedgerIsReadPageByPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.rules(45)
	seen := 0
	page := s.as(s.Ops).get("/firewall")
	for {
		seen += len(page.rows())
		if !strings.Contains(page.body, "下一頁") {
			break
		}
		page = page.get(page.link("下一頁"))
	}
	if seen != 45 {
		t.Errorf("the pages show %d rules", seen)
	}
}

func TestD12_TheNetworkTeamSeesWhatToDo(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.tested()
	ops := s.as(s.Ops)
	page := ops.get("/firewall/changes?since=2024-03-31+12:00&at=2024-04-01").want(http.StatusOK)
	if row := page.rowOf("SP-API"); !slices.Equal(row, []string{"線上信用貸款", "SP-API", "連出", "8443", "203.66.35.10", "無", number}) {
		t.Errorf("what opens: %q", row)
	}
	page = ops.get("/firewall/changes?since=2024-06-30&at=2024-07-01").want(http.StatusOK)
	if row := page.rowOf("SP-API"); row[4] != "無" || row[5] != "203.66.35.10" || len(page.rows()) != 3 {
		t.Errorf("what closes: %q", row)
	}
	if page = ops.get("/firewall/changes?since=2024-05-01&at=2024-06-01"); !strings.Contains(page.main(), "防火牆不需要調整") {
		t.Error(page.main())
	}
	for _, q := range []string{"since=x", "at=x", "since=2024-06-01&at=2024-05-01"} {
		if page := ops.get("/firewall/changes?" + q).want(http.StatusUnprocessableEntity); len(page.faults()) == 0 {
			t.Errorf("%s: no fault is shown", q)
		}
	}
}
