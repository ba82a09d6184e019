package web

import (
	"net/http"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// TestB6_EveryMistakeOfTheOtherTypesIsNamedAtOnce breaks every answer of a page.
func TestB6_EveryMistakeOfTheOtherTypesIsNamedAtOnce(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("長", 101)
	for _, c := range []struct {
		kind    casefile.Kind
		section form.Section
		edits   []edit
		at      []string
	}{
		{casefile.NewData, form.Offered, []edit{with("set-name-1", long), with("set-summary-1", long), with("set-fields-1", "年度", ""), with("set-fields-1-name", "", "餘額"),
			with("set-lag-1", long), with("set-api-url-1", "http://intranet"), with("set-api-ips-1", "10.0.0.1", "x"), with("set-params-1", "a", "a"), with("set-params-1-name", "甲", long)},
			[]string{"set-name-1", "set-summary-1", "set-fields-1-1", "set-fields-1-1-name", "set-fields-1-2", "set-level-1-1", "set-lag-1", "set-api-url-1", "set-api-ips-1-1",
				"set-api-ips-1-2", "set-params-1-2", "set-params-1-2-name"}},
		{casefile.NewData, form.Connection, []edit{with("caller-ips", "127.0.0.1"), with("certificate-expiry", "2024-02-30")}, []string{"caller-ips-1", "certificate-expiry"}},
		{casefile.NewCounter, form.Basics, []edit{with("name", long)}, []string{"category", "name"}},
		{casefile.NewCounter, form.Project, []edit{with("purpose", " ")}, []string{"purpose", "mode-person", "data-sets-moi-household"}},
		{casefile.NewCounter, form.Counter, []edit{with("hotline", "12"), with("hotline-extension", "abc"), with("counters", "甲", long, "甲")},
			[]string{"hotline", "hotline-extension", "counters-2", "counters-3"}},
	} {
		s := newSite(t)
		at := "/drafts/" + s.DraftOf(t, s.Officer, c.kind, form.DefaultsOf(c.kind.Paper())) + "/" + string(c.section)
		p := s.as(s.Officer).get(at)
		f := p.form("儲存並繼續")
		for _, change := range c.edits {
			change(f)
		}
		p = p.post(at, f.values).want(http.StatusUnprocessableEntity)
		faults := p.faults()
		for _, control := range c.at {
			if byID(p.root, control) == nil || faults[control] == "" || !strings.Contains(p.fault(control), faults[control]) {
				t.Errorf("%s, %s: at %s stands %q, in the summary %q", c.kind, c.section, control, p.fault(control), faults[control])
			}
		}
		if len(faults) != len(c.at) || !has(byClass(p.root, "error-summary"), "autofocus") {
			t.Errorf("%s, %s: %d faults, want %d, or no focus: %v", c.kind, c.section, len(faults), len(c.at), faults)
		}
		kept(t, c.section, f.values, p.form("儲存並繼續").values)
	}
}
