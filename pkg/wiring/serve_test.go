package wiring

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/lambdacontext"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// serve calls handle as Lambda would and returns the one line it logged.
func serve(t *testing.T, ctx context.Context, handle Handler[int, int]) (out int, line map[string]any, err error) {
	t.Helper()
	var log bytes.Buffer
	out, err = logged(Function{Log: logging.New(&log, 0)}, "task", handle)(ctx, 1)
	if strings.Count(log.String(), "\n") != 1 {
		t.Fatalf("want one line of log, got %q", log.String())
	}
	if err := json.Unmarshal(log.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	return out, line, err
}

func TestEveryInvocationWritesOneLine(t *testing.T) {
	t.Parallel()
	ctx := lambdacontext.NewContext(t.Context(), &lambdacontext.LambdaContext{AwsRequestID: "8a9f7c1e-0b1d-4c55-9d6e-2f1f5b7a9c10"})
	out, line, err := serve(t, ctx, func(ctx context.Context, in int) (int, error) {
		NoteRun(ctx, onboarding.Run{CaseID: "k3vq5wnd2b7xjuhfa4ytg6me5i", Review: 1, Round: 2, Attempt: 3})
		return in + 1, nil
	})
	if out != 2 || err != nil {
		t.Errorf("got %d, %v", out, err)
	}
	for key, want := range map[string]any{"event": "task", "outcome": "ok", "request": "8a9f7c1e-0b1d-4c55-9d6e-2f1f5b7a9c10",
		"case": "k3vq5wnd2b7xjuhfa4ytg6me5i", "review": 1.0, "round": 2.0, "attempt": 3.0} {
		if line[key] != want {
			t.Errorf("%s = %v, want %v", key, line[key], want)
		}
	}
}

func TestTrust30_AFailureTellsItsCallerTheCodeAlone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		handle Handler[int, int]
		code   fault.Code
	}{
		"a fault": {func(context.Context, int) (int, error) {
			return 0, &fault.Error{Code: fault.Unavailable, Message: "王大明", Err: errors.New("officer@bank.example")}
		}, fault.Unavailable},
		"a foreign error": {func(context.Context, int) (int, error) { return 0, errors.New("officer@bank.example") }, fault.Internal},
		"a panic":         {func(context.Context, int) (int, error) { panic("officer@bank.example") }, fault.Internal},
	} {
		t.Run(name, func(t *testing.T) {
			_, line, err := serve(t, t.Context(), c.handle)
			var failure *Failure
			if !errors.As(err, &failure) || err.Error() != string(c.code) {
				t.Errorf("caller learns %v", err)
			}
			if line["outcome"] != "failed" || line["code"] != string(c.code) {
				t.Errorf("line: %v", line)
			}
			if strings.Contains(line["error"].(string), "officer@") {
				t.Errorf("the log names somebody: %v", line)
			}
		})
	}
}

func TestTrust26_WorkEndsBeforeItsInvocation(t *testing.T) {
	t.Parallel()
	end := time.Now().Add(time.Minute)
	ctx, cancel := context.WithDeadline(t.Context(), end)
	defer cancel()
	_, _, err := serve(t, ctx, func(ctx context.Context, _ int) (int, error) {
		if got, ok := ctx.Deadline(); !ok || !got.Equal(end.Add(-margin)) {
			t.Errorf("deadline %v, want %v before %v", got, margin, end)
		}
		return 0, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
