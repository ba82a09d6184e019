package logging_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

func lines(t testing.TB, b *bytes.Buffer) []map[string]any {
	t.Helper()
	var out []map[string]any
	for line := range strings.Lines(b.String()) {
		var m map[string]any
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		delete(m, "time")
		out = append(out, m)
	}
	return out
}

// clock goes on by a quarter of a second at every look.
func clock() func() time.Time {
	now := time.Date(2024, 4, 1, 0, 0, 0, 0, time.UTC)
	return func() time.Time {
		now = now.Add(250 * time.Millisecond)
		return now
	}
}

func TestOneRequestIsOneLine(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	log := logging.New(&b, slog.LevelInfo)
	cases := []struct {
		name string
		err  error
		want map[string]any
	}{
		{"done", nil, map[string]any{"level": "INFO", "outcome": "ok"}},
		{"a lost race", fault.New(fault.Conflict, "已由他人審核。"),
			map[string]any{"level": "INFO", "outcome": "refused", "code": "conflict", "error": "conflict"}},
		{"a dependency fails", fault.Wrap("store.Commit", fault.Newf(fault.Unavailable, "throttled")),
			map[string]any{"level": "ERROR", "outcome": "failed", "code": "unavailable", "error": "store.Commit: unavailable: unavailable: throttled"}},
		{"our mistake", errors.New("index out of range"),
			map[string]any{"level": "ERROR", "outcome": "failed", "code": "internal", "error": "index out of range"}},
	}
	for _, c := range cases {
		b.Reset()
		ctx, event := logging.Start(context.Background(), log, "request", clock())
		logging.Set(ctx, "route", "POST /cases/{number}")
		logging.Set(ctx, "status", 200)
		logging.Set(ctx, "status", 409)
		logging.Set(ctx, "actor", "k3vq6o2d5mz7y4x1c8b9n0a2se")
		event.End(c.err)
		c.want["event"], c.want["route"], c.want["status"], c.want["ms"] = "request", "POST /cases/{number}", 409.0, 250.0
		c.want["actor"] = "k3vq6o2d5mz7y4x1c8b9n0a2se"
		if diff := cmp.Diff([]map[string]any{c.want}, lines(t, &b)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestSetWithoutAnEventDoesNothing(t *testing.T) {
	t.Parallel()
	logging.Set(context.Background(), "actor", "somebody")
}

func TestAnEventMayBeFilledByManyAtOnce(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	ctx, event := logging.Start(context.Background(), logging.New(&b, slog.LevelInfo), "deliver", clock())
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() { logging.Set(ctx, fmt.Sprintf("item%d", i), i) })
	}
	wg.Wait()
	event.End(nil)
	if got := lines(t, &b); len(got) != 1 || len(got[0]) != 24 {
		t.Errorf("%v", got)
	}
}

func TestTheLevelIsKept(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	log := logging.New(&b, slog.LevelWarn)
	log.Info("request")
	log.Warn("review_stuck", "count", 2)
	if diff := cmp.Diff([]map[string]any{{"level": "WARN", "event": "review_stuck", "count": 2.0}}, lines(t, &b)); diff != "" {
		t.Error(diff)
	}
}

type role string

func TestValuesThatNameThingsAreWritten(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	log := logging.New(&b, slog.LevelInfo)
	for _, value := range []any{
		"k3vq6o2d5mz7y4x1c8b9n0a2se", "k3vq6o2d5mz7y4x1c8b9n0a2se-1-1-1", "7f3a9c1e-0b2d-4e5f-8a6b-1c2d3e4f5a6b", "B1130131001-5",
		"", "case.decide", "full-v1", "GET /a/{token}", "/", "authority", "TaskTimedOut", "Mozilla",
		"arn:aws:states:ap-northeast-1:123456789012:execution:full-v1:k3vq6o2d5mz7y4x1c8b9n0a2se-1-1-1",
		role("provider"), 42, true, nil, 1.5, fault.Conflict,
	} {
		b.Reset()
		log.Info("event", "value", value)
		if strings.Contains(b.String(), "redacted") {
			t.Errorf("%v is redacted", value)
		}
	}
}

func TestTrust30_PersonalDataAndSecretsStayOut(t *testing.T) {
	t.Parallel()
	planted := []string{
		"王小明", "陳 大文", "user@bank.com.tw", "02-23456789", "0912345678", "+886223456789", "A123456789", "AC01234567",
		"12345678", "287082", "203.0.113.9", "2001:db8::5", "臺北市中正區", "Abcd123!",
		"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "9f8Qw2Lr7Tz4Xc1Vb6Nm3Kp0Hj5Gd8SaYk3mRt7uWz1",
		"/a/AWszdnE2bzJkNW16N3k0eDFjOGI5bjBhMnNlAQIDGnA3cnIydzR0cTZ5OHUxaTNvNWE5czBkMmZnBK6x9LEG3q2",
		"AQCAAAAAKgAAAAMAAAAAAAAAAb1v/2h+Zm9vYmFyYmF6==", "body with spaces",
	}
	var b bytes.Buffer
	log := logging.New(&b, slog.LevelDebug)
	type form struct{ Name string }
	for _, p := range planted {
		log.Info(p, "value", p, "typed", role(p), "list", []string{p}, "map", map[string]string{"k": p}, "struct", form{p},
			"bytes", []byte(p), "secret", secret.NewText(p), slog.Group("group", "inner", p))
		ctx, event := logging.Start(context.Background(), log, "request", clock())
		logging.Set(ctx, "value", p)
		event.End(nil)
	}
	for _, p := range planted {
		if strings.Contains(b.String(), p) {
			t.Errorf("%q came out", p)
		}
	}
}

func TestTrust30_AnErrorsTextIsScrubbed(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, text, want string }{
		{"a mail address", `send to <user.name@bank.com.tw>: refused`, `send to <[redacted]>: refused`},
		{"a name", "account 王小明 is locked", "account [redacted] is locked"},
		{"a telephone number", "phone 02-23456789 is taken", "phone [redacted] is taken"},
		{"a mobile number", "phone=0912345678", "phone=[redacted]"},
		{"a national id", "name A123456789", "name [redacted]"},
		{"a one-time code", "code 287082", "code [redacted]"},
		{"a task token", "token AQCAAAAAKgAAAAMAAAAAAAAAAb1v2hZm9vYmFyYmF6QQ== gone", "token [redacted] gone"},
		{"an SDK error", "operation error DynamoDB: TransactWriteItems, https response error StatusCode: 400, RequestID: 7f3a9c1e-0b2d-4e5f-8a6b-1c2d3e4f5a6b, TransactionCanceledException",
			"operation error DynamoDB: TransactWriteItems, https response error StatusCode: 400, RequestID: 7f3a9c1e-0b2d-4e5f-8a6b-1c2d3e4f5a6b, TransactionCanceledException"},
		{"an id", "case k3vq6o2d5mz7y4x1c8b9n0a2se: not_found", "case k3vq6o2d5mz7y4x1c8b9n0a2se: not_found"},
		{"a case number", "case B1130131001-5: conflict", "case B1130131001-5: conflict"},
	}
	var b bytes.Buffer
	log := logging.New(&b, slog.LevelInfo)
	for _, c := range cases {
		b.Reset()
		log.Info("event", "error", errors.New(c.text))
		if got := lines(t, &b)[0]["error"]; got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}
