package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

const starts = 15

// Milliseconds until a function asks for work, and MiB of its binary.
const startTime, binarySize = 30, 16

// start prints how long each function's process takes to its first request for
// work, the most memory it had until then, and the size of its binary, built as
// for AWS.
func (b *bench) start(ctx context.Context) error {
	folder, err := os.MkdirTemp("", "bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	mains, err := filepath.Glob("functions/*/main.go")
	if err != nil {
		return err
	}
	heading("Cold start of a function's process", "median ms / aim", "longest ms", "MiB resident", "binary MiB / aim")
	for _, main := range mains {
		name := filepath.Base(filepath.Dir(main))
		binary, err := build(ctx, name, filepath.Join(folder, name))
		if err != nil {
			return err
		}
		info, err := os.Stat(binary)
		if err != nil {
			return err
		}
		var took []time.Duration
		var resident float64
		for range starts {
			t, kB, err := b.once(ctx, binary)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			took, resident = append(took, t), max(resident, kB/1024)
		}
		slices.Sort(took)
		line(name, b.figure(millis(took[starts/2]), startTime, 1), plain(millis(took[starts-1]), 1), plain(resident, 1),
			b.figure(float64(info.Size())/(1<<20), binarySize, 1))
	}
	return nil
}

// build has a function built in a folder as sam build has it.
func build(ctx context.Context, name, folder string) (binary string, err error) {
	if err := os.Mkdir(folder, 0o755); err != nil {
		return "", err
	}
	target := "build-" + strings.ToUpper(name[:1]) + name[1:] + "Function"
	if out, err := exec.CommandContext(ctx, "make", "-s", target, "ARTIFACTS_DIR="+folder).CombinedOutput(); err != nil {
		return "", fmt.Errorf("make %s: %w: %s", target, err, out)
	}
	return filepath.Join(folder, "bootstrap"), nil
}

// once starts a function against a Lambda runtime and a Secrets Manager of our
// own, which answer at once, and stops it when it asks for work.
func (b *bench) once(ctx context.Context, binary string) (took time.Duration, kB float64, err error) {
	asked, ended := make(chan struct{}, 1), make(chan struct{})
	mux := http.NewServeMux()
	mux.HandleFunc("GET /2018-06-01/runtime/invocation/next", func(http.ResponseWriter, *http.Request) {
		asked <- struct{}{}
		<-ended
	})
	mux.HandleFunc("POST /", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		fmt.Fprintf(w, `{"SecretString":%q}`, strings.Repeat("k", 64))
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, 0, err
	}
	server := &http.Server{Handler: mux}
	go func() { _ = server.Serve(listener) }() // ends with Close
	defer server.Close()
	process := exec.CommandContext(ctx, binary)
	process.Env = append(os.Environ(), "AWS_LAMBDA_RUNTIME_API="+listener.Addr().String(), "AWS_ENDPOINT_URL=http://"+listener.Addr().String())
	process.Stderr = os.Stderr
	begun := time.Now()
	if err := process.Start(); err != nil {
		return 0, 0, err
	}
	defer func() {
		_ = process.Process.Kill() // nothing is left to kill where it ended by itself
		_ = process.Wait()         // killed on purpose
		close(ended)
	}()
	select {
	case <-asked:
		took = time.Since(begun)
	case <-time.After(10 * time.Second):
		return 0, 0, fmt.Errorf("it asks for no work")
	}
	return took, peak(process.Process.Pid), nil
}

var highWater = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// peak is the most memory a process had resident so far, in kB; 0 where the
// system does not tell.
func peak(pid int) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	found := highWater.FindSubmatch(text)
	if found == nil {
		return 0
	}
	kB, _ := strconv.ParseFloat(string(found[1]), 64) // digits by the expression
	return kB
}
