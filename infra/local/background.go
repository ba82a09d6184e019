package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
)

// backgroundFlags are those of up, restart and down.
func backgroundFlags(at layout, args []string) (s *stack, with filling, err error) {
	flags := flag.NewFlagSet("local", flag.ContinueOnError)
	name := flags.String("stack", "test", "name of the stack; its folder is .local/NAME")
	seed := flags.Bool("seed", false, "fill in the sample data (up)")
	year := flags.Bool("year", false, "fill in a year's sample data (up)")
	if err := flags.Parse(args); err != nil {
		return nil, nothing, err
	}
	if *name == "run" {
		return nil, nothing, errors.New("the stack \"run\" belongs to `make run`")
	}
	if *seed {
		with = aDay
	}
	if *year {
		with = aYear
	}
	return &stack{at: at, name: *name}, with, nil
}

// up is the command of that name. It replaces a stack of the same name.
func up(ctx context.Context, at layout, args []string) error {
	s, with, err := backgroundFlags(at, args)
	if err != nil {
		return err
	}
	p := newProgress()
	if err := s.renew(ctx, p, with); err != nil {
		return errors.Join(err, s.stop())
	}
	fmt.Println(s.path("stack.json"))
	return nil
}

// renew brings up a stack that holds nothing, on ports nobody uses.
func (s *stack) renew(ctx context.Context, p *progress, with filling) error {
	if err := need("python3", "make"); err != nil {
		return err
	}
	if err := s.clearAway(); err != nil {
		return err
	}
	if err := s.remove(); err != nil {
		return err
	}
	var err error
	if s.ports, err = freePorts(); err != nil {
		return err
	}
	if err := install(ctx, s.at, p); err != nil {
		return err
	}
	return s.bringUp(ctx, p, with)
}

// restart is the command of that name. State is written down before the
// emulator ends; executions that were running are lost, as its users want.
func restart(ctx context.Context, at layout, args []string) error {
	asked, _, err := backgroundFlags(at, args)
	if err != nil {
		return err
	}
	s, err := loadStack(at, asked.name)
	if err != nil {
		return err
	}
	var others []process
	for _, p := range s.processes {
		if p.Name != "emulator" {
			others = append(others, p)
		} else if err := p.stop(); err != nil {
			return err
		}
	}
	s.processes = others
	if err := s.startEmulator(); err != nil {
		return err
	}
	if err := s.save(); err != nil {
		return err
	}
	return s.await(ctx, "emulator")
}

// down is the command of that name.
func down(_ context.Context, at layout, args []string) error {
	asked, _, err := backgroundFlags(at, args)
	if err != nil {
		return err
	}
	s, err := loadStack(at, asked.name)
	if err != nil {
		return err
	}
	return errors.Join(s.stop(), s.remove())
}

// reset is the command of that name: `make reset`.
func reset(_ context.Context, at layout, _ []string) error {
	s := &stack{at: at, name: "run"}
	if err := os.MkdirAll(s.path(), 0o755); err != nil {
		return err
	}
	unlock, err := lock(s.path("lock"), false)
	if err != nil {
		return errors.New("the portal is running: end that `make run` first")
	}
	defer unlock()
	if err := s.clearAway(); err != nil {
		return err
	}
	if err := os.RemoveAll(s.accounts()); err != nil {
		return err
	}
	return s.remove()
}
