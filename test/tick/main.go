// Command tick lets the clock of one Tick stand at an instant, on the stack that
// the environment names, so that a browser test can see a window end. What the
// Tick tells is due at once: relay keeps the real time.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/wiring"
	"mydata.nat.gov.tw/portal/test/flow/live"
)

func main() {
	at := flag.String("at", "", "instant, RFC 3339")
	flag.Parse()
	if err := run(*at); err != nil {
		fmt.Fprintln(os.Stderr, "tick:", err)
		os.Exit(1)
	}
}

func run(text string) error {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return err
	}
	deps := wiring.Start(settings.TableName).Deps()
	deps.Now = func() time.Time { return at.UTC() }
	deps.Store = live.Tampered(deps.Store, func(tx *onboarding.Tx) {
		for i := range tx.Outbox {
			tx.Outbox[i].Due = time.Now().UTC()
		}
	})
	n, err := onboarding.New(deps).Tick(context.Background())
	fmt.Println(n)
	return err
}
