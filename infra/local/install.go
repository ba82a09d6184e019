package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// tools is the command of that name.
func tools(ctx context.Context, at layout, _ []string) error {
	if err := need("python3", "make"); err != nil {
		return err
	}
	return install(ctx, at, newProgress())
}

// install brings what every stack needs into .local/, and does nothing while
// the files that pin it are the same as the last time.
func install(ctx context.Context, at layout, p *progress) error {
	return together(
		func() error { return installPython(ctx, at, p) },
		func() error { return installGo(ctx, at, p) },
	)
}

func installPython(ctx context.Context, at layout, p *progress) error {
	lock := at.root("infra", "local", "requirements.txt")
	return once(at.local("python.done"), []string{lock}, func() error {
		return p.step("installing the emulator and the SAM CLI from PyPI", func() error {
			if err := os.RemoveAll(at.local("python")); err != nil {
				return err
			}
			log := at.local("logs", "python.log")
			if err := (task{log: log, argv: []string{"python3", "-m", "venv", at.local("python")}}).run(ctx); err != nil {
				return fmt.Errorf("%w\n(on Debian the package python3-venv brings what is missing)", err)
			}
			return task{log: log, argv: []string{
				at.python("pip"), "install", "--require-hashes", "--no-deps", "--disable-pip-version-check", "-r", lock,
			}}.run(ctx)
		})
	})
}

func installGo(ctx context.Context, at layout, p *progress) error {
	dir := at.root("infra", "local", "tools")
	pins := []string{filepath.Join(dir, "go.mod"), filepath.Join(dir, "go.sum")}
	return once(at.local("tools.done"), pins, func() error {
		return p.step("building the mailbox and the linter", func() error {
			return task{
				dir: dir, env: append(os.Environ(), "GOBIN="+at.local("bin")),
				log: at.local("logs", "tools.log"), argv: []string{"go", "install", "tool"},
			}.run(ctx)
		})
	})
}

// installNode brings the browser tests' libraries by their lock file.
func installNode(ctx context.Context, at layout, p *progress) error {
	dir := at.root("test")
	return once(at.local("node.done"), []string{filepath.Join(dir, "package-lock.json")}, func() error {
		return p.step("installing the browser tests' libraries from npm", func() error {
			return task{dir: dir, log: at.local("logs", "npm.log"), argv: []string{
				"npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts",
			}}.run(ctx)
		})
	})
}

// once does something unless the stamp says that it was done for these very
// inputs: files, or folders with all that lies in them but tests.
func once(stamp string, inputs []string, do func() error) error {
	sum, err := digest(inputs)
	if err != nil {
		return err
	}
	if old, err := os.ReadFile(stamp); err == nil && string(old) == sum {
		return nil
	}
	if err := os.Remove(stamp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(stamp), 0o755); err != nil {
		return err
	}
	return os.WriteFile(stamp, []byte(sum), 0o644)
}

// digest is the SHA-256 of the names and contents of inputs, in hexadecimal.
func digest(inputs []string) (string, error) {
	sum := sha256.New()
	for _, input := range slices.Sorted(slices.Values(inputs)) {
		err := filepath.WalkDir(input, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			fmt.Fprintf(sum, "%s\x00%d\x00", path, len(text))
			sum.Write(text)
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
