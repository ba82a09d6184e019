package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

// nodeCount matches the lines in which Node's test runner sums up.
var nodeCount = regexp.MustCompile(`^ℹ (pass|fail|cancelled|skipped) (\d+)$`)

// browserTests are test/browser/*.test.mjs, run one file after another: they
// share the stack's sample people. The folder pages has what unit tests left.
func browserTests(ctx context.Context, s *stack, p *progress, browser, pages string) result {
	r := result{name: "browser"}
	dir := s.at.root("test")
	files, err := filepath.Glob(filepath.Join(dir, "browser", "*.test.mjs"))
	if err != nil || len(files) == 0 {
		r.remark = "there are none in test/browser"
		return r
	}
	begun := time.Now()
	err = p.step("testing: browser", func() error {
		args := append([]string{"--test", "--test-reporter=spec", "--test-concurrency=1"}, files...)
		cmd := exec.CommandContext(ctx, "node", args...)
		cmd.Dir, cmd.Env, cmd.Stderr = dir, append(s.environ(), "CHROMIUM="+browser, "PAGES="+pages), os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			return err
		}
		if err := cmd.Start(); err != nil {
			return err
		}
		r.countNode(out)
		return cmd.Wait()
	})
	r.took = time.Since(begun)
	if err != nil && r.failed == 0 {
		r.failed, r.remark = 1, err.Error()
	}
	return r
}

// countNode prints the runner's output and takes its sums out of it.
func (r *result) countNode(out io.Reader) {
	for lines := bufio.NewScanner(out); lines.Scan(); {
		fmt.Println(lines.Text())
		found := nodeCount.FindStringSubmatch(lines.Text())
		if found == nil {
			continue
		}
		n, err := strconv.Atoi(found[2])
		if err != nil {
			continue
		}
		switch found[1] {
		case "pass":
			r.passed += n
		case "fail", "cancelled":
			r.failed += n
		case "skipped":
			r.skipped += n
		}
	}
}
