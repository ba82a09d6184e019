// Package pkg_test holds what is true of all packages together.
package pkg_test

import (
	"go/build"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

const module = "mydata.nat.gov.tw/portal/"

// ring is how far from the rules a package is; it imports only lower rings,
// and its own where mates says so.
var ring = map[string]int{
	"fault": 0, "calendar": 0, "chain": 0, "audit": 0, "upload": 0,
	"form": 1, "casefile": 1, "account": 1, "service": 1, "offering": 1, "bulletin": 1, "policy": 1, "apikey": 1, "figures": 1, "firewall": 1, "notice": 1,
	"scan": 1, "environment": 1, "secret": 1, "link": 1, "settings": 1, "logging": 1,
	"onboarding": 2,
	"store":      3, "workflow": 3, "mail": 3, "files": 3, "archive": 3, "turnstile": 3,
	"wiring": 4, "web": 5, "api": 5,
}

// pure packages neither read the clock nor do anything outside memory.
var pure = []string{"fault", "calendar", "chain", "audit", "form", "casefile", "account", "service", "offering", "bulletin", "policy", "apikey", "figures", "firewall", "notice", "upload", "scan", "environment"}

// TestRings holds the import rule of the architecture: rules know nobody, use
// cases know rules, adapters know use cases but not each other, doors know all.
func TestRings(t *testing.T) {
	t.Parallel()
	for name, imports := range packages(t) {
		own, known := ring[strings.Split(name, "/")[0]]
		if strings.HasPrefix(name, "portaltest") || strings.HasSuffix(name, "test") {
			continue
		}
		if !known {
			t.Errorf("pkg/%s has no ring", name)
		}
		for _, path := range imports {
			other, ours := strings.CutPrefix(path, module+"pkg/")
			if !ours || strings.Split(other, "/")[0] == strings.Split(name, "/")[0] {
				continue
			}
			theirs := ring[strings.Split(other, "/")[0]]
			if theirs > own || theirs == own && own != 1 && own != 0 {
				t.Errorf("pkg/%s (ring %d) imports pkg/%s (ring %d)", name, own, other, theirs)
			}
		}
	}
}

func TestRulesDoNoInputOrOutput(t *testing.T) {
	t.Parallel()
	all := packages(t)
	for _, name := range pure {
		for _, path := range all[name] {
			for _, bad := range []string{"os", "net/http", "database/sql", "log", "log/slog", "crypto/rand", "math/rand", "math/rand/v2",
				"github.com/aws"} {
				if path == bad || strings.HasPrefix(path, bad+"/") {
					t.Errorf("pkg/%s imports %s", name, path)
				}
			}
		}
	}
}

// packages lists the imports of every package under pkg, tests left out.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() || path == "." {
			return err
		}
		p, err := build.ImportDir(path, 0)
		if err == nil {
			found[filepath.ToSlash(path)] = p.Imports
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
