package logging

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Event is what one request or task will say in its single line. It is safe
// for concurrent use.
type Event struct {
	log   *slog.Logger
	name  string
	now   func() time.Time
	start time.Time

	mu    sync.Mutex
	attrs []slog.Attr
}

type contextKey struct{}

// Start begins an event under a constant name ("request", "deliver") and puts
// it into the context, where Set finds it. Who starts it must End it.
func Start(ctx context.Context, log *slog.Logger, name string, now func() time.Time) (context.Context, *Event) {
	e := &Event{log: log, name: name, now: now, start: now()}
	return context.WithValue(ctx, contextKey{}, e), e
}

// Set notes a value on the context's event: an id, a word or a number, by the
// rules of the package comment. A later value replaces an earlier one of the
// same key. Without an event in the context it does nothing.
func Set(ctx context.Context, key string, value any) {
	e, ok := ctx.Value(contextKey{}).(*Event)
	if !ok {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for i := range e.attrs {
		if e.attrs[i].Key == key {
			e.attrs[i] = slog.Any(key, value)
			return
		}
	}
	e.attrs = append(e.attrs, slog.Any(key, value))
}

// End writes the line, with "ms" (milliseconds since Start) and "outcome":
//
//	ok       err is nil
//	refused  err is somebody's doing: input, permission, a lost race
//	failed   err is ours or a dependency's; written at level ERROR
func (e *Event) End(err error) {
	level, outcome := slog.LevelInfo, "ok"
	e.mu.Lock()
	attrs := append([]slog.Attr(nil), e.attrs...)
	e.mu.Unlock()
	if err != nil {
		outcome = "refused"
		code := fault.CodeOf(err)
		if code == fault.Internal || code == fault.Unavailable {
			level, outcome = slog.LevelError, "failed"
		}
		attrs = append(attrs, slog.Any("code", code), slog.Any("error", err))
	}
	ms := float64(e.now().Sub(e.start).Microseconds()) / 1000
	attrs = append(attrs, slog.String("outcome", outcome), slog.Float64("ms", ms))
	e.log.LogAttrs(context.Background(), level, e.name, attrs...)
}
