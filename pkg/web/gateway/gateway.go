// Package gateway serves the portal's pages behind API Gateway: it turns the
// proxy integration's events into requests and back.
//
// The path is taken from the resource's {proxy+}, which is the same with and
// without a base path in front, and the source address from the request
// context: what a client claims in X-Forwarded-For or Forwarded counts nowhere.
package gateway

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"runtime/debug"

	"github.com/akrylysov/algnhsa"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/klauspost/compress/gzhttp"

	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// Serve answers invocations with the pages that build makes; it does not
// return. prefix is the part of the path before the resource's {proxy+}, "" for
// the root.
func Serve(f wiring.Function, build func(web.Config) (http.Handler, error), deps onboarding.Deps, prefix string) {
	pages, err := build(web.Config{
		Portal: onboarding.New(deps), Store: deps.Store, Notes: deps.Store, Now: deps.Now, NewID: deps.NewID, Log: f.Log,
		BasePath: f.Settings.BasePath, PortalURL: f.Settings.PortalURL,
		Phone: f.Settings.ServicePhone, Mail: f.Settings.ServiceMail, Version: version(),
	})
	if err != nil {
		wiring.Fail(err)
	}
	lambda.Start(New(prefix, pages))
}

// handler answers events. algnhsa refuses a path with a broken escape ("/100%"),
// which would end the invocation in an error; people get our 404 instead.
type handler struct{ lambda.Handler }

// New is what Serve answers with: a REST API's events in, its responses out, both
// as JSON.
func New(prefix string, pages http.Handler) lambda.Handler {
	return handler{algnhsa.New(compress(under(prefix, pages)), &algnhsa.Options{
		RequestType: algnhsa.RequestTypeAPIGatewayV1, UseProxyPath: true, BinaryContentTypes: []string{"*/*"}})}
}

// compress answers with gzip where a browser takes it and it is worth it: a long
// case is a seventh of its size then. The length says nothing exact about what
// is in it, since a page may show both a link's token and what somebody typed
// (BREACH).
var compress = must(gzhttp.NewWrapper(gzhttp.EnableZstd(false), gzhttp.MinSize(1024), gzhttp.RandomJitter(32, 0, false)))

func must(wrap func(http.Handler) http.HandlerFunc, err error) func(http.Handler) http.HandlerFunc {
	if err != nil {
		panic(err) // its options are constants
	}
	return wrap
}

// nowhere is a request for a page that does not exist.
const nowhere = `{"httpMethod":"GET","pathParameters":{"proxy":"-"},"requestContext":{"accountId":"-"}}`

// Invoke answers one event.
func (h handler) Invoke(ctx context.Context, event []byte) ([]byte, error) {
	answer, err := h.Handler.Invoke(ctx, event)
	if broken := url.EscapeError(""); errors.As(err, &broken) {
		return h.Handler.Invoke(ctx, []byte(nowhere))
	}
	return answer, err
}

// under puts prefix back in front of the path.
func under(prefix string, pages http.Handler) http.Handler {
	if prefix == "" {
		return pages
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.URL.Path = prefix + r.URL.Path
		pages.ServeHTTP(w, r)
	})
}

// version is the commit the function was built from, its first eight digits.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 8 {
			return s.Value[:8]
		}
	}
	return ""
}
