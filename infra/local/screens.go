package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// screens is the command of that name. The pages are those that the tests of
// pkg/web meet, in every state they bring about; see test/browser/screens.mjs.
func screens(ctx context.Context, at layout, _ []string) error {
	if err := need("node", "npm"); err != nil {
		return err
	}
	p := newProgress()
	browser, err := chromium(ctx, at, p)
	if err != nil {
		return err
	}
	if err := installNode(ctx, at, p); err != nil {
		return err
	}
	fetchEditor(ctx, at, p) // before pages are made, which name the assets of their build
	folder := at.local("screens")
	pages := filepath.Join(folder, "pages")
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	if err := os.MkdirAll(pages, 0o755); err != nil {
		return err
	}
	env := append(os.Environ(), "PAGES="+pages, "SHOTS="+folder, "CHROMIUM="+browser)
	for _, s := range []struct {
		name string
		argv []string
	}{
		{"having the tests meet every page", []string{"go", "test", "-count=1", "./pkg/web", "./pkg/notice"}},
		{"making pictures of them", []string{"node", "test/browser/screens.mjs"}},
	} {
		err := p.step(s.name, func() error {
			return task{dir: at.root(), env: env, log: at.local("logs", "screens.log"), argv: s.argv}.run(ctx)
		})
		if err != nil {
			return err
		}
	}
	fmt.Println(filepath.Join(folder, "index.html"))
	return nil
}
