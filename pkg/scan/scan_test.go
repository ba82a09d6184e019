package scan_test

import (
	"bytes"
	"crypto/sha256"
	"math/rand/v2"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/scan"
	"mydata.nat.gov.tw/portal/pkg/scan/scantest"
)

func TestB11_HostileFilesAreRefused(t *testing.T) {
	t.Parallel()
	files := scantest.Hostile()
	if len(files) < 300 {
		t.Errorf("only %d hostile files", len(files))
	}
	distinct(t, files)
	for _, f := range files {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			begun := time.Now()
			if _, reason := scan.Inspect(f.Content); reason != f.Reason {
				t.Errorf("refused as %q, want %q", reason, f.Reason)
			}
			if took := time.Since(begun); took > 30*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// distinct fails where two files are alike, byte for byte.
func distinct(t *testing.T, files []scantest.File) {
	t.Helper()
	seen := map[[sha256.Size]byte]string{}
	for _, f := range files {
		sum := sha256.Sum256(f.Content)
		if other, known := seen[sum]; known {
			t.Errorf("%s is %s once more", f.Name, other)
		}
		seen[sum] = f.Name
	}
	t.Logf("%d files", len(files))
}

func TestB11_HonestFilesAreAccepted(t *testing.T) {
	t.Parallel()
	files := scantest.Honest()
	if len(files) < 50 {
		t.Errorf("only %d honest files", len(files))
	}
	distinct(t, files)
	for _, f := range files {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			if kind, reason := scan.Inspect(f.Content); reason != "" || kind != f.Type {
				t.Errorf("taken for %q, refused as %q; want %q", kind, reason, f.Type)
			}
		})
	}
}

// Whatever is sent, the answer is one of the two; a broken file of a known kind
// is no reason to fail.
func TestTrust21_DamagedFilesNeverPanic(t *testing.T) {
	t.Parallel()
	for _, f := range scantest.Honest() {
		if len(f.Content) > 64<<10 {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(1, uint64(len(f.Content))))
			for range 20 {
				damaged := bytes.Clone(f.Content)
				for range 1 + r.IntN(4) {
					damaged[r.IntN(len(damaged))] = byte(r.Uint32())
				}
				scan.Inspect(damaged[:1+r.IntN(len(damaged))])
				scan.Inspect(damaged)
			}
		})
	}
}
