package kit_test

import "testing"

func TestURLStaysInThePortal(t *testing.T) {
	tests := map[string]struct {
		base, path string
		segments   []any
		want       string // "" is refused
	}{
		"without a base path":     {"", "/cases", nil, "/cases"},
		"with a base path":        {"/mydata-backend", "/", nil, "/mydata-backend/"},
		"with a query":            {"/b", "/cases?page=2", nil, "/b/cases?page=2"},
		"with segments":           {"/b", "/cases", []any{"B1130131001", "history"}, "/b/cases/B1130131001/history"},
		"with a number":           {"/b", "/drafts", []any{7}, "/b/drafts/7"},
		"with a hostile segment":  {"/b", "/cases", []any{"a/../?x=#y"}, "/b/cases/a%2F..%2F%3Fx=%23y"},
		"with a segment upwards":  {"/b", "/cases", []any{".."}, ""},
		"with an empty segment":   {"/b", "/cases", []any{""}, ""},
		"to another host":         {"/b", "//evil.example/", nil, ""},
		"to another host, masked": {"/b", `/\evil.example/`, nil, ""},
		"to another scheme":       {"/b", "https://evil.example/", nil, ""},
		"with a line break":       {"/b", "/a\r\nSet-Cookie: x", nil, ""},
		"to nowhere":              {"/b", "", nil, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := newRenderer(t, test.base, "").URL(test.path, test.segments...)
			if got != test.want || (err != nil) != (test.want == "") {
				t.Errorf("URL = %q, %v, want %q", got, err, test.want)
			}
		})
	}
}
