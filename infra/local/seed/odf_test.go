package main

import (
	"encoding/json"
	"os"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/scan"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

func TestE5_TheSamplesAreDocumentsThatTheScanAccepts(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../sample/documents.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []document
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		content, err := d.odt()
		if err != nil {
			t.Fatal(err)
		}
		if kind, reason := scan.Inspect(content); kind != upload.ODT || reason != "" {
			t.Errorf("%s is taken for %q, refused as %q", d.Title, kind, reason)
		}
	}
}
