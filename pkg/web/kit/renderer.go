package kit

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strconv"
	"sync"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
)

// Product is the name of the system as the manual's screens show it.
const Product = "MyData管理後臺"

//go:embed templates
var templates embed.FS

// Config is what the layout says about this installation.
type Config struct {
	BasePath string           // in front of every link, "/mydata-backend" or "": no slash at the end
	Pages    fs.FS            // page templates, <name>.html at its root
	Phone    string           // of the service desk, shown as it stands
	Mail     string           // of the service desk
	Version  string           // of the build, in the footer
	Now      func() time.Time // for the time on prints
}

// Renderer turns page structs into answers. It is safe for concurrent use.
type Renderer struct {
	config Config
	assets *assetSet
	layout *template.Template
	pages  sync.Map // name → func() (*template.Template, error)
}

// View is a page struct: any pointer to a struct that embeds [Page].
type View interface{ view() *Page }

// New parses the layout and the components. Page templates are parsed when they
// are first asked for, so that a cold start pays for one page and not for all;
// kittest parses every one.
func New(config Config) (*Renderer, error) {
	r := &Renderer{config: config, assets: loadAssets()}
	layout, err := template.New("kit").Funcs(r.funcs()).ParseFS(templates, "templates/*.html", "templates/component/*.html")
	if err != nil {
		return nil, fmt.Errorf("kit: %w", err)
	}
	r.layout = layout
	return r, nil
}

// Page answers with the page called name, which shows data. Nothing is written
// when it fails, so that the caller can still answer with an error page.
func (r *Renderer) Page(w http.ResponseWriter, req *http.Request, status int, name string, data View) error {
	page, err := r.parsed(name)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := page.ExecuteTemplate(&body, "layout", data); err != nil {
		return fmt.Errorf("kit: page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(body.Len()))
	w.WriteHeader(status)
	if req.Method == http.MethodHead {
		return nil
	}
	_, _ = w.Write(body.Bytes()) // the reader has gone: nobody is left to tell
	return nil
}

// Parse reads the set of one page anew: its "main" within the shared "layout".
func (r *Renderer) Parse(name string) (*template.Template, error) {
	set, err := r.layout.Clone()
	if err == nil {
		_, err = set.ParseFS(r.config.Pages, name+".html")
	}
	if err != nil {
		return nil, fmt.Errorf("kit: page %s: %w", name, err)
	}
	return set, nil
}

func (r *Renderer) parsed(name string) (*template.Template, error) {
	once, _ := r.pages.LoadOrStore(name, sync.OnceValues(func() (*template.Template, error) { return r.Parse(name) }))
	return once.(func() (*template.Template, error))()
}

func (r *Renderer) funcs() template.FuncMap {
	return template.FuncMap{
		"asset":   r.asset,
		"editor":  r.assets.hasEditor,
		"inc":     func(i int) int { return i + 1 },
		"printed": func() string { return calendar.Minute(r.config.Now()) },
		"product": func() string { return Product },
		"site":    func() Config { return r.config },
		"url":     r.URL,
	}
}
