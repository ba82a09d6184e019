// Command portal answers for every page but the action link.
package main

import (
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/web"
	"mydata.nat.gov.tw/portal/pkg/web/gateway"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

func main() {
	f := wiring.Start(settings.TableName, settings.PortalURL, settings.BasePath, settings.ServicePhone, settings.ServiceMail,
		settings.SecretPepper, settings.SecretFactor, settings.SecretLink)
	deps := f.Deps()
	deps.Passwords, deps.Factors, deps.APIKeys, deps.Mailed = f.Passwords(), f.Factors(), f.APIKeys(), f.Mailed()
	gateway.Serve(f, web.New, deps, "")
}
