package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// A goTest is one call of go test, whose lines are counted while they are printed.
type goTest struct {
	name, dir string
	env       []string
	args      []string
}

// An event is a line of go test -json; see go doc test2json.
type event struct {
	Action, Package, Test, Output, ImportPath string
	Elapsed                                   float64
}

// run prints a line for each package, and all that a failed test had to say.
func (t goTest) run(ctx context.Context, p *progress) result {
	r := result{name: t.name}
	begun := time.Now()
	err := p.step("testing: "+t.name, func() error {
		cmd := exec.CommandContext(ctx, "go", append([]string{"test", "-json"}, t.args...)...)
		cmd.Dir, cmd.Env, cmd.Stderr = t.dir, t.env, os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			return err
		}
		if err := cmd.Start(); err != nil {
			return err
		}
		output := make(map[string]string) // what each unfinished test has printed
		lines := bufio.NewScanner(out)
		lines.Buffer(nil, 16<<20)
		for lines.Scan() {
			var e event
			if json.Unmarshal(lines.Bytes(), &e) != nil {
				fmt.Println(lines.Text())
				continue
			}
			r.take(e, output)
		}
		return cmd.Wait()
	})
	r.took = time.Since(begun)
	if err != nil && r.failed == 0 {
		r.failed, r.remark = 1, err.Error()
	}
	return r
}

// take counts one event and prints what of it is worth reading.
func (r *result) take(e event, output map[string]string) {
	key := e.Package + " " + e.Test
	switch e.Action {
	case "build-output":
		fmt.Print(e.Output)
	case "output":
		output[key] += e.Output
	case "pass", "fail", "skip":
		if e.Test == "" {
			r.takePackage(e, output[key])
		} else {
			r.takeTest(e, output[key])
		}
		delete(output, key)
	}
}

func (r *result) takePackage(e event, output string) {
	name := shortName(e.Package)
	switch e.Action {
	case "pass":
		fmt.Printf("ok    %-32s %6.1fs\n", name, e.Elapsed)
	case "fail":
		fmt.Printf("FAIL  %-32s %6.1fs\n%s", name, e.Elapsed, output)
		if !slices.ContainsFunc(r.fails, func(fail string) bool { return strings.HasPrefix(fail, name+" ") }) {
			r.fail(name + " (did not build, or ended in a panic)")
		}
	}
}

func (r *result) takeTest(e event, output string) {
	switch e.Action {
	case "pass":
		r.passed++
	case "fail":
		r.fail(shortName(e.Package) + " " + e.Test)
		fmt.Print(output)
	case "skip":
		r.skipped++
		lines := strings.Split(strings.TrimSpace(output), "\n")
		r.skips = append(r.skips, e.Test+": "+strings.TrimSpace(lines[max(0, len(lines)-2)]))
	}
}

func (r *result) fail(name string) {
	r.failed++
	r.fails = append(r.fails, name)
}

func shortName(pkg string) string { return strings.TrimPrefix(pkg, "mydata.nat.gov.tw/portal/") }
