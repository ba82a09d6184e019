package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// test is the command of that name: `make test`. It goes through every suite
// even when one fails, and ends with a summary.
func test(ctx context.Context, at layout, _ []string) (err error) {
	if err := need("python3", "make", "node", "npm"); err != nil {
		return err
	}
	if err := os.MkdirAll(at.local(), 0o755); err != nil {
		return err
	}
	unlock, err := lock(at.local("test.lock"), false)
	if err != nil {
		return errors.New("another `make test` is going on in this folder: wait for it")
	}
	defer unlock()

	p := newProgress()
	browser, err := chromium(ctx, at, p)
	if err == nil {
		err = nftables(ctx, at, p)
	}
	if err != nil {
		return err
	}
	if err := together(
		func() error { return install(ctx, at, p) },
		func() error { return installNode(ctx, at, p) },
	); err != nil {
		return err
	}
	fetchEditor(ctx, at, p) // before pages are made, which name the assets of their build
	db, missing := startDynamoDB(ctx, at, p)
	if missing != nil {
		p.say("DynamoDB Local is left out: %v", missing)
	}
	defer db.stop()
	s := &stack{at: at, name: "test"}
	pages, err := os.MkdirTemp(at.local(), "pages-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(pages)
	var report report
	report.add(aloneTests(ctx, at, p, pages))
	report.add(historyTests(ctx, at, p))
	report.add(atOnceTests(ctx, at, p))
	report.add(unitTests(ctx, at, p, db, missing, pages))
	if err := s.renew(ctx, p, aDay); err != nil {
		report.add(result{name: "bringing up the test stack", failed: 1, remark: err.Error()})
	} else {
		report.add(flowTests(ctx, s, p, db))
		report.add(browserTests(ctx, s, p, browser, pages)...)
	}
	if err := s.clearAway(); err != nil {
		return err
	}
	return report.print(p)
}

// alone are packages in which nothing runs beside anything else, so that the
// race detector, under which they take twenty times as long, has nothing to find.
// Of pkg/web that is true but for the tests whose names end in AtOnce.
var alone = []string{"./infra/local/seed/past", "./pkg/audit", "./pkg/scan/...", "./pkg/service", "./pkg/web"}

// aloneTests are those packages' tests; pkg/web leaves its pages in the folder.
func aloneTests(ctx context.Context, at layout, p *progress, pages string) result {
	return goTest{
		name: "alone", dir: at.root(), env: append(awsEnv(""), "PAGES="+pages),
		args: append([]string{"-shuffle=on", "-timeout=10m"}, alone...),
	}.run(ctx, p)
}

// histories are the tests with this in their name: thousands of races against a
// model, which take minutes under the race detector. Others race the same acts
// under it.
const histories = "RacingHistories"

func historyTests(ctx context.Context, at layout, p *progress) result {
	return goTest{name: "histories", dir: at.root(), env: awsEnv(""), args: []string{"-timeout=10m", "-run=" + histories, "./pkg/onboarding"}}.run(ctx, p)
}

func atOnceTests(ctx context.Context, at layout, p *progress) result {
	return goTest{name: "pages at once", dir: at.root(), env: awsEnv(""), args: []string{"-race", "-timeout=10m", "-run=AtOnce", "./pkg/web"}}.run(ctx, p)
}

// besides are all packages but those.
func besides(ctx context.Context, at layout) ([]string, error) {
	list := func(patterns ...string) ([]string, error) {
		cmd := exec.CommandContext(ctx, "go", append([]string{"list"}, patterns...)...)
		cmd.Dir, cmd.Stderr = at.root(), os.Stderr
		out, err := cmd.Output()
		return strings.Fields(string(out)), err
	}
	all, err := list("./...")
	if err != nil {
		return nil, err
	}
	without, err := list(alone...)
	return slices.DeleteFunc(all, func(path string) bool { return slices.Contains(without, path) }), err
}

// unitTests are every other package's own, the store's contract on DynamoDB Local
// included unless that is missing. They leave the pages and mails they meet in
// the folder pages, for the browser tests.
func unitTests(ctx context.Context, at layout, p *progress, db dynamoDB, missing error, pages string) result {
	packages, err := besides(ctx, at)
	if err != nil {
		return result{name: "unit and contract", failed: 1, remark: err.Error()}
	}
	r := goTest{
		name: "unit and contract", dir: at.root(),
		env:  append(append(awsEnv(""), db.env()...), "PAGES="+pages),
		args: append([]string{"-race", "-shuffle=on", "-timeout=10m", "-skip=" + histories}, packages...),
	}.run(ctx, p)
	if missing != nil {
		r.remark = "the store's contract was not tried on DynamoDB Local: " + missing.Error()
	}
	return r
}

// flowTests are those with the build tag emulator. One package at a time: some
// of them restart the emulator that all of them share.
func flowTests(ctx context.Context, s *stack, p *progress, db dynamoDB) result {
	packages, err := tagged(s.at.root(), "//go:build emulator")
	if err != nil {
		return result{name: "flow", failed: 1, remark: err.Error()}
	}
	if len(packages) == 0 {
		return result{name: "flow", remark: "no test has the build tag emulator"}
	}
	return goTest{
		name: "flow on the emulator", dir: s.at.root(), env: append(s.environ(), db.env()...),
		args: append([]string{"-race", "-shuffle=on", "-count=1", "-p=1", "-timeout=15m", "-tags=emulator"}, packages...),
	}.run(ctx, p)
}

// tagged are the packages with a test file that begins with the constraint.
func tagged(root, constraint string) ([]string, error) {
	var packages []string
	for _, top := range []string{"pkg", "functions", "test"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil || !bytes.HasPrefix(text, []byte(constraint)) {
				return err
			}
			dir, err := filepath.Rel(root, filepath.Dir(path))
			packages = append(packages, "./"+filepath.ToSlash(dir))
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(packages)
	return slices.Compact(packages), nil
}

// A result is what one suite came to.
type result struct {
	name                    string
	passed, failed, skipped int
	took                    time.Duration
	fails, skips            []string // tests by name, skipped ones with their reason
	remark                  string   // what the summary says besides
}

// A report gathers the results of a run.
type report []result

func (r *report) add(results ...result) { *r = append(*r, results...) }

// print writes the summary, whose last line counts all suites together, and
// returns an error if anything failed or if nothing ran.
func (r report) print(p *progress) error {
	var total result
	fmt.Print("\nSummary\n")
	for _, suite := range r {
		fmt.Printf("  %-28s %5d passed %4d failed %4d skipped  %6.1fs\n",
			suite.name, suite.passed, suite.failed, suite.skipped, suite.took.Seconds())
		for _, fail := range suite.fails {
			fmt.Println("    failed:", fail)
		}
		for _, skip := range suite.skips {
			fmt.Println("    skipped:", skip)
		}
		if suite.remark != "" {
			fmt.Println("    note:", suite.remark)
		}
		total.passed += suite.passed
		total.failed += suite.failed
		total.skipped += suite.skipped
	}
	fmt.Printf("  %-28s %43.1fs\n\n", "all together", time.Since(p.begun).Seconds())
	fmt.Printf("%d passed, %d failed, %d skipped\n", total.passed, total.failed, total.skipped)
	if total.failed > 0 || total.passed == 0 {
		return errors.New("not every test passed")
	}
	return nil
}
