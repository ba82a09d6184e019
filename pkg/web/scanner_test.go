package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// scanner is a machine that looks at a mail before its reader does: without the
// reader's cookies, without codes, and without knowing what the page is for.
type scanner struct {
	t       testing.TB
	handler http.Handler
}

// ask sends one request; header overrides what a form of ours would send.
func (c scanner) ask(method, path, body string, header map[string]string) *httptest.ResponseRecorder {
	path, _, _ = strings.Cut(strings.TrimPrefix(path, basePath), "#")
	r := httptest.NewRequest(method, portaltest.PortalURL+path, strings.NewReader(body))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", strings.TrimSuffix(portaltest.PortalURL, basePath))
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	if w.Code >= http.StatusInternalServerError {
		c.t.Errorf("%s %s is answered %d", method, path, w.Code)
	}
	return w
}

// page reads an answer; nil where it is no page.
func (c scanner) page(path string) *page {
	b := &browser{t: c.t, handler: c.handler, cookies: map[string]string{}}
	if p := b.get(path); p.root != nil {
		return p
	}
	return nil
}

// forms are the page's forms, each as pressed by each of its buttons.
func (c scanner) forms(path string) []*filled {
	p := c.page(path)
	if p == nil {
		return nil
	}
	var list []*filled
	for _, node := range all(p.root, "form") {
		for _, button := range all(node, "button") {
			f := &filled{node: node, action: attr(node, "action"), values: url.Values{}}
			if f.action == "" {
				f.action = path
			}
			f.fill()
			f.pressed(button)
			list = append(list, f)
		}
	}
	return list
}

