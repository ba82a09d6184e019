package main

import (
	"bufio"
	"bytes"
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

// browserTests are test/browser/*.test.mjs, in two runs at once: those of the
// portal on the stack, file after file because they share its sample people, and
// those of what lies still: the pages that unit tests left in the folder pages,
// and the gallery. What the second has to say is printed when both are over.
func browserTests(ctx context.Context, s *stack, p *progress, browser, pages string) []result {
	onStack, still, err := browserFiles(s.at.root("test", "browser"))
	if err != nil {
		return []result{{name: "browser", failed: 1, remark: err.Error()}}
	}
	run := func(name string, files []string, out io.Writer) result {
		return nodeTest{
			name: name, dir: s.at.root("test"), files: files, out: out,
			env: append(s.environ(), "CHROMIUM="+browser, "PAGES="+pages),
		}.run(ctx, p)
	}
	var later bytes.Buffer
	aside := make(chan result)
	go func() { aside <- run("browser, pages", still, &later) }()
	results := []result{run("browser, portal", onStack, os.Stdout), <-aside}
	fmt.Print(later.String())
	return results
}

// browserFiles tells the test files that work on the stack from the others.
func browserFiles(dir string) (onStack, still []string, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.test.mjs"))
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("there is no browser test in %s", dir)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, nil, err
		}
		if bytes.Contains(text, []byte(`from "./stack.mjs"`)) {
			onStack = append(onStack, file)
		} else {
			still = append(still, file)
		}
	}
	return onStack, still, err
}

// A nodeTest is one call of Node's test runner, one file at a time.
type nodeTest struct {
	name, dir string
	files     []string
	env       []string
	out       io.Writer
}

func (t nodeTest) run(ctx context.Context, p *progress) result {
	r := result{name: t.name}
	begun := time.Now()
	err := p.step("testing: "+t.name, func() error {
		args := append([]string{"--test", "--test-reporter=spec", "--test-concurrency=1"}, t.files...)
		cmd := exec.CommandContext(ctx, "node", args...)
		cmd.Dir, cmd.Env, cmd.Stderr = t.dir, t.env, os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			return err
		}
		if err := cmd.Start(); err != nil {
			return err
		}
		r.countNode(io.TeeReader(out, t.out))
		return cmd.Wait()
	})
	r.took = time.Since(begun)
	if err != nil && r.failed == 0 {
		r.failed, r.remark = 1, err.Error()
	}
	return r
}

// countNode takes its sums out of the runner's output.
func (r *result) countNode(out io.Reader) {
	for lines := bufio.NewScanner(out); lines.Scan(); {
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
