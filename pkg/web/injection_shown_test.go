package web

import (
	"maps"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"

	"mydata.nat.gov.tw/portal/pkg/portaltest/injection"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// TestTrust22_FiveHundredTextsStayTextOnEveryPage shows every page that there is,
// with each of the texts in place of everything people have typed that the page
// is made of: what a short field takes one at a time is read from the table all
// at once, and what a check would have refused as well.
func TestTrust22_FiveHundredTextsStayTextOnEveryPage(t *testing.T) {
	t.Parallel()
	count := &tally{}
	shown := map[string]bool{}
	for _, row := range budgets() {
		s := newSite(t)
		p := row.do(s)
		if p.status == http.StatusSeeOther && strings.HasPrefix(p.header.Get("Location"), basePath) {
			p = p.follow()
		}
		if p = p.get(p.path); p.root != nil && p.status == http.StatusOK { // not what only a form leads to
			shown[pageAt(p.path)] = true
			s.attacked(p, row.route+" "+row.name, count)
		}
	}
	s := newSite(t)
	for _, who := range s.lived() {
		b := s.as(who)
		for path, pattern := range reached(b, "/") {
			s.attacked(b.get(path), pattern+" "+string(who.Role), count)
		}
	}
	for _, screen := range screens {
		if !shown[screen.path] && !noPage(screen.path) {
			t.Errorf("%s was not shown", screen.path)
		}
	}
	count.report(t, 330_000)
}

// noPage tells the addresses that answer with a file or lead elsewhere.
func noPage(pattern string) bool {
	return strings.HasSuffix(pattern, "/file") || strings.Contains(pattern, "/{file}") || strings.Contains(pattern, "/files/") || strings.Contains(pattern, ".") ||
		pattern == "/cases/next" || pattern == "/services/{id}/pilot-report"
}

// reached are the pages somebody gets to from a page on, one of each pattern, by
// their paths.
func reached(b *browser, start string) map[string]string {
	known, paths := map[string]bool{pageAt(start): true}, map[string]string{start: pageAt(start)}
	for todo := []string{start}; len(todo) > 0; todo = todo[1:] {
		for _, l := range b.get(todo[0]).leadsOn() {
			if pattern := pageAt(l.path); pattern != "" && !known[pattern] && !noPage(pattern) {
				known[pattern], paths[l.path] = true, pattern
				todo = append(todo, l.path)
			}
		}
	}
	return paths
}

// checked are the pages that say what is wrong with answers that were saved.
var checked = regexp.MustCompile(`/(preview|edit|extension)$`)

// attacked shows a page again, first with each field's name in it and then, if a
// name stands where it has not been seen on such a page, with the texts: they must
// be wherever the names were, and change nothing else.
func (s *site) attacked(p *page, where string, count *tally) {
	s.t.Helper()
	fields := map[string]bool{}
	twin := s.again(p, func(field string) string { fields[field] = true; return injection.Mark(field) })
	if twin.status != http.StatusOK {
		s.t.Errorf("%s (%s) answers %d once names are in it", p.path, where, twin.status)
		return
	}
	shown, more := injection.Read(twin.body), false
	maps.DeleteFunc(fields, func(field string, _ bool) bool { return !shown.Shows(injection.Mark(field)) })
	for field := range fields {
		for _, place := range shown.Places(injection.Mark(field)) {
			more = count.add(field, pageAt(p.path)+" "+place) || more
		}
	}
	if !more {
		return // others have shown all of this
	}
	for n, block := range injection.Blocks(shownBlocks) {
		got := s.again(p, func(field string) string { return injection.In(field, block) })
		name := fileOf(pageAt(p.path), where, n)
		count.sameDocument(s.t, got.body, twin.body, name, checked.MatchString(p.path))
		leave(s.t, name, got.body)
		document := injection.Read(got.body)
		for field := range fields {
			if !document.Shows(injection.In(field, block)) {
				s.t.Errorf("%s does not show the texts of %s", name, field)
			}
		}
	}
}

// again asks for a page while other words stand in the table in place of what
// people typed.
func (s *site) again(p *page, with func(field string) string) *page {
	s.Clock.Advance(61 * time.Second) // what is kept of the table for a minute is read again
	s.wire.shown = func(item store.Item) store.Item { return s.replaced(item, with) }
	defer func() { s.wire.shown = nil }()
	b := *p.browser
	b.apart = true
	return b.get(p.path)
}

// replaced is an item of the table with other words in place of what people typed.
func (s *site) replaced(item store.Item, with func(field string) string) store.Item {
	var record map[string]any
	if err := attributevalue.UnmarshalMapWithOptions(item, &record, func(o *attributevalue.DecoderOptions) { o.UseNumber = true }); err != nil {
		s.t.Fatal(err)
	}
	kind, _, _ := strings.Cut(record["pk"].(string), "#")
	kept := store.Item{}
	for name, value := range item {
		if name == "pk" || name == "sk" || strings.HasPrefix(name, "gsi") {
			kept[name] = value
			delete(record, name)
		}
	}
	next, err := attributevalue.MarshalMap(injection.Replace(record, kind, func(field, typed string) string {
		if field == "FW.addresses" { // is kept as an address, not as text
			return typed
		}
		return with(field)
	}))
	if err != nil {
		s.t.Fatal(err)
	}
	for name, value := range kept {
		next[name] = value
	}
	return next
}
