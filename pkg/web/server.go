package web

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"mydata.nat.gov.tw/portal/pkg/files"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

//go:embed templates/page
var pages embed.FS

// Config is what a server needs beside its use cases.
type Config struct {
	Portal *onboarding.Service
	Store  onboarding.Reader // what pages only read
	Notes  onboarding.Noter
	Now    func() time.Time
	NewID  func() string // form keys and request ids
	Log    *slog.Logger

	Files *files.Bucket // nil in functions/action, which has no page for them

	API http.Handler // F10; nil in functions/action

	Proofs  Prover // A13; nil where no proof is asked for
	SiteKey string // what the proof's widget is told

	BasePath  string // /mydata-backend, no slash at its end
	PortalURL string // as people type it; unsafe requests must come from its origin
	Phone     string
	Mail      string
	Version   string
}

// Prover says whether the proof of a sign-in is genuine; every error is a refusal
// with words for the person.
type Prover interface {
	Verify(ctx context.Context, proof, source string) error
}

// Server answers for pages. It holds no state of its own: any number of
// instances may run beside each other.
type Server struct {
	Config
	kit *kit.Renderer
}

// New returns the portal's handler. It fails where a template does not parse
// or a route has no permission (trust 18).
func New(c Config) (http.Handler, error) { return build(c, routes) }

// NewAction returns the handler of functions/action, which can do one thing:
// show a case behind an e-mailed link and take the decision.
func NewAction(c Config) (http.Handler, error) { return build(c, actionRoutes) }

func build(c Config, list []route) (http.Handler, error) {
	templates, err := fs.Sub(pages, "templates/page")
	if err != nil {
		return nil, err
	}
	renderer, err := kit.New(kit.Config{BasePath: c.BasePath, Pages: templates, Phone: c.Phone, Mail: c.Mail,
		Version: c.Version, Now: c.Now})
	if err != nil {
		return nil, err
	}
	s := &Server{Config: c, kit: renderer}
	mux := http.NewServeMux()
	for _, r := range list {
		if !r.public && r.act == "" {
			return nil, fmt.Errorf("web: route %s %s has no permission", r.method, r.pattern)
		}
		mux.Handle(r.method+" "+r.pattern, s.page(r))
	}
	mux.Handle("GET /assets/", kit.Assets())
	if c.API != nil {
		mux.Handle(apiPath, c.API)
	}
	mux.Handle("/", s.page(route{public: true, handle: (*Server).notFound}))
	guarded, err := s.guard(mux)
	if err != nil {
		return nil, err
	}
	return kit.Headers(s.serve(guarded)), nil
}
