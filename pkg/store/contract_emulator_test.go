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
	text, err := os.ReadFile(os.Getenv("PORTAL_STACK"))
	if err != nil {
		t.Fatalf("PORTAL_STACK names no stack.json: %v", err)
	}
	var emulator storetest.Server
	if err := json.Unmarshal(text, &emulator); err != nil {
		t.Fatal(err)
	}
	storetest.Run(t, storetest.Settings{Races: 10, Fresh: emulator.Fresh})
}
