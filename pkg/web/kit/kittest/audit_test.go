package kittest

import (
	"strings"
	"testing"
)

const sound = `<!doctype html><html><head><title>首頁 - 系統</title></head><body><header></header><main><h1>首頁</h1>%</main><footer></footer></body></html>`

func TestUI_AuditFindsWhatBreaksARule(t *testing.T) {
	tests := map[string]struct{ body, want string }{
		"nothing":                        {``, ""},
		"a labelled control":             {`<label for="a">A</label><input id="a">`, ""},
		"a control without a label":      {`<input id="a">`, "no label"},
		"a placeholder":                  {`<label for="a">A</label><input id="a" placeholder="A">`, "placeholder"},
		"a label that leads nowhere":     {`<label for="b">A</label>`, "leads nowhere"},
		"a description that is missing":  {`<p aria-describedby="a-hint"></p>`, "leads nowhere"},
		"a link to a missing control":    {`<a href="#a">A</a>`, "leads nowhere"},
		"a link to an encoded id":        {`<a href="#a%2Fb">A</a><p id="a/b"></p>`, ""},
		"an id used twice":               {`<p id="a"></p><p id="a"></p>`, "stands 2 times"},
		"a style attribute":              {`<p style="color:red"></p>`, "inline style"},
		"a style element":                {`<style>p{}</style>`, "is inline"},
		"a script element":               {`<script>1</script>`, "is inline"},
		"an event handler":               {`<p onclick="x()"></p>`, "inline onclick"},
		"a script link":                  {`<a href="javascript:x()">A</a>`, "inline href"},
		"a value the escaper refused":    {`<a href="#ZgotmplZ">A</a>`, "emptied"},
		"a button that says nothing":     {`<button></button>`, "says nothing"},
		"a button hidden from everybody": {`<button aria-hidden="true" tabindex="-1"></button>`, ""},
		"a second heading":               {`<h1>B</h1>`, "2 <h1>"},
		"a fieldset without a legend":    {`<fieldset><p>A</p></fieldset>`, "no legend"},
		"a table without a caption":      {`<table><tr><td>1</td></tr></table>`, "no caption"},
		"a heading cell without a scope": {`<table><caption>A</caption><tr><th>1</th></tr></table>`, "no scope"},
		"a nav without a name":           {`<nav></nav>`, "no name"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := strings.Join(Audit([]byte(strings.Replace(sound, "%", test.body, 1))), "\n")
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("findings %q, want %q", got, test.want)
			}
		})
	}
	t.Run("a title that does not start with the heading", func(t *testing.T) {
		page := strings.Replace(sound, "<title>首頁", "<title>系統", 1)
		if got := Audit([]byte(page)); len(got) != 1 {
			t.Errorf("findings %q, want one", got)
		}
	})
}
