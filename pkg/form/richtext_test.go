package form_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/form"
)

// outline writes structure as text: kind, then items; bold between asterisks.
func outline(t form.RichText) []string {
	var lines []string
	for _, b := range t.Blocks {
		var items []string
		for _, item := range b.Items {
			text := ""
			for _, run := range item {
				if run.Bold {
					text += "*" + run.Text + "*"
				} else {
					text += run.Text
				}
			}
			items = append(items, text)
		}
		lines = append(lines, string(b.Kind)+": "+strings.Join(items, " | "))
	}
	return lines
}

func TestTrust22_PlainTextBecomesParagraphsAndLists(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"nothing":                       {"", nil},
		"only blanks":                   {" \n\t\n\u3000\n", nil},
		"one paragraph":                 {"一段", []string{"paragraph: 一段"}},
		"a blank line divides":          {"一\n\n二\n \n\n三", []string{"paragraph: 一", "paragraph: 二", "paragraph: 三"}},
		"lines of one paragraph":        {"一\n二", []string{"paragraph: 一 | 二"}},
		"line ends of Windows and Mac":  {"一\r\n二\r三\r\n\r\n四", []string{"paragraph: 一 | 二 | 三", "paragraph: 四"}},
		"bullets of every kind":         {"- 一\n* 二\n• 三\n  - 四", []string{"bullets: 一 | 二 | 三 | 四"}},
		"numbers, whatever they say":    {"1. 一\n5. 二\n100. 三", []string{"numbers: 一 | 二 | 三"}},
		"a list right after its text":   {"文件：\n- 一\n- 二\n如上", []string{"paragraph: 文件：", "bullets: 一 | 二", "paragraph: 如上"}},
		"two lists with a blank line":   {"- 一\n\n- 二", []string{"bullets: 一", "bullets: 二"}},
		"a list changes its kind":       {"- 一\n1. 二", []string{"bullets: 一", "numbers: 二"}},
		"no mark without a space":       {"-一\n1.5 倍\n2024.01.01", []string{"paragraph: -一 | 1.5 倍 | 2024.01.01"}},
		"a mark without text":           {"- 一\n- \n- 二\n1. \n-", []string{"bullets: 一 | 二", "paragraph: -"}},
		"a mark with something hidden":  {"*\u200b 一\n\ufeff- 二", []string{"bullets: 一 | 二"}},
		"runs of space become one":      {"一  \t 二", []string{"paragraph: 一 二"}},
		"marks of direction vanish":     {"一\u202e二\u0000三\u200b", []string{"paragraph: 一二三"}},
		"markup is text":                {"<b>x</b> & <script>", []string{"paragraph: <b>x</b> & <script>"}},
		"rare characters and variants ": {"𠮷 葛\U000e0100 👨‍👩‍👧", []string{"paragraph: 𠮷 葛\U000e0100 👨‍👩‍👧"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, outline(form.FromText(c.text))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTrust22_OfHTMLOnlyStructureAndTextAreLeft(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		html string
		want []string
	}{
		"nothing":                           {"", nil},
		"an empty editor":                   {"<div><br></div>", nil},
		"paragraphs and bold":               {"<p>一<b>二</b>三</p><p><strong>四</strong></p>", []string{"paragraph: 一*二*三", "paragraph: *四*"}},
		"what squire sends":                 {"<div>一<br></div><div>二<br></div><ul><li><div>三</div></li><li><div>四</div></li></ul>", []string{"paragraph: 一", "paragraph: 二", "bullets: 三 | 四"}},
		"line breaks":                       {"<p>一<br>二<br/>三</p>", []string{"paragraph: 一 | 二 | 三"}},
		"numbers":                           {"<ol><li>一<li>二</ol>三", []string{"numbers: 一 | 二", "paragraph: 三"}},
		"two lists after another":           {"<ul><li>一</ul><ul><li>二</ul>", []string{"bullets: 一", "bullets: 二"}},
		"a list in a list":                  {"<ul><li>一<ol><li>二</li></ol></li><li>三</li></ul>", []string{"bullets: 一 | 二 | 三"}},
		"unknown markup loses its tags":     {`<x-y onclick="alert(1)">一</x-y><i>二</i><a href="javascript:alert(1)">三</a>`, []string{"paragraph: 一二三"}},
		"headings are paragraphs":           {"<h1>一</h1><h2>二</h2>", []string{"paragraph: 一", "paragraph: 二"}},
		"a table is its rows":               {"<table><tr><td>一</td><td>二</td></tr><tr><td>三</td></tr></table>", []string{"paragraph: 一二", "paragraph: 三"}},
		"scripts and styles are no text":    {"<style>p{}</style><script>alert(1)</script><p>一</p><noscript>x</noscript><iframe>x</iframe>", []string{"paragraph: 一"}},
		"a script never closed":             {"一<script>alert(1)<p>二", []string{"paragraph: 一"}},
		"comments and doctypes":             {"<!doctype html><!-- x -->一<![CDATA[y]]>", []string{"paragraph: 一"}},
		"entities":                          {"&lt;b&gt;&amp;&nbsp;&#20108;", []string{"paragraph: <b>& 二"}},
		"space as a browser would show it":  {"<p>  一 \n <b> 二 </b>  三  </p>", []string{"paragraph: 一 *二 *三"}},
		"marks of direction":                {"<p>一&#x202e;二&#0;</p>", []string{"paragraph: 一二"}},
		"an image":                          {`<img src=x onerror=alert(1)>一<svg><script>1</script><text>二</text></svg>`, []string{"paragraph: 一二"}},
		"tags never closed or never opened": {"</b></ul></p><b>一<p>二</b>三", []string{"paragraph: *一*", "paragraph: *二*三"}},
		"plain text":                        {"一\n二", []string{"paragraph: 一 二"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, outline(form.FromHTML(c.html))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRichTextGoesToPlainTextAndBack(t *testing.T) {
	t.Parallel()
	rich := form.FromHTML("<p>一<b>二</b><br>三</p><ul><li>甲</li><li>乙</li></ul><ol><li>子</li><li>丑</li></ol>")
	const want = "一二\n三\n\n- 甲\n- 乙\n\n1. 子\n2. 丑"
	if got := rich.Text(); got != want {
		t.Errorf("got %q", got)
	}
	if got := form.FromText(want).Text(); got != want {
		t.Errorf("and back: %q", got)
	}
	if got := rich.Length(); got != 7 {
		t.Errorf("it has 7 characters, counted %d", got)
	}
}

func TestTrust21_DeepAndLongHTMLIsReadInLinearTime(t *testing.T) {
	t.Parallel()
	for name, html := range map[string]string{
		"deep":       strings.Repeat("<ul><li>", 16<<10) + "一",
		"bold":       strings.Repeat("<b>", 40<<10) + "一",
		"pieces":     strings.Repeat("a<i>", 32<<10),
		"weights":    strings.Repeat("<b>a</b>b", 12<<10),
		"attributes": "<p " + strings.Repeat("a ", 60<<10) + ">一",
		"brackets":   strings.Repeat("<", 128<<10),
		"entities":   strings.Repeat("&amp", 32<<10),
	} { // as much as Parse lets in: work that grew with the square of it would be noticed
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if form.FromHTML(html).Empty() && name != "attributes" {
				t.Error("nothing was read")
			}
		})
	}
}

func FuzzTrust22_RichText(f *testing.F) {
	for _, s := range []string{"一\n\n- 二\n1. 三", "<p>一<b>二</b></p><ul><li>三", "<script>x", "a<br>- b", "<b>1. </b>x", "\xff<p>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, rich := range []form.RichText{form.FromText(s), form.FromHTML(s)} {
			for _, b := range rich.Blocks {
				if len(b.Items) == 0 {
					t.Errorf("%q: a block without items", s)
				}
				for _, item := range b.Items {
					if len(item) == 0 {
						t.Errorf("%q: an item without runs", s)
					}
					for _, run := range item {
						if run.Text == "" || strings.ContainsAny(run.Text, "\n\r\x00\u202e") {
							t.Errorf("%q: a run of %q", s, run.Text)
						}
					}
				}
			}
			text := rich.Text()
			if again := form.FromText(text).Text(); form.FromText(again).Text() != again {
				t.Errorf("%q: plain text does not settle: %q, %q", s, text, again)
			}
		}
		if text := form.FromText(s).Text(); form.FromText(text).Text() != text {
			t.Errorf("%q: %q does not read back", s, text)
		}
	})
}
