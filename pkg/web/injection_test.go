package web

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"mydata.nat.gov.tw/portal/pkg/portaltest/injection"
)

// In how many turns a field takes the five hundred texts: more than 128 KiB of
// answers is refused.
const shownBlocks, typedBlocks = 2, 3

// tally counts where the texts given to a field were seen.
type tally struct {
	mu   sync.Mutex
	seen map[string]map[string]bool // field → page, and element on it
	ours map[string]bool            // elements, with their attributes, that pages of plain texts are made of
}

// add reports whether that is new.
func (c *tally) add(field, place string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.seen == nil {
		c.seen = map[string]map[string]bool{}
	}
	if c.seen[field] == nil {
		c.seen[field] = map[string]bool{}
	}
	known := c.seen[field][place]
	c.seen[field][place] = true
	return !known
}

func (c *tally) has(field string) bool { return len(c.seen[field]) > 0 }

// report says how many combinations of text, field and place were seen, and fails
// where there are fewer than there were: somebody has taken pages or fields away.
func (c *tally) report(t *testing.T, least int) {
	t.Helper()
	pairs := 0
	for _, pages := range c.seen {
		pairs += len(pages)
	}
	total := pairs * len(injection.Texts())
	t.Logf("%d texts, %d fields, %d pairs of a field and a place on a page: %d combinations", len(injection.Texts()), len(c.seen), pairs, total)
	if total < least {
		t.Errorf("only %d combinations of text, field and place, want %d", total, least)
	}
}

// madeUpOf are the elements of a document with the names of their attributes, in
// order: what a text that stays text does not change.
func madeUpOf(document string) []string {
	root, err := html.Parse(strings.NewReader(document))
	if err != nil {
		panic(err) // reading a string does not fail, and HTML has no syntax errors
	}
	var list []string
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			list = append(list, "comment")
		}
		if n.Type != html.ElementNode {
			continue
		}
		words := n.Data
		for _, a := range n.Attr {
			words += " " + a.Key
		}
		list = append(list, words)
	}
	return list
}

// sameDocument fails where a document is made of other elements than its twin of
// plain texts. Where a page says what is wrong with the answers it is a longer one
// than its twin: what it is made of must have been seen on others.
func (c *tally) sameDocument(t testing.TB, got, twin, name string, checks bool) {
	t.Helper()
	is, want := madeUpOf(got), madeUpOf(twin)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ours == nil {
		c.ours = map[string]bool{}
	}
	for _, element := range want {
		c.ours[element] = true
	}
	if slices.Equal(is, want) {
		return
	}
	for i, element := range is {
		if other := i >= len(want) || element != want[i]; checks && !c.ours[element] || !checks && other {
			t.Errorf("%s has %q as its element %d, unlike its twin", name, element, i)
			return
		}
	}
	if !checks {
		t.Errorf("%s has fewer elements than its twin", name)
	}
}

// leave puts a document where test/browser/injections opens it, if anybody asks.
func leave(t testing.TB, name, document string) {
	t.Helper()
	folder := os.Getenv(pagesFolder)
	if folder == "" {
		return
	}
	folder = filepath.Join(folder, "injections")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".html"), []byte(document), 0o644); err != nil {
		t.Fatal(err)
	}
}

// fileOf is the name a document is left by: of its page, of where it was met, and
// of the block of texts.
func fileOf(page, where string, block int) string {
	words := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(page+" "+where))
	return fmt.Sprintf("%s-%d", strings.Trim(words, "-"), block)
}
