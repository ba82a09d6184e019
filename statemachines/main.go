// Command statemachines writes the state machine of every review chain in
// Amazon States Language, one file named after chain and version, into the
// directory it runs in. pkg/chain is the source; the files are committed, so
// that template.yaml can be deployed without running anything, and a test
// fails when they no longer match.
//
// The machines drive, the table decides (architecture: "DynamoDB is the
// truth"). A machine carries ids only, and any execution may be thrown away:
// a new one replays what is recorded.
package main

import (
	"fmt"
	"os"

	"mydata.nat.gov.tw/portal/pkg/chain"
)

//go:generate go run .

func main() {
	for _, c := range chain.All() {
		text, err := render(c)
		if err == nil {
			err = os.WriteFile(fileName(c), text, 0o644)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "statemachines:", err)
			os.Exit(1)
		}
	}
}

func fileName(c chain.Chain) string { return c.ID() + ".asl.json" }
