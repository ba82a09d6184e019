// Command local brings the portal up on this machine: an AWS emulator with a
// mailbox behind it, the real template.yaml deployed to it, and sample data.
// The Makefile calls it; `make help` lists what for.
//
// Everything it installs, builds and keeps lies below .local/, which git
// ignores:
//
//	python/, bin/, dynamodb/   tools, installed once per lock file
//	build/                     what SAM built, shared by all stacks
//	run/                       the stack of `make run`; its data survive
//	test/                      the stack of `make test`; made anew each time
//
// A stack is one emulator and one mailbox on ports of their own, so that
// several stand side by side. Its stack.json tells programs where it is.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// A command is one word after the program's name.
type command struct {
	name, args, help string
	do               func(context.Context, layout, []string) error
}

func commands() []command {
	return []command{
		{"run", "", "bring up the portal with its sample data and wait for Ctrl-C", run},
		{"reset", "", "forget the data of run", reset},
		{"code", "ACCOUNT", "print the account's current TOTP code", code},
		{"test", "", "run every test", test},
		{"screens", "", "make a picture of every page and mail", screens},
		{"up", "[-stack NAME] [-seed|-year]", "bring up an empty stack on free ports, in the background", up},
		{"restart", "[-stack NAME]", "stop its emulator and start it again with its state", restart},
		{"down", "[-stack NAME]", "stop a stack that up brought up, and forget its data", down},
		{"tools", "", "install what the other commands and make check need", tools},
	}
}

func main() {
	flag.Usage = usage
	flag.Parse()
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	signal.Ignore(syscall.SIGPIPE) // who reads along may leave: what was started is stopped all the same
	for _, c := range commands() {
		if c.name != flag.Arg(0) {
			continue
		}
		at, err := findLayout()
		if err == nil {
			err = c.do(ctx, at, flag.Args()[1:])
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "local:", err)
			os.Exit(1)
		}
		return
	}
	usage()
	os.Exit(2)
}

func usage() {
	fmt.Fprintln(os.Stderr, "usage: local COMMAND")
	for _, c := range commands() {
		fmt.Fprintf(os.Stderr, "  %-32s %s\n", c.name+" "+c.args, c.help)
	}
}
