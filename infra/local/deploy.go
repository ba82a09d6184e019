package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"syscall"
)

// functionNames are those of template.yaml, which calls them <stack>-<name>.
var functionNames = []string{"portal", "action", "open", "conclude", "relay", "clock", "reconcile", "invite", "scan", "attest", "digest", "bounce"}

// sources are what a deployment depends on.
func sources(at layout) []string {
	return []string{
		at.root("functions"), at.root("pkg"), at.root("statemachines"),
		at.root("template.yaml"), at.root("go.mod"), at.root("go.sum"), at.root("Makefile"),
	}
}

// build has SAM build every function for this machine into .local/build. Two
// stacks that start at the same time take turns.
func build(ctx context.Context, at layout, p *progress) error {
	unlock, err := lock(at.local("build.lock"), true)
	if err != nil {
		return err
	}
	defer unlock()
	fetchEditor(ctx, at, p)
	return once(at.local("build.done"), sources(at), func() error {
		return p.step("building the functions", func() error {
			return task{
				dir: at.root(), env: append(awsEnv(""), "ARCH="+runtime.GOARCH),
				log: at.local("logs", "build.log"),
				argv: []string{
					at.python("sam"), "build", "--build-in-source", "--build-dir", at.local("build"),
					"--config-file", at.root("infra", "samconfig.toml"), "--config-env", "local",
					"--parameter-overrides", "Architecture=" + architecture(),
				},
			}.run(ctx)
		})
	})
}

// fetchEditor puts the editor of rich text where the build takes it from. Where
// npm or its registry is missing there is none, and pages have a plain field.
func fetchEditor(ctx context.Context, at layout, p *progress) {
	_ = p.step("fetching the editor of rich text", func() error { // its log says why not
		return task{dir: at.root(), log: at.local("logs", "editor.log"),
			argv: []string{"go", "run", "./infra/editor", at.root("pkg", "web", "kit", "assets", "js", "squire.js")}}.run(ctx)
	})
}

// architecture is this machine's in AWS's words.
func architecture() string {
	if runtime.GOARCH == "arm64" {
		return "arm64"
	}
	return "x86_64"
}

// lock takes an exclusive lock on a file; it ends with this process at the
// latest. Without wait, a lock that another process holds is an error.
func lock(path string, wait bool) (unlock func(), err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	how := syscall.LOCK_EX
	if !wait {
		how |= syscall.LOCK_NB
	}
	if err := syscall.Flock(int(file.Fd()), how); err != nil {
		file.Close()
		return nil, err
	}
	return func() { file.Close() }, nil
}

// deploy has SAM deploy what was built, unless the stack's emulator holds the
// very same already, and learns from it the names that AWS makes up.
func (s *stack) deploy(ctx context.Context, p *progress) error {
	overrides := s.parameters()
	if err := s.writeJSON("parameters.json", overrides); err != nil { // an input: another port deploys anew
		return err
	}
	stamp := s.path("deployed.done")
	if _, err := os.Stat(stamp); err == nil && s.learn(ctx) != nil {
		// The emulator writes its state down when it ends. It was killed before it ever did.
		if err := errors.Join(os.Remove(stamp), os.RemoveAll(s.accounts())); err != nil {
			return err
		}
	}
	return once(stamp, append(sources(s.at), s.path("parameters.json")), func() error {
		return p.step("deploying template.yaml to the emulator", func() error {
			err := task{
				dir: s.at.root(), env: awsEnv(s.endpoint()), log: s.path("logs", "deploy.log"),
				argv: append([]string{
					s.at.python("sam"), "deploy", "--template-file", s.at.local("build", "template.yaml"),
					"--config-file", s.at.root("infra", "samconfig.toml"), "--config-env", "local",
					"--stack-name", s.cloudName(), "--parameter-overrides",
				}, overrides...),
			}.run(ctx)
			if err != nil {
				return err
			}
			return s.learn(ctx)
		})
	})
}

// parameters are template.yaml's, as Name=value, in order.
func (s *stack) parameters() []string {
	return slices.Sorted(slices.Values([]string{
		"Environment=" + s.environment(),
		"Architecture=" + architecture(),
		"DomainName=portal.localhost",
		"CertificateArn=arn:aws:acm:" + region + ":000000000000:certificate/none",
		"PortalUrl=" + s.portal(),
		"MailDomain=portal.localhost",
		"MailSender=" + mailSender,
		"ServicePhone=" + servicePhone,
		"ServiceMail=" + serviceMail,
	}))
}

// learn asks CloudFormation for the stack's outputs and keeps them.
func (s *stack) learn(ctx context.Context) error {
	cmd := exec.CommandContext(ctx, s.at.python("sam"), "list", "stack-outputs",
		"--stack-name", s.cloudName(), "--output", "json")
	cmd.Env, cmd.Dir = awsEnv(s.endpoint()), s.at.root()
	text, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("sam list stack-outputs: %w", err)
	}
	var outputs []struct{ OutputKey, OutputValue string }
	if err := json.Unmarshal(text, &outputs); err != nil {
		return fmt.Errorf("sam list stack-outputs: %w", err)
	}
	s.outputs = make(map[string]string)
	for _, output := range outputs {
		s.outputs[output.OutputKey] = output.OutputValue
	}
	return s.save()
}
