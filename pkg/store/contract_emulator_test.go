//go:build emulator

package store_test

import (
	"encoding/json"
	"os"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/store/storetest"
)

func TestContractHoldsForTheEmulator(t *testing.T) {
	t.Parallel()
	storetest.Run(t, storetest.Settings{Races: 10, Fresh: emulator(t).Fresh})
}

// emulator is that of the stack that PORTAL_STACK leads to.
func emulator(t *testing.T) storetest.Server {
	t.Helper()
	text, err := os.ReadFile(os.Getenv("PORTAL_STACK"))
	if err != nil {
		t.Fatalf("PORTAL_STACK names no stack.json: %v", err)
	}
	var server storetest.Server
	if err := json.Unmarshal(text, &server); err != nil {
		t.Fatal(err)
	}
	return server
}
