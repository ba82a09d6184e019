// Command scan looks through every file that arrives in the bucket of uploads
// and tells the portal and the bucket whether it is clean (B11).
//
// Where the account's malware protection watches the bucket, its verdict comes
// first: a file that it has not looked at yet waits for its event.
package main

import (
	"mydata.nat.gov.tw/portal/pkg/files/inbox"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

func main() {
	f := wiring.Start(settings.TableName, settings.UploadBucket, settings.MalwareScan)
	s := scanner{portal: onboarding.New(f.Deps()), inbox: inbox.New(f.AWS, f.Settings.UploadBucket), waits: f.Settings.MalwareScan}
	wiring.Serve(f, "scan", s.handle)
}
