package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// A progress prints one line when a step begins, one every fifteen seconds
// while it goes on, and one when it has ended. Steps may overlap.
type progress struct {
	begun time.Time
	mu    sync.Mutex
}

func newProgress() *progress { return &progress{begun: time.Now()} }

func (p *progress) say(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Printf("%5.0fs  %s\n", time.Since(p.begun).Seconds(), fmt.Sprintf(format, args...))
}

// step runs do under a name that reads as what is being done.
func (p *progress) step(name string, do func() error) error {
	p.say("%s …", name)
	begun := time.Now()
	done := make(chan struct{})
	defer close(done)
	go func() {
		for tick := time.NewTicker(15 * time.Second); ; {
			select {
			case <-done:
				tick.Stop()
				return
			case <-tick.C:
				p.say("%s: still going after %.0fs", name, time.Since(begun).Seconds())
			}
		}
	}()
	if err := do(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	p.say("%s: done in %.1fs", name, time.Since(begun).Seconds())
	return nil
}

// together runs all of them at once and returns every error there was.
func together(dos ...func() error) error {
	errs := make([]error, len(dos))
	var wait sync.WaitGroup
	for i, do := range dos {
		wait.Go(func() { errs[i] = do() })
	}
	wait.Wait()
	return errors.Join(errs...)
}

// A task is a program that is run to its end with its output in a file.
type task struct {
	dir  string   // working directory
	env  []string // nil for this process's own
	log  string   // path of the file; truncated first
	argv []string
}

// run returns an error with the last lines of the output when the program fails.
func (t task) run(ctx context.Context) error {
	if err := os.MkdirAll(filepath.Dir(t.log), 0o755); err != nil {
		return err
	}
	log, err := os.Create(t.log)
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.CommandContext(ctx, t.argv[0], t.argv[1:]...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = t.dir, t.env, log, log
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("%s: %w\n%s\nall of it: %s", filepath.Base(t.argv[0]), err, tail(t.log, 25), t.log)
	}
	return nil
}

// tail is the last n lines of a file, or as much as can be read of it.
func tail(path string, n int) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(string(bytes.TrimSpace(text)), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}
