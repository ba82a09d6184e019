// Command bounce hears from SES what became of each mail, and keeps what did not
// arrive where people see it (F12).
package main

import (
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

func main() {
	f := wiring.Start(settings.TableName)
	wiring.Serve(f, "bounce", handler(onboarding.New(f.Deps())))
}
