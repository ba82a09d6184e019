package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A process is a program that goes on in the background, as stack.json keeps it.
type process struct {
	Name string `json:"name"`
	PID  int    `json:"pid"`
	Mark string `json:"mark"` // occurs in its command line and in no other's

	ended chan struct{} // closed when it ends; nil if another run of this program started it
}

// launch starts a program in a process group of its own, so that Ctrl-C reaches
// this program alone, which then stops the others in order.
func launch(name, mark, log string, env []string, argv ...string) (process, error) {
	if err := os.MkdirAll(filepath.Dir(log), 0o755); err != nil {
		return process{}, err
	}
	out, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return process{}, err
	}
	defer out.Close()
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Env, cmd.Stdout, cmd.Stderr = env, out, out
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return process{}, fmt.Errorf("%s: %w", name, err)
	}
	p := process{Name: name, PID: cmd.Process.Pid, Mark: mark, ended: make(chan struct{})}
	go func() {
		_ = cmd.Wait() // how it ended stands in its log
		close(p.ended)
	}()
	return p, nil
}

// alive tells whether the process runs and is still the one that was started.
func (p process) alive() bool {
	if p.PID == 0 {
		return false
	}
	line, err := exec.Command("ps", "-o", "args=", "-p", strconv.Itoa(p.PID)).Output()
	return err == nil && strings.Contains(string(line), p.Mark)
}

// stop asks the process to end, which for the emulator includes writing down
// its state, and after half a minute ends it and its children by force.
func (p process) stop() error {
	if !p.alive() {
		return nil
	}
	if err := syscall.Kill(p.PID, syscall.SIGTERM); err != nil {
		return fmt.Errorf("stop %s: %w", p.Name, err)
	}
	for end := time.Now().Add(30 * time.Second); p.alive() && time.Now().Before(end); {
		time.Sleep(50 * time.Millisecond)
	}
	_ = syscall.Kill(-p.PID, syscall.SIGKILL) // there is mostly nobody left to receive it
	return nil
}