// behaviours are what mail gateways, link protectors, previewers and sandboxes
// are known to do with a link.
var behaviours = []struct {
	name string
	do   func(c scanner, link string)
}{
	{"opens it", func(c scanner, link string) { c.ask(http.MethodGet, link, "", nil) }},
	{"asks for its head", func(c scanner, link string) { c.ask(http.MethodHead, link, "", nil) }},
	{"opens it twenty times", func(c scanner, link string) {
		for range 20 {
			c.ask(http.MethodGet, link, "", nil)
		}
	}},
	{"opens it from eight places at once", func(c scanner, link string) {
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() { c.ask(http.MethodGet, link, "", nil) })
		}
		all.Wait()
	}},
	{"follows where it leads", func(c scanner, link string) {
		for range 5 {
			w := c.ask(http.MethodGet, link, "", nil)
			if link = w.Header().Get("Location"); link == "" {
				return
			}
		}
	}},
	{"prefetches it", func(c scanner, link string) {
		c.ask(http.MethodGet, link, "", map[string]string{"Sec-Purpose": "prefetch;prerender", "Purpose": "prefetch", "X-Moz": "prefetch"})
	}},
	{"gives other names", func(c scanner, link string) {
		for _, name := range []string{"", "curl/8.5.0", "GoogleImageProxy", "Mozilla/5.0 (compatible; BingPreview/1.0b)", "Mozilla/5.0 SafeLinks", "LINE/13.0 spider"} {
			c.ask(http.MethodGet, link, "", map[string]string{"User-Agent": name})
		}
	}},
	{"fetches what the page is made of and runs its scripts", func(c scanner, link string) {
		if p := c.page(link); p != nil {
			for _, node := range all(p.root, "script", "link", "img") {
				c.ask(http.MethodGet, attr(node, "src")+attr(node, "href"), "", nil)
			}
			for _, node := range all(p.root, "form") {
				if at := attr(node, "data-autosave"); at != "" {
					c.ask(http.MethodPost, at, "", nil)
				}
			}
		}
	}},
	{"opens every link of the page", func(c scanner, link string) {
		if p := c.page(link); p != nil {
			for _, node := range all(p.root, "a") {
				if at := attr(node, "href"); strings.HasPrefix(at, "/") {
					c.ask(http.MethodGet, at, "", nil)
				}
			}
		}
	}},
	{"adds to its query", func(c scanner, link string) {
		join := "?"
		if strings.Contains(link, "?") {
			join = "&"
		}
		c.ask(http.MethodGet, link+join+"utm_source=mail&url=https%3A%2F%2Fexample.com", "", nil)
	}},
	{"wraps it", func(c scanner, link string) {
		at, query, _ := strings.Cut(link, "?")
		c.ask(http.MethodGet, at+"?data="+url.QueryEscape(query)+"&"+query, "", nil)
		c.ask(http.MethodGet, strings.ReplaceAll(at, "/a/", "/%61/")+"?"+query, "", nil)
	}},
	{"cuts it short, breaks it and joins it with what follows", func(c scanner, link string) {
		for _, at := range []string{link[:len(link)-1], link[:len(link)/2], link + ".", link + "%E3%80%82", link + "/", link + link} {
			c.ask(http.MethodGet, at, "", nil)
		}
	}},
	{"changes its case", func(c scanner, link string) {
		c.ask(http.MethodGet, strings.ToUpper(link), "", nil)
		c.ask(http.MethodGet, strings.ToLower(link), "", nil)
	}},
	{"asks in every other way", func(c scanner, link string) {
		for _, method := range []string{http.MethodOptions, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodTrace, "PROPFIND"} {
			c.ask(method, link, "", nil)
		}
	}},
	{"asks for a part, and whether it is still the same", func(c scanner, link string) {
		c.ask(http.MethodGet, link, "", map[string]string{"Range": "bytes=0-99", "If-None-Match": "*", "If-Modified-Since": "Fri, 15 Mar 2024 00:00:00 GMT"})
	}},
	{"posts nothing to it", func(c scanner, link string) { c.ask(http.MethodPost, link, "", nil) }},
	{"posts JSON and files to it", func(c scanner, link string) {
		c.ask(http.MethodPost, link, `{"answer":"approve"}`, map[string]string{"Content-Type": "application/json"})
		c.ask(http.MethodPost, link, "--x\r\n\r\n--x--", map[string]string{"Content-Type": "multipart/form-data; boundary=x"})
	}},
	{"presses every button", func(c scanner, link string) {
		for _, f := range c.forms(link) {
			c.ask(http.MethodPost, f.action, f.values.Encode(), nil)
		}
	}},
	{"presses every button twice at once", func(c scanner, link string) {
		var all sync.WaitGroup
		for _, f := range c.forms(link) {
			for range 2 {
				all.Go(func() { c.ask(http.MethodPost, f.action, f.values.Encode(), nil) })
			}
		}
		all.Wait()
	}},
	{"presses every button from a sandbox", func(c scanner, link string) {
		for _, f := range c.forms(link) {
			c.ask(http.MethodPost, f.action, f.values.Encode(), map[string]string{"Origin": "null", "Sec-Fetch-Site": "cross-site"})
			c.ask(http.MethodPost, f.action, f.values.Encode(), map[string]string{"Origin": "", "Sec-Fetch-Site": ""})
			c.ask(http.MethodGet, f.action+"?"+f.values.Encode(), "", nil)
		}
	}},
	{"chooses every choice and presses", func(c scanner, link string) {
		for _, f := range c.forms(link) {
			for _, input := range all(f.node, "input") {
				if attr(input, "type") == "radio" || attr(input, "type") == "checkbox" {
					f.values.Set(attr(input, "name"), attr(input, "value"))
					c.ask(http.MethodPost, f.action, f.values.Encode(), nil)
				}
			}
		}
	}},
	{"fills in every field and presses", func(c scanner, link string) {
		for _, words := range []string{"test", "scanner@example.com", "<script>alert(1)</script>"} {
			for _, f := range c.forms(link) {
				for _, input := range all(f.node, "input", "textarea", "select") {
					if name := attr(input, "name"); attr(input, "type") != "hidden" && name != "" {
						f.values.Set(name, words)
					}
				}
				c.ask(http.MethodPost, f.action, f.values.Encode(), nil)
			}
		}
	}},
	{"adds fields nobody asked for", func(c scanner, link string) {
		for _, f := range c.forms(link) {
			f.values.Set("debug", "1")
			c.ask(http.MethodPost, f.action, f.values.Encode(), nil)
		}
	}},
}
