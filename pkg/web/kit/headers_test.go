package kit_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

func TestTrust20_EveryAnswerCarriesTheHeaderTable(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle(kit.AssetPrefix, kit.Assets())
	mux.HandleFunc("GET /ok", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /error", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "x", http.StatusInternalServerError) })
	handler := kit.Headers(mux)
	for _, path := range []string{"/ok", "/error", "/missing", kit.AssetPrefix + "missing"} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		for _, line := range kit.HeaderTable() {
			if got := w.Header().Values(line.Name); len(got) != 1 || got[0] != line.Value {
				t.Errorf("%s: %s is %q, want %q", path, line.Name, got, line.Value)
			}
		}
	}
}

func TestTrust20_PolicyAllowsNothingInline(t *testing.T) {
	policy := kit.HeaderTable()[0].Value
	for _, want := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("policy lacks %s", want)
		}
	}
	for _, bad := range []string{"unsafe", "data:", "http", "*"} {
		if strings.Contains(policy, bad) {
			t.Errorf("policy has %s", bad)
		}
	}
}
