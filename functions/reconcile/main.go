// Command reconcile brings back, every minute, what got stuck between the table
// and the world: reviews whose machine owes a step, events nobody delivered.
package main

import (
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

func main() {
	f := wiring.Start(settings.TableName, settings.OpsDays, settings.ModaDays)
	wiring.Serve(f, "reconcile", handler(onboarding.New(f.Deps()), f.Log))
}
