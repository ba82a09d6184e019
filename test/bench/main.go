// Command bench prints what the portal costs, each figure beside its aim. It
// tests nothing: times depend on the machine, and only tests gate.
//
//	calls     DynamoDB requests and units per page and per decision, by meter
//	cpu       CPU time and allocations per page, with the SDK and canned answers
//	start     cold start, memory and size of each function's binary
//	live      a warm page as a browser sees it, and a whole review
//
// It brings up a stack of its own, unless PORTAL_STACK names one, and stops it
// after. Arguments choose among the four; all of them run without any.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

func main() {
	flag.Parse()
	if err := run(context.Background(), flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// local is the command behind make run; make bench has built it.
const local = ".local/bin/local"

func run(ctx context.Context, chosen []string) (err error) {
	if os.Getenv("PORTAL_STACK") == "" {
		if err := command(local, "up", "-stack", "bench", "-seed"); err != nil {
			return err
		}
		defer func() {
			if down := command(local, "down", "-stack", "bench"); err == nil {
				err = down
			}
		}()
		path, err := filepath.Abs(".local/bench/stack.json")
		if err != nil {
			return err
		}
		if err := os.Setenv("PORTAL_STACK", path); err != nil {
			return err
		}
	}
	b, err := open()
	if err != nil {
		return err
	}
	for _, part := range []struct {
		name string
		do   func(context.Context) error
	}{{"calls", b.calls}, {"cpu", b.cpu}, {"start", b.start}, {"live", b.live}} {
		if len(chosen) > 0 && !slices.Contains(chosen, part.name) {
			continue
		}
		if err := part.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return nil
}

func command(name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}
