package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// seek is press for a form that asks and changes nothing.
func (p *page) seek(words string, edits ...edit) *page {
	p.t.Helper()
	f := p.form(words)
	for _, change := range edits {
		change(f)
	}
	return p.get(f.action + "?" + f.values.Encode())
}

func TestB9_CasesServicesAndOrganisationsAreFoundAsFarAsOneMaySee(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	for _, c := range []struct {
		name  string
		who   account.Actor
		words string
		found bool
	}{
		{"one's own number", s.Officer, number, true},
		{"the beginning of a number, in small letters", s.Colleague, strings.ToLower(number[:6]), true},
		{"a number of another bank", s.Stranger, number, false},
		{"a number in the remit", s.Bureau, number, true},
		{"any number", s.Moda, number, true},
		{"a service of one's own", s.Officer, "線上信", true},
		{"a service of another bank", s.Stranger, "線上信", false},
		{"a service in the remit", s.Bureau, "線上信", true},
		{"an organisation", s.Ops, "測試商業", true},
		{"an organisation in the remit", s.Bureau, "測試商業", true},
		{"an organisation, by an applicant", s.Officer, "測試商業", false},
		{"what nobody has", s.Ops, "zzz", false},
		{"nothing", s.Ops, "  ", false},
	} {
		p := s.as(c.who).get("/search?q=" + url.QueryEscape(c.words)).want(http.StatusOK)
		if got := len(p.rows()) > 0; got != c.found {
			t.Errorf("%s: found %v: %s", c.name, got, p.main())
		}
	}
	ops := s.as(s.Ops).get("/search?q=" + url.QueryEscape("測試商業"))
	cases := ops.get(ops.link("全部申請單 測試商業銀行股份有限公司")).want(http.StatusOK)
	if rows := cases.rows(); len(rows) != 1 || rows[0][2] != number {
		t.Errorf("the organisation's cases: %v", rows)
	}
	officer := s.as(s.Officer).get("/").seek("全站搜尋", with("q", number)).want(http.StatusOK)
	if officer.h1() != "搜尋" || !strings.HasSuffix(officer.get(officer.link(number)).path, number) {
		t.Errorf("from the header to %s", officer.h1())
	}
}

func TestTrust18_AnAuthorityFindsNoCasesOutsideItsRemitByOrganisation(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.submitted()
	p := s.as(s.Bureau).get("/cases?list=all&organisation=" + s.Officer.OrganisationID).want(http.StatusOK)
	if len(p.rows()) != 1 {
		t.Errorf("in its remit: %v", p.rows())
	}
	for _, whose := range []string{s.Ops.OrganisationID, "none"} {
		if p := s.as(s.Bureau).get("/cases?list=all&organisation=" + whose).want(http.StatusOK); len(p.rows()) != 0 {
			t.Errorf("of %s: %v", whose, p.rows())
		}
	}
	if p := s.as(s.Stranger).get("/cases?organisation=" + s.Officer.OrganisationID).want(http.StatusOK); len(p.rows()) != 0 {
		t.Errorf("another bank sees %v", p.rows())
	}
}

func TestB9_TheListIsFilteredByItemStatesAreaAndWords(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.papers(3, casefile.Approved, s.Clock.Now().Add(-48*60*60*1e9))
	number := s.submit(func(v form.Values) { v.Set(form.Name, "ABC 企業貸款") })
	for query, want := range map[string]int{"": 4, "q=" + number: 1, "q=b113": 4, "q=abc": 1, "q=企業": 1, "q=測試商業": 4, "q=%20": 4, "item=B": 4, "item=C": 0, "item=A&item=B": 4,
		"area=test": 4, "area=production": 0, "state=approved": 3, "state=approved&state=reviewing": 4, "state=approved&q=abc": 0, "item=Z&area=moon": 4,
		"q=" + strings.Repeat("長", 500): 0} {
		p := s.as(s.Officer).get("/cases?" + query).want(http.StatusOK)
		if len(p.rows()) != want {
			t.Errorf("%s: %d rows, want %d", query, len(p.rows()), want)
		}
	}
	p := s.as(s.Officer).get("/cases").seek("搜尋", with("q", "abc"), with("item", "B"), with("area", "test")).want(http.StatusOK)
	if p.value("q") != "abc" || !contains(p, "搜尋：abc") || !contains(p, "申請項目：服務") || !contains(p, "區：測試區") || !contains(p, "共 1 筆") {
		t.Errorf("what was asked is not repeated: %s", p.main())
	}
	if p := s.as(s.Officer).get("/services?q=ABC").want(http.StatusOK); len(p.rows()) != 1 || p.value("q") != "ABC" {
		t.Errorf("services: %v", p.rows())
	}
}
