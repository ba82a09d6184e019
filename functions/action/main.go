// Command action answers for the e-mailed action link and nothing else.
package main

import (
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/web"
	"mydata.nat.gov.tw/portal/pkg/web/gateway"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

func main() {
	f := wiring.Start(settings.TableName, settings.PortalURL, settings.BasePath, settings.ServicePhone, settings.ServiceMail,
		settings.SecretFactor, settings.SecretLink)
	deps := f.Deps()
	deps.Factors, deps.Links = f.Factors(), f.Links()
	gateway.Serve(f, web.NewAction, deps, "/a")
}
