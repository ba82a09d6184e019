package injection_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/portaltest/injection"
)

func TestTrust22_ThereAreFiveHundredTextsAndNoneTwice(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, text := range injection.Texts() {
		if seen[text] {
			t.Errorf("%q stands twice", text)
		}
		if !utf8.ValidString(text) {
			t.Errorf("%q cannot be posted", text)
		}
		seen[text] = true
	}
	if len(seen) < 500 {
		t.Errorf("only %d", len(seen))
	}
}

func TestTrust22_TheBlocksHoldEveryTextOnceAndBeginAsAnAddress(t *testing.T) {
	t.Parallel()
	count := map[string]int{}
	for _, block := range injection.Blocks(3) {
		if !strings.HasPrefix(strings.ToLower(block[0]), "javascript:") {
			t.Errorf("a block begins with %q", block[0])
		}
		for _, text := range block {
			count[text]++
		}
	}
	for _, text := range injection.Texts() {
		if count[text] != 1 {
			t.Errorf("%q stands in %d blocks", text, count[text])
		}
	}
}

func TestADocumentShowsWhatItsTextsAndAttributesSay(t *testing.T) {
	t.Parallel()
	d := injection.Read(`<p title="one">two &lt;b&gt; <i>th</i>ree</p><!--four--><script>five</script>`)
	for text, want := range map[string]bool{"one": true, "two<b>three": true, "two <b> three": true, "three": true, "four": false, "<p": false} {
		if d.Shows(text) != want {
			t.Errorf("%q is shown: %t", text, !want)
		}
	}
}

func TestReplaceFindsWhatPeopleTyped(t *testing.T) {
	t.Parallel()
	record := map[string]any{"id": "00000000000000000000000017", "name": "王大明", "mail": "a@bank.example.com.tw", "state": "open", "at": "2024-03-15T02:00:00.000Z",
		"rich": `{"blocks":[{"kind":"paragraph","items":[[{"text":"說明"}]]}]}`, "ips": []any{"203.66.35.10"}}
	got := injection.Replace(record, "ACC", func(field, _ string) string { return "<" + field + ">" }).(map[string]any)
	for name, want := range map[string]string{"id": "00000000000000000000000017", "name": "<ACC.name>", "mail": "<ACC.mail>", "state": "open", "at": "2024-03-15T02:00:00.000Z",
		"rich": `{"blocks":[{"items":[[{"text":"\u003cACC.rich\u003e"}]],"kind":"paragraph"}]}`} {
		if got[name] != want {
			t.Errorf("%s is %v, want %s", name, got[name], want)
		}
	}
	if list := got["ips"].([]any); list[0] != "<ACC.ips>" {
		t.Errorf("the list is %v", list)
	}
}
