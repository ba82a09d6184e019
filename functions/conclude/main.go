// Command conclude applies the outcome of a review when its state machine has
// come to the end: to case, service, firewall, deadlines and mails.
package main

import (
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

func main() {
	f := wiring.Start(settings.TableName)
	wiring.Serve(f, "conclude", handler(onboarding.New(f.Deps())))
}
