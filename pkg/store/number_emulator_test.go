//go:build emulator

package store_test

import (
	"flag"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/store"
)

// draws is how many numbers are taken of the emulator. With -draws 10000 that
// takes a third of a minute.
var draws = flag.Int("draws", 3_000, "numbers that 64 workers take of the emulator at once")

func TestB8_NumbersOfTheEmulatorAreAllDifferent(t *testing.T) {
	drawn(t, store.New(emulator(t).Fresh(t).Table), *draws)
}
