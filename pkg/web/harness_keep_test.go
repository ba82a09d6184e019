package web

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// pagesFolder names a folder in which the tests leave the pages they get, for
// those who look at pages in a browser: make screens and test/browser/pages.
const pagesFolder = "PAGES"

var (
	longPart  = regexp.MustCompile(`[A-Za-z0-9_.~-]{20,}`) // ids and tokens
	numerical = regexp.MustCompile(`^[ABCD]\d{10,}(-\d+)?$`)
)

// keep leaves one page of each route, status and make-up of parts, so that an
// empty list, a long one and a refused form each have theirs.
func (p *page) keep() {
	folder := os.Getenv(pagesFolder)
	if folder == "" || p.apart {
		return
	}
	p.t.Helper()
	words := routeWords(p.path)
	if p.status >= http.StatusBadRequest && p.status != http.StatusUnprocessableEntity {
		words = "refused" // looks the same everywhere
	}
	name := fmt.Sprintf("%s-%d-%s.html", words, p.status, makeUp(p.root))
	file, err := os.OpenFile(filepath.Join(folder, name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return
	}
	if err != nil {
		p.t.Fatal(err)
	}
	if _, err := file.WriteString(p.body); err != nil {
		p.t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		p.t.Fatal(err)
	}
}

// routeWords is a path as a file's name, with a word for what differs between
// objects of one kind.
func routeWords(path string) string {
	path, _, _ = strings.Cut(path, "?")
	var words []string
	for part := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		switch {
		case numerical.MatchString(part):
			part = "number"
		case longPart.MatchString(part), strings.ContainsAny(part, "%:"):
			part = "id"
		}
		words = append(words, part)
	}
	if words[0] == "" {
		return "home"
	}
	return strings.Join(words, "-")
}

// makeUp tells pages apart by the parts that they have at all, not by how many.
func makeUp(root *html.Node) string {
	var parts []string
	for node := range root.Descendants() {
		if node.Type != html.ElementNode {
			continue
		}
		if part := node.Data + "." + attr(node, "class"); !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	slices.Sort(parts)
	sum := fnv.New32a()
	for _, part := range parts {
		sum.Write([]byte(part))
	}
	return fmt.Sprintf("%08x", sum.Sum32())
}

func TestRouteWordsForgetWhichObject(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/": "home", "/cases?page=2": "cases", "/cases/B1130131001-5/edit/basics": "cases-number-edit-basics",
		"/drafts/00000000000000000000000017": "drafts-id", "/a/" + strings.Repeat("Zx9-_", 9): "a-id",
	} {
		if got := routeWords(path); got != want {
			t.Errorf("%s is kept as %q, want %q", path, got, want)
		}
	}
}
