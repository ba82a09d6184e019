package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// run is the command of that name: `make run`.
func run(ctx context.Context, at layout, _ []string) (err error) {
	if err := need("python3", "make"); err != nil {
		return err
	}
	s := &stack{at: at, name: "run"}
	if err := os.MkdirAll(s.path(), 0o755); err != nil {
		return err
	}
	unlock, err := lock(s.path("lock"), false)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return fmt.Errorf("the portal is running already: its addresses stand in %s; end that `make run` first", s.accounts())
	}
	if err != nil {
		return err
	}
	defer unlock()
	if err := s.clearAway(); err != nil {
		return err
	}
	if s.ports, err = fixedPorts(); err != nil {
		return err
	}
	if err := s.ports.free(); err != nil {
		return err
	}

	p := newProgress()
	if err := install(ctx, at, p); err != nil {
		return err
	}
	defer func() {
		stopped := p.step("stopping emulator and mailbox", s.stop)
		err = errors.Join(err, stopped)
	}()
	if err := s.bringUp(ctx, p, aYear); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	if err := s.introduce(); err != nil {
		return err
	}
	return s.wait(ctx)
}

// clearAway stops what runs of the stack by what its file says: what a run that
// was killed has left behind, or an emulator that a test has restarted.
func (s *stack) clearAway() error {
	old, err := loadStack(s.at, s.name)
	if err != nil {
		return nil // nothing was ever started, or nothing that can be told
	}
	return old.stop()
}

// bringUp builds, starts, deploys and, where asked, fills the stack.
func (s *stack) bringUp(ctx context.Context, p *progress, with filling) error {
	if err := build(ctx, s.at, p); err != nil {
		return err
	}
	if err := s.start(ctx, p); err != nil {
		return err
	}
	if err := s.deploy(ctx, p); err != nil {
		return err
	}
	if with == nothing {
		return nil
	}
	return s.seed(ctx, p, with)
}

// filling is how much sample data a stack gets.
type filling string

const (
	nothing filling = ""
	aDay    filling = "sample data"          // people and what they have filed today: what tests need
	aYear   filling = "a year's sample data" // and a year before that, for who looks at the portal
)

// seed fills an empty table with the sample data, once.
func (s *stack) seed(ctx context.Context, p *progress, with filling) error {
	if _, err := os.Stat(s.accounts()); err == nil {
		return nil
	}
	return p.step("filling in "+string(with), func() error {
		log := s.path("logs", "seed.log")
		argv := []string{"go", "build", "-o", s.at.bin("seed"), "./infra/local/seed"}
		if err := (task{dir: s.at.root(), log: log, argv: argv}).run(ctx); err != nil {
			return err
		}
		argv = []string{s.at.bin("seed"), "-out", s.accounts()}
		if with == aYear {
			argv = append(argv, "-year")
		}
		return task{dir: s.at.root(), env: s.environ(), log: log, argv: argv}.run(ctx)
	})
}

// wait returns when the person ends the run, or with an error when a process
// ends by itself.
func (s *stack) wait(ctx context.Context) error {
	ended := make(chan process)
	for _, p := range s.processes {
		go func() {
			<-p.ended
			ended <- p
		}()
	}
	select {
	case <-ctx.Done():
		fmt.Println()
		return nil
	case p := <-ended:
		return fmt.Errorf("the %s ended by itself:\n%s", p.Name, tail(s.path("logs", p.Name+".log"), 15))
	}
}

// An account is a sample person as the seed writes them.
type account struct {
	Role     string `json:"role"`
	Account  string `json:"account"`
	Password string `json:"password"`
	TOTP     string `json:"totp_secret"` // base32, for an authenticator app or `make code`
	Email    string `json:"email"`
}

// A guide is .local/run.json: what a person or a script needs to sign in.
type guide struct {
	Portal   string    `json:"portal"`
	Mail     string    `json:"mail"`
	Accounts []account `json:"accounts"`
}

func readGuide(path string) (guide, error) {
	var g guide
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return g, errors.New("there are no sample accounts yet: `make run` makes them")
	}
	if err == nil {
		err = json.Unmarshal(text, &g)
	}
	return g, err
}

// introduce prints the addresses and who can sign in, and sets the guide's
// addresses right, which may have changed since the seed wrote it.
func (s *stack) introduce() error {
	g, err := readGuide(s.accounts())
	if err != nil {
		return err
	}
	g.Portal, g.Mail = s.portal(), s.mail()
	text, err := json.MarshalIndent(g, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(s.accounts(), append(text, '\n'), 0o600); err != nil {
		return err
	}
	fmt.Printf("\n  portal   %s\n  mailbox  %s\n\n", g.Portal, g.Mail)
	fmt.Printf("  %-10s %-14s %-14s %-34s %s\n", "role", "account", "password", "TOTP secret", "e-mail")
	for _, a := range g.Accounts {
		fmt.Printf("  %-10s %-14s %-14s %-34s %s\n", a.Role, a.Account, a.Password, a.TOTP, a.Email)
	}
	fmt.Println("\n  make code ACCOUNT=… prints an account's current code; Ctrl-C stops everything, the data stay.")
	return nil
}
