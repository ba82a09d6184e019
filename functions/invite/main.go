// Command invite makes the account of a person of the operation team or the
// ministry and has the invitation mailed. Nothing but IAM lets anybody call it:
//
//	aws lambda invoke --function-name …-invite --cli-binary-format raw-in-base64-out \
//	  --payload '{"role":"ops","login":"…","name":"…","phone":"…","mail":"…"}' /dev/stdout
package main

import (
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

func main() {
	f := wiring.Start(settings.TableName)
	wiring.Serve(f, "invite", handler(onboarding.New(f.Deps())))
}
