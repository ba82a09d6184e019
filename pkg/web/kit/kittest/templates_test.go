package kittest

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

type letterPage struct {
	kit.Page
	Number string
	Table  kit.Table
}

func TestUI_PageTemplatesFitTheirStructs(t *testing.T) {
	tests := map[string]struct{ template, want string }{
		"a sound page":              {`{{define "main"}}<p>{{.Number}}</p>{{template "table" .Table}}{{end}}`, ""},
		"a field that is not there": {`{{define "main"}}{{if .Number}}{{.Numbr}}{{end}}{{end}}`, "Numbr"},
		"a component with another struct": {
			`{{define "main"}}{{template "table" .Number}}{{end}}`, "table",
		},
		"an unknown component":    {`{{define "main"}}{{template "tabel" .Table}}{{end}}`, "tabel"},
		"no main":                 {`<p>text</p>`, "main"},
		"a second heading":        {`{{define "main"}}<h1>again</h1>{{end}}`, "2 <h1>"},
		"a script of another one": {`{{define "main"}}<script src="//evil.example"></script>{{end}}`, "another origin"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pages := fstest.MapFS{"letter.html": {Data: []byte(test.template)}}
			renderer, err := kit.New(kit.Config{Pages: pages, Phone: "1", Mail: "m", Version: "1", Now: time.Now})
			if err != nil {
				t.Fatal(err)
			}
			sample := &letterPage{Page: kit.Page{Title: "公文"}, Table: kit.Table{Empty: kit.Empty{Text: "沒有資料"}}}
			got := strings.Join(page(renderer, "letter", []kit.View{sample}), "\n")
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("findings %q, want %q", got, test.want)
			}
		})
	}
}
