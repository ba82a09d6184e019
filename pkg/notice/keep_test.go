package notice

import (
	"os"
	"path/filepath"
	"testing"
)

// TestMailsAreKeptForTheEye leaves every mail in the folder that PAGES names, for
// make screens and test/browser/pages. Where two notices share a template, the
// last one stays.
func TestMailsAreKeptForTheEye(t *testing.T) {
	folder := os.Getenv("PAGES")
	if folder == "" {
		t.Skip("PAGES names no folder")
	}
	for dress, list := range map[string][]Notice{"usual": notices(usual), "long": notices(long)} {
		for _, n := range list {
			mail := mustRender(t, n)
			if err := os.WriteFile(filepath.Join(folder, "mail-"+n.Name()+"-"+dress+".html"), []byte(mail.HTML), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
