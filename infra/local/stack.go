package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// What the local stacks show where a ministry's own would stand.
const (
	mailSender   = "no-reply@portal.localhost"
	servicePhone = "02-0000-0000"
	serviceMail  = "help@portal.localhost"
)

// A stack is one emulator, the mailbox that its SES delivers to, and what was
// deployed to it. Its folder .local/<name>/ holds its state, logs and stack.json.
type stack struct {
	at        layout
	name      string
	ports     ports
	processes []process
	outputs   map[string]string // of the CloudFormation stack
}

func (s *stack) path(names ...string) string {
	return s.at.local(append([]string{s.name}, names...)...)
}
func (s *stack) endpoint() string  { return fmt.Sprintf("http://127.0.0.1:%d", s.ports.Gateway) }
func (s *stack) mail() string      { return fmt.Sprintf("http://127.0.0.1:%d", s.ports.Mail) }
func (s *stack) cloudName() string { return "portal-" + s.name }

// portal is the address a browser opens. Chromium and curl resolve names below
// localhost by themselves; Go programs dial endpoint and keep the Host header.
func (s *stack) portal() string {
	return fmt.Sprintf("http://portal.localhost:%d/mydata-backend", s.ports.Gateway)
}

// environment is the setting of that name: people use the stack of `make run`.
func (s *stack) environment() string {
	if s.name == "run" {
		return "local"
	}
	return "test"
}

// start launches emulator and mailbox and waits until both answer.
func (s *stack) start(ctx context.Context, p *progress) error {
	return p.step("starting emulator and mailbox", func() error {
		if err := s.startEmulator(); err != nil {
			return err
		}
		mailbox, err := launch("mailbox", s.path(), s.path("logs", "mailbox.log"), os.Environ(),
			s.at.bin("mailpit"), "--disable-version-check", "--quiet", "--max", "0", // keep every mail
			"--database", s.path("mail.db"),
			"--listen", fmt.Sprintf("127.0.0.1:%d", s.ports.Mail), "--smtp", fmt.Sprintf("127.0.0.1:%d", s.ports.SMTP))
		if err != nil {
			return err
		}
		s.processes = append(s.processes, mailbox)
		if err := s.save(); err != nil {
			return err
		}
		return together(func() error { return s.await(ctx, "emulator") },
			func() error { return s.await(ctx, "mailbox") })
	})
}

// startEmulator launches MiniStack with this stack's state. Functions inherit
// AWS_ENDPOINT_URL from it.
func (s *stack) startEmulator() error {
	if err := os.MkdirAll(s.path("tmp"), 0o755); err != nil {
		return err
	}
	env := append(awsEnv(s.endpoint()),
		"AUTH=true",
		"PERSIST_STATE=1", "STATE_DIR="+s.path("state"),
		"S3_PERSIST=1", "S3_DATA_DIR="+s.path("objects"),
		fmt.Sprintf("GATEWAY_PORT=%d", s.ports.Gateway), "BIND_HOST=127.0.0.1",
		"MINISTACK_REGION="+region,
		fmt.Sprintf("SMTP_HOST=127.0.0.1:%d", s.ports.SMTP),
		"IOT_MTLS_ENABLED=0",
		"TMPDIR="+s.path("tmp"),
	)
	emulator, err := launch("emulator", s.path(), s.path("logs", "emulator.log"), env,
		s.at.python("python"), s.at.root("infra", "local", "emulator.py"), s.path())
	if err != nil {
		return err
	}
	s.processes = append(s.processes, emulator)
	return nil
}

// await polls until the named process answers over HTTP, for a minute at most.
func (s *stack) await(ctx context.Context, name string) error {
	url := map[string]string{
		"emulator": s.endpoint() + "/_ministack/ready",
		"mailbox":  s.mail() + "/readyz",
	}[name]
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		if answers(ctx, url) {
			return nil
		}
		for _, p := range s.processes {
			if p.Name == name && !p.alive() {
				return fmt.Errorf("the %s ended by itself:\n%s", name, tail(s.path("logs", name+".log"), 15))
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return fmt.Errorf("the %s did not answer within a minute; its log: %s", name, s.path("logs", name+".log"))
}

func answers(ctx context.Context, url string) bool {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	response.Body.Close()
	return response.StatusCode == http.StatusOK
}

// stop ends what start launched: the emulator first, which may still send mail.
func (s *stack) stop() error {
	for _, p := range s.processes {
		if err := p.stop(); err != nil {
			return err
		}
	}
	s.processes = nil
	return s.save()
}

// remove forgets everything the stack ever held.
func (s *stack) remove() error { return os.RemoveAll(s.path()) }

func (s *stack) writeJSON(name string, value any) error {
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	path := s.path(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o600)
}
