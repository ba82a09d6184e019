package main

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/web/kit"
	"mydata.nat.gov.tw/portal/pkg/web/kit/kittest"
)

func TestUI_EverySheetIsSoundMarkup(t *testing.T) {
	renderer, pages, err := newRenderer(func() time.Time { return time.Date(2024, 4, 1, 0, 0, 0, 0, time.UTC) })
	if err != nil {
		t.Fatal(err)
	}
	samples := map[string][]kit.View{"index": {indexPage()}}
	for _, s := range sheets() {
		samples[s.template] = append(samples[s.template], s.view())
	}
	kittest.Templates(t, renderer, pages, samples)
}
