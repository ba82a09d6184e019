package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// need says in one sentence for each what is missing of the programs named.
func need(programs ...string) error {
	how := map[string]string{
		"python3": "Python 3.11 or newer runs the emulator and the SAM CLI",
		"node":    "Node.js 20 or newer runs the browser tests",
		"npm":     "npm installs the browser tests' libraries",
		"make":    "the SAM CLI builds the functions with it",
	}
	var errs []error
	for _, program := range programs {
		if _, err := exec.LookPath(program); err != nil {
			errs = append(errs, fmt.Errorf("%s is not installed: %s", program, how[program]))
		}
	}
	return errors.Join(errs...)
}

// chromium finds the browser, or has it installed.
func chromium(ctx context.Context, at layout, p *progress) (string, error) {
	if path := os.Getenv("CHROMIUM"); path != "" {
		return path, nil
	}
	names := []string{"chromium", "chromium-browser", "google-chrome"}
	if path := firstOf(names); path != "" {
		return path, nil
	}
	if err := aptGet(ctx, at, p, "installing Chromium and a Chinese font with apt-get", "chromium", "fonts-noto-cjk"); err != nil {
		return "", err
	}
	if path := firstOf(names); path != "" {
		return path, nil
	}
	return "", errors.New("no Chromium is installed, which the browser tests need: install the package chromium, or set CHROMIUM to the browser's path")
}

// nftables finds the tool that pkg/firewall's files are checked by, or has it
// installed. Only Linux has it.
func nftables(ctx context.Context, at layout, p *progress) error {
	names := []string{"nft", "/usr/sbin/nft"}
	if runtime.GOOS != "linux" || firstOf(names) != "" {
		return nil
	}
	if err := aptGet(ctx, at, p, "installing nftables with apt-get", "nftables"); err != nil {
		return err
	}
	if firstOf(names) == "" {
		return errors.New("nft is not installed, which the firewall's files are checked by: install the package nftables")
	}
	return nil
}

// aptGet installs packages where that is possible without asking anybody, and
// does nothing elsewhere.
func aptGet(ctx context.Context, at layout, p *progress, what string, packages ...string) error {
	if firstOf([]string{"apt-get"}) == "" || os.Geteuid() != 0 {
		return nil
	}
	return p.step(what, func() error {
		command := "apt-get update && apt-get install -y --no-install-recommends " + strings.Join(packages, " ")
		return task{log: at.local("logs", "apt.log"), argv: []string{"sh", "-c", command}}.run(ctx)
	})
}

func firstOf(programs []string) string {
	for _, program := range programs {
		if path, err := exec.LookPath(program); err == nil {
			return path
		}
	}
	return ""
}

// ports are the three a stack listens on, all on 127.0.0.1.
type ports struct {
	Gateway int `json:"gateway"` // the emulator: every AWS service and the portal
	Mail    int `json:"mail"`    // the mailbox's pages and its HTTP API
	SMTP    int `json:"smtp"`    // where the emulator's SES hands mail in
}

// fixedPorts are those of `make run`; the variables' names are make's.
func fixedPorts() (ports, error) {
	var errs []error
	from := func(name string, otherwise int) int {
		text := os.Getenv(name)
		if text == "" {
			return otherwise
		}
		port, err := strconv.Atoi(text)
		if err != nil || port < 1 || port > 65535 {
			errs = append(errs, fmt.Errorf("%s=%s is not a port", name, text))
		}
		return port
	}
	p := ports{from("PORT", 4566), from("MAIL_PORT", 8025), from("SMTP_PORT", 1025)}
	return p, errors.Join(errs...)
}

// freePorts are three nobody listens on at this moment.
func freePorts() (ports, error) {
	var numbers [3]int
	for i := range numbers {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return ports{}, err
		}
		defer l.Close()
		numbers[i] = l.Addr().(*net.TCPAddr).Port
	}
	return ports{numbers[0], numbers[1], numbers[2]}, nil
}

// free says which of the ports are taken and how to choose others.
func (p ports) free() error {
	var errs []error
	for _, port := range []struct {
		variable, of string
		number       int
	}{{"PORT", "portal", p.Gateway}, {"MAIL_PORT", "mailbox", p.Mail}, {"SMTP_PORT", "incoming mail", p.SMTP}} {
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port.number)))
		if err != nil {
			errs = append(errs, fmt.Errorf("port %d (%s) is in use by another program: stop that, or choose another with %s=%d",
				port.number, port.of, port.variable, port.number+1))
			continue
		}
		if err := l.Close(); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// listens tells whether anything accepts connections on the port.
func listens(port int) bool {
	conn, err := net.DialTimeout("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), time.Second)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}
