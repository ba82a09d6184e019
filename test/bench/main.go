// Command bench prints what the portal costs, each figure beside its aim. It
// tests nothing, since times depend on the machine; bounds that are counts are
// held by tests (pkg/web, TestNoRequestExceedsItsBudget).
//
//	calls     DynamoDB requests and units per page and per decision
//	cpu       CPU time and allocations per page and per decision in this process
//	start     cold start, memory and size of each function
//	live      a warm page and a whole review, over HTTP on the stack
//
// It brings up a stack of its own and takes it down after, or measures on one
// that is there: -stack run is that of make run, where it leaves a few
// applications behind. Words behind the flags choose among the parts.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
)

// part is one benchmark. A new one is a file of its own and a line here.
type part struct {
	name string
	do   func(*bench, context.Context) error
}

var parts = []part{{"calls", (*bench).calls}, {"cpu", (*bench).cpu}, {"start", (*bench).start}, {"live", (*bench).live}}

func main() {
	stack := flag.String("stack", "", "name of a stack that is up, run or one of make up; without it one is made")
	plays := flag.Bool("play", false, "answer in the table's place, for the process that started this one")
	flag.Parse()
	if *plays {
		if err := play(); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	if err := run(ctx, *stack, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// local is the command behind make run; make bench has built it.
const local = ".local/bin/local"

func run(ctx context.Context, stack string, chosen []string) (err error) {
	for _, name := range chosen {
		if !slices.ContainsFunc(parts, func(p part) bool { return p.name == name }) {
			return fmt.Errorf("there is no part %q", name)
		}
	}
	if stack == "" {
		stack = "bench"
		defer func() { err = cmp.Or(err, command(local, "down", "-stack", stack)) }()
		if err := command(local, "up", "-stack", stack, "-seed"); err != nil {
			return err
		}
	}
	b, err := open(filepath.Join(".local", stack, "stack.json"))
	if err != nil {
		return err
	}
	for _, p := range parts {
		if len(chosen) > 0 && !slices.Contains(chosen, p.name) {
			continue
		}
		if err := p.do(b, ctx); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	fmt.Printf("\n%d figures miss their aim; a ! stands beside each.\n", b.missed)
	return nil
}

func command(name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}
