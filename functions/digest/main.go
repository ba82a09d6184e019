// Command digest has every reviewer told, once each working day, what waits for
// their party (F7).
package main

import (
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

func main() {
	f := wiring.Start(settings.TableName, settings.OpsDays, settings.ModaDays)
	wiring.Serve(f, "digest", handler(onboarding.New(f.Deps())))
}
