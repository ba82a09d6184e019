// Command portal answers for every page but the action link.
package main

import (
	"net/http"
	"net/url"

	"mydata.nat.gov.tw/portal/pkg/api"
	"mydata.nat.gov.tw/portal/pkg/files"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/turnstile"
	"mydata.nat.gov.tw/portal/pkg/web"
	"mydata.nat.gov.tw/portal/pkg/web/gateway"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

func main() {
	f := wiring.Start(settings.TableName, settings.PortalURL, settings.BasePath, settings.ServicePhone, settings.ServiceMail,
		settings.SecretPepper, settings.SecretFactor, settings.SecretLink, settings.TurnstileSiteKey, settings.SecretTurnstile,
		settings.UploadBucket, settings.OpsDays, settings.ModaDays)
	deps := f.Deps()
	deps.Passwords, deps.Factors, deps.APIKeys, deps.Mailed = f.Passwords(), f.Factors(), f.APIKeys(), f.Mailed()
	gateway.Serve(f, func(c web.Config) (http.Handler, error) {
		c.API = api.New(api.Config{Portal: c.Portal, Store: c.Store, Now: c.Now})
		c.Files = files.New(f.AWS, f.Settings.UploadBucket, wiring.Now)
		return web.New(proving(f, c))
	}, deps, "")
}

// proving has the sign-in page ask for a Turnstile proof where a site key is
// configured (A13).
func proving(f wiring.Function, c web.Config) web.Config {
	address, err := url.Parse(f.Settings.PortalURL)
	if f.Settings.TurnstileSiteKey != "" && err == nil {
		c.SiteKey = f.Settings.TurnstileSiteKey
		c.Proofs = turnstile.New(f.Keys.Turnstile, address.Hostname(), turnstile.Siteverify)
	}
	return c
}
