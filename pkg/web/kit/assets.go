package kit

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

// AssetPrefix is where the handler of [Assets] belongs in the mux.
const AssetPrefix = "/assets/"

//go:embed assets
var assetFiles embed.FS

// sheets are joined to app.css in this order: tokens first, print last.
var sheets = []string{"tokens", "text", "layout", "form", "table", "review", "way", "chart", "contrast", "print"}

var contentTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

// assetSet is what one build serves. Its hash covers every file and is a folder
// of the path, so that modules import each other by their plain names and never
// meet one of another build.
type assetSet struct {
	hash  string
	files map[string]asset
}

type asset struct {
	contentType string
	plain       []byte
	zipped      func() []byte // made once, when first asked for
}

// Assets serves styles, modules and pictures below [AssetPrefix], for ever
// cacheable, gzipped where the browser takes it. Any other name is a 404.
func Assets() http.Handler { return loadAssets() }

var loadAssets = sync.OnceValue(func() *assetSet {
	set := &assetSet{files: map[string]asset{}}
	hash := sha256.New()
	add := func(name string, content []byte) {
		fmt.Fprintf(hash, "%s %d\n%s", name, len(content), content)
		set.files[name] = asset{contentTypes[path.Ext(name)], content, sync.OnceValue(func() []byte { return zip(content) })}
	}
	var app []byte
	for _, name := range sheets {
		app = append(app, mustRead("assets/css/"+name+".css")...)
	}
	add("app.css", app)
	add("icon.svg", mustRead("assets/icon.svg"))
	modules, err := assetFiles.ReadDir("assets/js")
	if err != nil {
		panic(err) // embedded: cannot fail in a build that passed its tests
	}
	for _, module := range modules {
		add(module.Name(), mustRead("assets/js/"+module.Name()))
	}
	set.hash = hex.EncodeToString(hash.Sum(nil))[:16]
	return set
})

// editorModule is the editor of rich text, there if the build has fetched it: see
// infra/editor.
const editorModule = "squire.js"

func (s *assetSet) hasEditor() bool {
	_, there := s.files[editorModule]
	return there
}

func mustRead(name string) []byte {
	content, err := assetFiles.ReadFile(name)
	if err != nil {
		panic(err) // embedded: cannot fail in a build that passed its tests
	}
	return content
}

func zip(content []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a valid one
	_, _ = w.Write(content)                               // a buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

func (s *assetSet) path(name string) (string, error) {
	if _, ok := s.files[name]; !ok {
		return "", fmt.Errorf("kit: no asset %q", name)
	}
	return AssetPrefix + s.hash + "/" + name, nil
}

// ServeHTTP answers GET and HEAD on /assets/<hash>/<name>.
func (s *assetSet) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	name, ok := strings.CutPrefix(r.URL.Path, AssetPrefix+s.hash+"/")
	file, known := s.files[name]
	if !ok || !known {
		http.NotFound(w, r)
		return
	}
	body := file.plain
	h := w.Header()
	h.Set("Content-Type", file.contentType)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Add("Vary", "Accept-Encoding")
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		body = file.zipped()
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodGet {
		_, _ = w.Write(body) // the reader has gone: nobody is left to tell
	}
}
