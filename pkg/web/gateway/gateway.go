// Package gateway serves the portal's pages behind API Gateway: it turns the
// proxy integration's events into requests and back.
package gateway

import (
	"net/http"
	"runtime/debug"

	"github.com/akrylysov/algnhsa"

	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// Serve answers invocations with the pages that build makes; it does not
// return. prefix is the part of the path before the resource's {proxy+}, "" for
// the root: the path is taken from that parameter, which is the same with and
// without a base path in front. The source address is the request context's.
func Serve(f wiring.Function, build func(web.Config) (http.Handler, error), deps onboarding.Deps, prefix string) {
	pages, err := build(web.Config{
		Portal: onboarding.New(deps), Store: deps.Store, Notes: deps.Store, Now: deps.Now, NewID: deps.NewID, Log: f.Log,
		BasePath: f.Settings.BasePath, PortalURL: f.Settings.PortalURL,
		Phone: f.Settings.ServicePhone, Mail: f.Settings.ServiceMail, Version: version(),
	})
	if err != nil {
		wiring.Fail(err)
	}
	algnhsa.ListenAndServe(under(prefix, pages), &algnhsa.Options{
		RequestType: algnhsa.RequestTypeAPIGatewayV1, UseProxyPath: true, BinaryContentTypes: []string{"*/*"}})
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
