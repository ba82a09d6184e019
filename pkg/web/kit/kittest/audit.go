package kittest

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// Audit reads a whole page and returns what breaks the rules of ui.md and the
// content security policy, one sentence each; nothing for a sound page.
func Audit(page []byte) []string {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return []string{err.Error()}
	}
	a := &audit{ids: map[string]int{}, labels: map[string]bool{}, count: map[string]int{}}
	a.collect(root)
	a.inspect(root)
	a.whole()
	return a.findings
}

type audit struct {
	findings []string
	ids      map[string]int
	labels   map[string]bool // ids that a label is for
	count    map[string]int  // elements by name
	title    string
	heading  string
}

func (a *audit) say(format string, args ...any) {
	a.findings = append(a.findings, fmt.Sprintf(format, args...))
}

func (a *audit) collect(n *html.Node) {
	if n.Type == html.ElementNode {
		a.count[n.Data]++
		if id, ok := attr(n, "id"); ok {
			a.ids[id]++
		}
		switch n.Data {
		case "label":
			id, _ := attr(n, "for")
			a.labels[id] = true
		case "title":
			a.title = text(n)
		case "h1":
			a.heading = text(n)
		}
	}
	for child := range n.ChildNodes() {
		a.collect(child)
	}
}

func (a *audit) inspect(n *html.Node) {
	if n.Type == html.ElementNode {
		a.inline(n)
		a.references(n)
		a.named(n)
	}
	for child := range n.ChildNodes() {
		a.inspect(child)
	}
}

// inline finds what the policy would block. A value is what somebody typed, and
// nothing follows it.
func (a *audit) inline(n *html.Node) {
	for _, at := range n.Attr {
		if strings.HasPrefix(at.Key, "on") || at.Key == "style" || at.Key != "value" && strings.Contains(at.Val, "javascript:") {
			a.say("<%s> has inline %s", n.Data, at.Key)
		}
		if strings.Contains(at.Val, "ZgotmplZ") {
			a.say("<%s %s> was emptied by html/template", n.Data, at.Key)
		}
	}
	if src, ok := attr(n, "src"); n.Data == "style" || n.Data == "script" && (!ok || text(n) != "") || strings.Contains(src, "//") {
		a.say("<%s> is inline or of another origin", n.Data)
	}
}

// references finds ids that are used but not there, or there twice.
func (a *audit) references(n *html.Node) {
	for _, key := range []string{"for", "aria-describedby", "aria-labelledby", "aria-controls", "data-start"} {
		value, _ := attr(n, key)
		for _, id := range strings.Fields(value) {
			if a.ids[id] == 0 {
				a.say("<%s %s=%q> leads nowhere", n.Data, key, id)
			}
		}
	}
	if href, ok := attr(n, "href"); ok && strings.HasPrefix(href, "#") {
		if id, err := url.PathUnescape(href[1:]); err != nil || a.ids[id] == 0 {
			a.say("link to %s leads nowhere", href)
		}
	}
	if id, ok := attr(n, "id"); ok && a.ids[id] > 1 {
		a.say("id %q stands %d times", id, a.ids[id])
	}
}

// named finds controls, groups and regions without a name.
func (a *audit) named(n *html.Node) {
	id, _ := attr(n, "id")
	kind, _ := attr(n, "type")
	unseen, _ := attr(n, "aria-hidden")
	_, label := attr(n, "aria-label")
	_, labelled := attr(n, "aria-labelledby")
	first := firstElement(n)
	switch n.Data {
	case "input", "select", "textarea":
		if kind != "hidden" && !a.labels[id] {
			a.say("<%s id=%q> has no label", n.Data, id)
		}
		if _, ok := attr(n, "placeholder"); ok {
			a.say("<%s id=%q> has a placeholder", n.Data, id)
		}
	case "button", "a", "h1", "h2", "h3", "legend", "summary", "caption", "th":
		if unseen != "true" && strings.TrimSpace(text(n)) == "" {
			a.say("<%s> says nothing", n.Data)
		}
	case "fieldset":
		if first == nil || first.Data != "legend" {
			a.say("<fieldset> has no legend")
		}
	case "table":
		if first == nil || first.Data != "caption" {
			a.say("<table> has no caption")
		}
	case "nav", "section":
		if !label && !labelled {
			a.say("<%s> has no name", n.Data)
		}
	}
	if n.Data == "th" {
		if _, ok := attr(n, "scope"); !ok {
			a.say("<th> %q has no scope", text(n))
		}
	}
}

func (a *audit) whole() {
	for _, name := range []string{"h1", "main", "title", "header", "footer"} {
		if a.count[name] != 1 {
			a.say("%d <%s>, want one", a.count[name], name)
		}
	}
	if !strings.HasPrefix(strings.TrimPrefix(a.title, "錯誤："), a.heading) {
		a.say("title %q does not start with the heading %q", a.title, a.heading)
	}
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func firstElement(n *html.Node) *html.Node {
	for child := range n.ChildNodes() {
		if child.Type == html.ElementNode {
			return child
		}
	}
	return nil
}
