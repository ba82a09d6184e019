package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// probes are texts that would become markup, script or template anywhere but in
// their place as text.
var probes = []string{
	`"><script>alert(1)</script>`,
	`'><img src=x onerror=alert(1)>`,
	`</textarea></title><svg onload=alert(1)>`,
	`{{.Page}}<b>`,
	`<!--`,
}

// harmless fails where a page has elements that no template of ours makes.
func harmless(t *testing.T, p *page) {
	t.Helper()
	if p.root == nil {
		return
	}
	if n := len(all(p.root, "script")); n != 1 {
		t.Errorf("%s has %d scripts", p.path, n)
	}
	if n := len(all(p.root, "img", "svg", "b", "iframe", "object", "base")) - len(all(byClass(p.root, "way"), "svg")); n > 0 {
		t.Errorf("%s has %d elements that are none of ours", p.path, n)
	}
	for d := range p.root.Descendants() {
		if d.Type == html.CommentNode {
			t.Errorf("%s has a comment", p.path)
		}
	}
}

func TestTrust22_HostileTextStaysTextInEveryField(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	for _, probe := range probes {
		path := "/drafts/" + s.Draft(t, s.Officer, form.Defaults())
		for _, section := range form.Application.Sections() {
			var edits []edit
			for _, f := range form.In(form.Application, section) {
				if f.When.Key != "" {
					edits = append(edits, with(string(f.When.Key), f.When.Value))
				}
				if f.Kind != form.FileField { // which no page posts
					edits = append(edits, with(string(f.Key), probe))
				}
			}
			answers := b.get(path + "/" + string(section)).form("儲存並繼續")
			for _, change := range edits {
				change(answers)
			}
			p := b.post(answers.action, answers.values).want(http.StatusUnprocessableEntity)
			harmless(t, p)
			harmless(t, b.get(p.path))
		}
		for _, at := range []string{path, path + "/preview", "/drafts"} {
			harmless(t, b.get(at).want(http.StatusOK))
		}
		if got := b.get(path + "/basics").value("name"); got != probe {
			t.Errorf("%q came back as %q", probe, got)
		}
	}
}

func TestUI_LongNamesAddressesAndListsAreShownWhole(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	name := strings.Repeat("臺灣中小企業暨農漁會信用部", 5)[:60*len("臺")] // 60 characters
	address := "https://www.bank.example.com.tw/" + strings.Repeat("path-without-end/", 50)
	var ips []string
	for n := range 20 {
		ips = append(ips, fmt.Sprintf("163.22.21.%d", n+1))
	}
	number := s.submit(func(v form.Values) {
		v.Set(form.Name, name)
		v.Set(form.FrontURL, address)
		v.Set(form.HostIPs, ips...)
	})
	s.decide(s.Bureau, number, chain.Return)
	b := s.as(s.Officer)
	p := b.get("/cases/" + number + "/edit/connection").want(http.StatusOK)
	if p.value("front-url") != address || !slices.Equal(p.form("儲存並繼續").values["host-ips"], ips) {
		t.Error("the form lacks some of it")
	}
	for _, path := range []string{"/cases/" + number + "/edit/preview", b.get("/services").link("編輯 " + name)} {
		p := b.get(path).want(http.StatusOK)
		for _, words := range append([]string{name, address}, ips...) {
			if !contains(p, words) {
				t.Errorf("%s lacks %s", path, words)
			}
		}
	}
}
