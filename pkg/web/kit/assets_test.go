package kit_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// assetPath is where the layout finds an asset.
func assetPath(t testing.TB, name string) string {
	t.Helper()
	w := httptest.NewRecorder()
	if err := newRenderer(t, "", `<p>{{asset "`+name+`"}}</p>`).Page(w, httptest.NewRequest(http.MethodGet, "/", nil), http.StatusOK, "shown", &shown{}); err != nil {
		t.Fatal(err)
	}
	path := regexp.MustCompile(`<p>(.*)</p>\s*</main>`).FindStringSubmatch(w.Body.String())
	return path[1]
}

func ask(method, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/", nil)
	r.URL.Path = path
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	kit.Assets().ServeHTTP(w, r)
	return w
}

func TestUI_EveryAssetIsServedUnderAHashForEver(t *testing.T) {
	types := map[string]string{"app.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}
	modules, err := filepath.Glob("assets/js/*.js")
	if err != nil || len(modules) == 0 {
		t.Fatalf("modules %v, %v", modules, err)
	}
	for _, module := range modules {
		types[filepath.Base(module)] = "text/javascript; charset=utf-8"
	}
	for name, contentType := range types {
		path := assetPath(t, name)
		if !regexp.MustCompile(`^/assets/[0-9a-f]{16}/` + regexp.QuoteMeta(name) + `$`).MatchString(path) {
			t.Errorf("path %q", path)
		}
		w := ask(http.MethodGet, path)
		h := w.Header()
		if w.Code != http.StatusOK || h.Get("Content-Type") != contentType || h.Get("Content-Encoding") != "" ||
			h.Get("Cache-Control") != "public, max-age=31536000, immutable" || h.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: status %d, headers %v", name, w.Code, h)
		}
		zipped := ask(http.MethodGet, path, "Accept-Encoding", "br, gzip")
		if got := zipped.Header().Get("Content-Encoding"); got != "gzip" {
			t.Errorf("%s: encoding %q", name, got)
		}
		reader, err := gzip.NewReader(zipped.Body)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if content, err := io.ReadAll(reader); err != nil || string(content) != w.Body.String() {
			t.Errorf("%s: gzip differs, %v", name, err)
		}
		if head := ask(http.MethodHead, path); head.Code != http.StatusOK || head.Body.Len() != 0 || head.Header().Get("Content-Length") == "0" {
			t.Errorf("%s: HEAD %d with %d bytes", name, head.Code, head.Body.Len())
		}
	}
}

func TestUI_StylesAreJoinedWhole(t *testing.T) {
	joined := ask(http.MethodGet, assetPath(t, "app.css")).Body.String()
	sheets, _ := filepath.Glob("assets/css/*.css")
	for _, sheet := range sheets {
		content, err := os.ReadFile(sheet)
		if err != nil || !strings.Contains(joined, string(content)) {
			t.Errorf("%s is missing from app.css, %v", sheet, err)
		}
	}
}

func TestUI_ModulesNamedByTemplatesExist(t *testing.T) {
	var sources strings.Builder
	files, _ := filepath.Glob("templates/*.html")
	components, _ := filepath.Glob("templates/component/*.html")
	for _, file := range append(files, components...) {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources.Write(content)
	}
	named := regexp.MustCompile(`data-module="([a-z-]+)"`).FindAllStringSubmatch(sources.String(), -1)
	if len(named) == 0 {
		t.Fatal("no template names a module")
	}
	for _, module := range named {
		if _, err := os.Stat("assets/js/" + module[1] + ".js"); err != nil {
			t.Error(err)
		}
	}
}

func TestAssetsAnswerNothingElse(t *testing.T) {
	path := assetPath(t, "app.css")
	folder := strings.TrimSuffix(path, "app.css")
	for _, hostile := range []string{
		"/assets/", folder, "/assets/app.css", "/assets/0000000000000000/app.css", folder + "../app.css", folder + "js/app.js",
		folder + "tokens.css", folder + "app.css/", folder + "App.css", folder + "app.css\x00", folder + "%61pp.css", "/", "",
		folder + strings.Repeat("a", 1<<16),
	} {
		if w := ask(http.MethodGet, hostile); w.Code != http.StatusNotFound || w.Header().Get("Cache-Control") != "" {
			t.Errorf("%.60q: status %d, Cache-Control %q", hostile, w.Code, w.Header().Get("Cache-Control"))
		}
	}
	if w := ask(http.MethodPost, path); w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: status %d, Allow %q", w.Code, w.Header().Get("Allow"))
	}
}

func TestUI_AssetsStaySmall(t *testing.T) {
	const limit = 20 << 10 // bytes over the wire, styles and all modules together
	total := ask(http.MethodGet, assetPath(t, "app.css"), "Accept-Encoding", "gzip").Body.Len()
	modules, _ := filepath.Glob("assets/js/*.js")
	for _, module := range modules {
		if module == "assets/js/squire.js" {
			continue // which only the page with rich text loads
		}
		total += ask(http.MethodGet, assetPath(t, filepath.Base(module)), "Accept-Encoding", "gzip").Body.Len()
	}
	t.Logf("%d bytes gzipped", total)
	if total > limit {
		t.Errorf("%d bytes, limit %d", total, limit)
	}
}
