// Command attest signs, once a day, where the history of every object ended on
// the day before, and keeps that in a bucket nobody can take it from (F8).
package main

import (
	"mydata.nat.gov.tw/portal/pkg/archive"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

func main() {
	f := wiring.Start(settings.TableName, settings.AuditBucket, settings.AuditKey)
	deps := f.Deps()
	deps.Archive = archive.NewBucket(f.AWS, f.Settings.AuditBucket)
	deps.Signer = archive.NewKey(f.AWS, f.Settings.AuditKey)
	wiring.Serve(f, "attest", handler(onboarding.New(deps)))
}
