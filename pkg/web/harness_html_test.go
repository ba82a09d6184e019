package web

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"mydata.nat.gov.tw/portal/pkg/calendar"
)

var stageDay = calendar.Date{Year: 2024, Month: 3, Day: 15}

// filled is a form of a page with the values a browser would send.
type filled struct {
	node   *html.Node
	action string
	values url.Values
}

// edit is what somebody types before they press a button.
type edit func(*filled)

// with types into, or chooses at, the controls of a name.
func with(name string, values ...string) edit {
	return func(f *filled) { f.values[name] = values }
}

// form finds the form with a button of these words, as pressed by it.
func (p *page) form(words string) *filled {
	p.t.Helper()
	if p.root == nil {
		p.t.Fatalf("%s is no page but a %d", p.path, p.status)
	}
	for _, node := range all(p.root, "form") {
		for _, button := range all(node, "button") {
			if words != text(button) {
				continue
			}
			f := &filled{node: node, action: attr(node, "action"), values: url.Values{}}
			if f.action == "" {
				f.action = p.path
			}
			f.fill()
			f.pressed(button)
			return f
		}
	}
	p.t.Fatalf("%s has no button %q", p.path, words)
	return nil
}

// add and remove press the buttons of a list's rows, counted from 1.
func (p *page) add(list string, edits ...edit) *page {
	p.t.Helper()
	return p.row("add", list, edits)
}

func (p *page) remove(list, n string, edits ...edit) *page {
	p.t.Helper()
	return p.row("remove", list+"."+n, edits)
}

func (p *page) row(name, value string, edits []edit) *page {
	p.t.Helper()
	for _, button := range all(p.root, "button") {
		if attr(button, "name") == name && attr(button, "value") == value {
			f := p.form("儲存草稿")
			f.pressed(button)
			for _, change := range edits {
				change(f)
			}
			return p.post(f.action, f.values)
		}
	}
	p.t.Fatalf("%s has no button %s=%s", p.path, name, value)
	return nil
}

// fill takes over what the controls hold.
func (f *filled) fill() {
	for _, n := range all(f.node, "input", "textarea", "select") {
		name, kind := attr(n, "name"), attr(n, "type")
		if name == "" || (kind == "radio" || kind == "checkbox") && !has(n, "checked") {
			continue
		}
		value := attr(n, "value")
		switch n.Data {
		case "textarea":
			value = strings.ReplaceAll(strings.TrimPrefix(raw(n), "\n"), "\n", "\r\n")
		case "select":
			options := all(n, "option")
			i := slices.IndexFunc(options, func(o *html.Node) bool { return has(o, "selected") })
			value = attr(options[max(0, i)], "value")
		}
		f.values.Add(name, value)
	}
}

func (f *filled) pressed(button *html.Node) {
	for _, other := range all(f.node, "button") {
		f.values.Del(attr(other, "name"))
	}
	if name := attr(button, "name"); name != "" {
		f.values.Set(name, attr(button, "value"))
	}
	if elsewhere := attr(button, "formaction"); elsewhere != "" {
		f.action = elsewhere
	}
}

// main is the text of the page's main part.
func (p *page) main() string {
	if p.root == nil {
		return p.body
	}
	return text(first(p.root, "main"))
}

// h1 is the heading, title the one of the browser's tab.
func (p *page) h1() string    { return text(first(p.root, "h1")) }
func (p *page) title() string { return text(first(p.root, "title")) }

// banner is what the request before this page achieved.
func (p *page) banner() string { return text(byClass(p.root, "banner")) }

// faults are the lines of the error summary: id of the control → sentence.
func (p *page) faults() map[string]string {
	lines := map[string]string{}
	if summary := byClass(p.root, "error-summary"); summary != nil {
		for _, li := range all(summary, "li") {
			lines[strings.TrimPrefix(attr(first(li, "a"), "href"), "#")] = text(li)
		}
	}
	return lines
}

// fault is what stands at the control with that id.
func (p *page) fault(id string) string {
	control := byID(p.root, id)
	if control == nil {
		return ""
	}
	for n := control; n != nil; n = n.Parent {
		for _, described := range strings.Fields(attr(n, "aria-describedby")) {
			if strings.HasSuffix(described, "-fault") {
				return text(byID(p.root, described))
			}
		}
	}
	return ""
}

// value is what the control with that id holds.
func (p *page) value(id string) string {
	control := byID(p.root, id)
	if control == nil {
		p.t.Helper()
		p.t.Fatalf("%s has no control %q", p.path, id)
	}
	if control.Data == "textarea" {
		return strings.TrimPrefix(raw(control), "\n")
	}
	return attr(control, "value")
}

// hidden is the value that goes with a form unseen.
func (p *page) hidden(name string) string {
	return attr(byAttr(p.root, "name", name), "value")
}

// rows are the body rows of the page's first table, cell by cell.
func (p *page) rows() [][]string {
	var rows [][]string
	for _, body := range all(p.root, "tbody") {
		for _, tr := range all(body, "tr") {
			var cells []string
			for _, cell := range all(tr, "td", "th") {
				cells = append(cells, text(cell))
			}
			rows = append(rows, cells)
		}
	}
	return rows
}

// link is where the link with these words leads, without the base path.
func (p *page) link(words string) string {
	p.t.Helper()
	for _, a := range all(p.root, "a") {
		if text(a) == words {
			return strings.TrimPrefix(attr(a, "href"), basePath)
		}
	}
	p.t.Fatalf("%s has no link %q", p.path, words)
	return ""
}

// current lists the menu's entries marked as where one is.
func (p *page) current() []string {
	var words []string
	for _, a := range all(byAttr(p.root, "aria-label", "主選單"), "a") {
		if has(a, "aria-current") {
			words = append(words, text(a))
		}
	}
	return words
}

// contains looks for words in the page's main part.
func contains(p *page, words string) bool { return strings.Contains(p.main(), words) }

func all(n *html.Node, names ...string) []*html.Node {
	var list []*html.Node
	if n == nil {
		return nil
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && slices.Contains(names, d.Data) {
			list = append(list, d)
		}
	}
	return list
}

func first(n *html.Node, name string) *html.Node {
	if list := all(n, name); len(list) > 0 {
		return list[0]
	}
	return nil
}

func byAttr(n *html.Node, key, value string) *html.Node {
	if n == nil {
		return nil
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && slices.Contains(strings.Fields(attr(d, key)), value) {
			return d
		}
	}
	return nil
}

func byID(n *html.Node, id string) *html.Node       { return byAttr(n, "id", id) }
func byClass(n *html.Node, class string) *html.Node { return byAttr(n, "class", class) }

func attr(n *html.Node, key string) string {
	if n != nil {
		for _, a := range n.Attr {
			if a.Key == key {
				return a.Val
			}
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// raw is the text in n as it stands, text with single spaces.
func raw(n *html.Node) string {
	var b strings.Builder
	if n != nil {
		for d := range n.Descendants() {
			if d.Type == html.TextNode {
				b.WriteString(d.Data)
			}
		}
	}
	return b.String()
}

func text(n *html.Node) string { return strings.Join(strings.Fields(raw(n)), " ") }
