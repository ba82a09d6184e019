package kit_test

import (
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// luminance of "#rrggbb" by WCAG 2.
func luminance(t testing.TB, colour string) float64 {
	t.Helper()
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		value, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(value) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func contrast(t testing.TB, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestUI_TokensKeepTheirContrast(t *testing.T) {
	sheet, err := os.ReadFile("assets/css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	tokens := map[string]string{"white": "#ffffff"}
	for _, m := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`).FindAllStringSubmatch(string(sheet), -1) {
		tokens[m[1]] = m[2]
	}
	const text, edge = 4.5, 3.0
	pairs := []struct {
		front, back string
		least       float64
	}{
		{"ink", "white", 17}, {"hint", "white", 8}, {"edge", "white", 6}, {"brand", "white", 7}, {"error", "white", 6}, {"ok", "white", 6}, {"warn", "white", 6},
		{"white", "header", 13}, {"ink", "focus", 13}, {"ink", "area-test", 11.5}, {"white", "area-production", 6.5},
		{"hint", "surface", text}, {"brand", "surface", text}, {"brand", "tint", text}, {"brand-deep", "tint", text}, {"hint", "tint", text}, {"warn", "tint", text},
		{"error", "error-tint", text}, {"ok", "ok-tint", text}, {"warn", "warn-tint", text}, {"edge", "surface", edge},
	}
	for _, pair := range pairs {
		if got := contrast(t, tokens[pair.front], tokens[pair.back]); got < pair.least {
			t.Errorf("%s on %s: %.2f, want %.1f", pair.front, pair.back, got, pair.least)
		}
	}
}

func TestUI_EveryStateWordHasATone(t *testing.T) {
	sheet, err := os.ReadFile("assets/css/table.css")
	if err != nil {
		t.Fatal(err)
	}
	grey := []kit.State{kit.Draft, kit.Withdrawn, kit.NotStarted, kit.Unlisted, kit.Closed, kit.TakenDown, kit.Delisted}
	seen := map[kit.State]bool{}
	for _, state := range kit.States() {
		if seen[state] {
			t.Errorf("%s stands twice", state)
		}
		seen[state] = true
		if !strings.Contains(string(sheet), ".tag-"+string(state.Tone())+" ") {
			t.Errorf("%s has no style", state)
		}
		if (state.Tone() == kit.Grey) != slices.Contains(grey, state) {
			t.Errorf("%s is %s", state, state.Tone())
		}
	}
}
