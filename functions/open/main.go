// Command open opens a stage of a review when its state machine arrives there,
// and keeps the task token by which the machine is answered later.
package main

import (
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

func main() {
	f := wiring.Start(settings.TableName, settings.SecretToken)
	deps := f.Deps()
	deps.Tokens = f.Tokens()
	wiring.Serve(f, "open", handler(onboarding.New(deps)))
}
