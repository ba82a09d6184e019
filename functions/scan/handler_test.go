package main

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/scan/scantest"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// Events as AWS documents them, cut down to a few members.
const (
	notified = `{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Post","s3":{"bucket":{"name":"b"},
		"object":{"key":"uploads%2Fabc","size":9,"versionId":"v1"}}}]}`
	judged = `{"detail-type":"GuardDuty Malware Protection Object Scan Result","source":"aws.guardduty","detail":{"scanStatus":"COMPLETED",
		"s3ObjectDetails":{"bucketName":"b","objectKey":"uploads/abc","versionId":"v1"},"scanResultDetails":{"scanResultStatus":"NO_THREATS_FOUND"}}}`
)

// fake is portal and inbox in one.
type fake struct {
	content []byte
	missing bool // of the object
	nobody  bool // no upload of that id
	verdict string

	found  []upload.Found
	marked map[string]bool
}

func (f *fake) UploadScanned(_ context.Context, id string, found upload.Found) (bool, error) {
	if f.nobody {
		return false, fault.New(fault.NotFound, "")
	}
	f.found = append(f.found, found)
	return found.Reason == "", nil
}

func (f *fake) Read(context.Context, string, string) ([]byte, string, error) {
	if f.missing {
		return nil, "", fault.New(fault.NotFound, "")
	}
	return f.content, "流程.png", nil
}

func (f *fake) Verdict(context.Context, string, string) (harmless, known bool, err error) {
	return f.verdict == "harmless", f.verdict != "", nil
}

func (f *fake) Mark(_ context.Context, key, version string, clean bool) error {
	if f.marked == nil {
		f.marked = map[string]bool{}
	}
	f.marked[key+" "+version] = clean
	return nil
}

func TestB11_AFileThatArrivesIsLookedThroughAndMarked(t *testing.T) {
	t.Parallel()
	hostile := []byte("<script>alert(1)</script>")
	for name, c := range map[string]struct {
		event  string
		waits  bool
		fake   fake
		reason upload.Reason
		marked map[string]bool
	}{
		"an honest one":                         {notified, false, fake{content: scantest.PNG()}, "", map[string]bool{"uploads/abc v1": true}},
		"a hostile one":                         {notified, false, fake{content: hostile}, upload.Unknown, map[string]bool{"uploads/abc v1": false}},
		"one without an upload":                 {notified, false, fake{content: scantest.PNG(), nobody: true}, "none", map[string]bool{"uploads/abc v1": false}},
		"one that has gone":                     {notified, false, fake{missing: true}, "none", nil},
		"one nobody has judged yet waits":       {notified, true, fake{content: scantest.PNG()}, "none", nil},
		"one that was judged before":            {notified, true, fake{content: scantest.PNG(), verdict: "harmless"}, "", map[string]bool{"uploads/abc v1": true}},
		"one that is judged harmless":           {judged, true, fake{content: scantest.PNG(), verdict: "harmless"}, "", map[string]bool{"uploads/abc v1": true}},
		"one that is judged harmful":            {judged, true, fake{content: scantest.PNG(), verdict: "harmful"}, upload.Malware, map[string]bool{"uploads/abc v1": false}},
		"a harmless one we refuse all the same": {judged, true, fake{content: hostile, verdict: "harmless"}, upload.Unknown, map[string]bool{"uploads/abc v1": false}},
		"an object that is no upload":           {`{"Records":[{"s3":{"object":{"key":"other/abc","versionId":"v1"}}}]}`, false, fake{}, "none", nil},
		"an event of another kind":              {`{"source":"aws.events"}`, false, fake{}, "none", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var e event
			if err := json.Unmarshal([]byte(c.event), &e); err != nil {
				t.Fatal(err)
			}
			if _, err := (scanner{portal: &c.fake, inbox: &c.fake, waits: c.waits}).handle(t.Context(), e); err != nil {
				t.Fatal(err)
			}
			got := upload.Reason("none")
			if len(c.fake.found) == 1 {
				got = c.fake.found[0].Reason
				if f := c.fake.found[0]; f.Object != "v1" || len(f.Hash) != 64 || f.Name != "流程.png" || f.Size != int64(len(c.fake.content)) {
					t.Errorf("found %+v", f)
				}
			}
			if got != c.reason {
				t.Errorf("reported as %q, want %q", got, c.reason)
			}
			if diff := cmp.Diff(c.marked, c.fake.marked); diff != "" {
				t.Errorf("marks (-want +got):\n%s", diff)
			}
		})
	}
}
