package web

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest/injection"
)

// TestTrust22_FiveHundredTextsStayTextInEveryField types each of the texts into
// every text control of every form that any page has, and looks at what comes
// back: the same form, or the page after it.
func TestTrust22_FiveHundredTextsStayTextInEveryField(t *testing.T) {
	t.Parallel()
	count, known := &tally{}, map[string]bool{}
	for _, row := range append(budgets(), sectionRows()...) {
		for n, f := range shownBy(t, row).forms() {
			if name := f.name(); len(f.texts()) > 0 && !known[name] {
				known[name] = true
				typed(t, row, n, count)
			}
		}
	}
	for paper := form.Application; paper <= form.RetiredPaper; paper <<= 1 {
		for _, f := range form.On(paper) {
			if takesText(f) && !count.has(rowless(string(f.Key))) && !count.has(rowless(string(form.SetKey(f.Key, 1)))) {
				t.Errorf("nothing was typed into %s of paper %d", f.Key, paper)
			}
		}
	}
	count.report(t, 55_000)
}

// sectionRows are the pages on which the papers that ask for something new are
// filled in: a budget holds for one of them only.
func sectionRows() []budget {
	var rows []budget
	for _, kind := range []casefile.Kind{casefile.TestKind, casefile.NewData, casefile.NewCounter} {
		for _, section := range kind.Paper().Sections() {
			rows = append(rows, budget{do: func(s *site) *page {
				return s.as(s.Officer).get("/drafts/" + s.DraftOf(s.t, s.Officer, kind, form.DefaultsOf(kind.Paper())) + "/" + string(section))
			}})
		}
	}
	return rows
}

// takesText reports whether a field is typed and not chosen, and comes back.
func takesText(f form.Field) bool {
	return slices.Contains([]form.Kind{form.Text, form.URL, form.LongText, form.RichField, form.Addresses, form.Lines, form.PublicKey, form.Certificate}, f.Kind)
}

// shownBy is the page that a row's request leads to, on a site of its own.
func shownBy(t *testing.T, row budget) *page {
	p := row.do(newSite(t))
	if p.status == http.StatusSeeOther && strings.HasPrefix(p.header.Get("Location"), basePath) {
		p = p.follow()
	}
	return p
}

// typed sends the nth form of a row's page with the texts in all its controls:
// once with the first choices and once with the last, since some controls count
// with the choice they belong to only.
func typed(t *testing.T, row budget, n int, count *tally) {
	for i, block := range injection.Blocks(typedBlocks) {
		back, refused := map[string]bool{}, false
		var f *filled
		for _, last := range []bool{false, true} {
			p := shownBy(t, row)
			p.apart = true
			f = p.forms()[n]
			if chosen := f.choose(last); last && !chosen {
				break
			}
			for _, control := range f.texts() {
				f.values.Set(control, injection.In(rowless(control), block))
			}
			got := p.sent(f)
			refused = refused || got.status == http.StatusUnprocessableEntity
			if got.status == http.StatusSeeOther && strings.HasPrefix(got.header.Get("Location"), basePath) {
				got = got.follow()
			}
			if got.root == nil {
				continue // it leads elsewhere, or has nothing to say
			}
			harmless(t, got)
			leave(t, fileOf("typed "+f.name(), fmt.Sprint(last), i), got.body)
			shown := injection.Read(got.body)
			for _, control := range f.texts() {
				if shown.Shows(injection.In(rowless(control), block)) {
					count.add(rowless(control), pageAt(got.path))
				}
				back[control] = back[control] || shown.Shows(injection.In(rowless(control), block[:1])) // of some, no more is kept than anybody needs
			}
		}
		for _, control := range f.texts() {
			if refused && !back[control] && !f.fleeting(control) {
				t.Errorf("%s does not give back what was typed into %s", f.name(), control)
			}
		}
	}
}

// forms are those of a page, as they are sent by their first buttons.
func (p *page) forms() []*filled {
	var list []*filled
	for _, node := range all(p.root, "form") {
		f := &filled{node: node, action: attr(node, "action"), values: url.Values{}}
		if f.action == "" {
			f.action = p.path
		}
		f.fill()
		if button := first(node, "button"); button != nil {
			f.pressed(button)
		}
		list = append(list, f)
	}
	return list
}

// sent sends a form by its method.
func (p *page) sent(f *filled) *page {
	if attr(f.node, "method") == "post" {
		return p.post(f.action, f.values)
	}
	path, _, _ := strings.Cut(f.action, "?")
	return p.get(path + "?" + f.values.Encode())
}

// texts are the names of the controls that take a text.
func (f *filled) texts() []string {
	var names []string
	for _, n := range all(f.node, "input", "textarea") {
		kind := attr(n, "type")
		if name := attr(n, "name"); name != "" && !slices.Contains([]string{"hidden", "radio", "checkbox", "file", "submit", "date", "number"}, kind) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// choose takes the first or the last of each group of choices, and reports
// whether there are any.
func (f *filled) choose(last bool) bool {
	groups := map[string]bool{}
	for _, n := range all(f.node, "input") {
		if name := attr(n, "name"); attr(n, "type") == "radio" && (last || !groups[name]) {
			groups[name] = true
			f.values.Set(name, attr(n, "value"))
		}
	}
	return len(groups) > 0
}

// fleeting reports whether what a control holds never comes back: passwords and
// codes, the key text of H, and words to narrow a list by, where another button
// than that list's was pressed.
func (f *filled) fleeting(control string) bool {
	n := byAttr(f.node, "name", control)
	return attr(n, "type") == "password" || attr(n, "autocomplete") == "one-time-code" || control == string(form.APIKey) || control == findName
}

// name tells a form from others: where it is sent to, and what can be typed.
func (f *filled) name() string {
	path, _, _ := strings.Cut(strings.TrimPrefix(f.action, basePath), "?")
	return actionAt(path) + " " + rowless(strings.Join(f.texts(), " "))
}

var digits = regexp.MustCompile(`\d+`)

// rowless is a control's name without the number of its row.
func rowless(name string) string { return digits.ReplaceAllString(name, "n") }

// actionAt is the pattern that answers a form.
func actionAt(path string) string {
	if pattern := routed(http.MethodPost, path); pattern != "" {
		return pattern
	}
	return pageAt(path)
}
