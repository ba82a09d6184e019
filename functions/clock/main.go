// Command clock does what is due by the calendar, every minute: it ends test
// windows, sends reminders and keeps the figures of reports.
package main

import (
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

func main() {
	f := wiring.Start(settings.TableName)
	wiring.Serve(f, "clock", handler(onboarding.New(f.Deps())))
}
