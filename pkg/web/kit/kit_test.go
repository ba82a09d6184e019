package kit_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// shown is a page whose main part is one call of each component it is given.
type shown struct {
	kit.Page
	Form      kit.Form
	Field     kit.Field
	Table     kit.Table
	History   kit.History
	Stages    []kit.Stage
	Answer    kit.Answer
	Summary   kit.Summary
	Broken    bool
	BrokenURL string
}

func newRenderer(t testing.TB, basePath, main string) *kit.Renderer {
	t.Helper()
	pages := fstest.MapFS{"shown.html": {Data: []byte(`{{define "main"}}` + main + `{{end}}`)}}
	renderer, err := kit.New(kit.Config{
		BasePath: basePath, Pages: pages, Phone: "0800-009-868", Mail: "mydata@moda.gov.tw", Version: "1.2.3",
		Now: func() time.Time { return time.Date(2024, 4, 1, 16, 30, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return renderer
}

// render gives the page as a tree.
func render(t testing.TB, main string, view *shown) *html.Node {
	t.Helper()
	w := httptest.NewRecorder()
	if err := newRenderer(t, "/base", main).Page(w, httptest.NewRequest(http.MethodGet, "/", nil), http.StatusOK, "shown", view); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// all finds the elements called name ("*": any) that carry every attribute given as
// "key" or "key=value", in source order.
func all(n *html.Node, name string, attributes ...string) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (name == "*" || d.Data == name) && carries(d, attributes) {
			found = append(found, d)
		}
	}
	return found
}

func one(t testing.TB, n *html.Node, name string, attributes ...string) *html.Node {
	t.Helper()
	found := all(n, name, attributes...)
	if len(found) != 1 {
		t.Fatalf("%d <%s> %v, want one", len(found), name, attributes)
	}
	return found[0]
}

func carries(n *html.Node, attributes []string) bool {
	for _, attribute := range attributes {
		key, value, given := strings.Cut(attribute, "=")
		got, ok := lookup(n, key)
		if !ok || given && got != value {
			return false
		}
	}
	return true
}

func lookup(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func attr(n *html.Node, key string) string {
	value, _ := lookup(n, key)
	return value
}

// text is what is read in n, with single spaces.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
