//go:build emulator

package store_test

import (
	"testing"

	"mydata.nat.gov.tw/portal/pkg/store"
)

// TestB8_TenThousandNumbersOfTheEmulatorAreAllDifferent draws them as DynamoDB's
// own UpdateItem counts.
func TestB8_TenThousandNumbersOfTheEmulatorAreAllDifferent(t *testing.T) {
	drawn(t, store.New(emulator(t).Fresh(t).Table))
}
