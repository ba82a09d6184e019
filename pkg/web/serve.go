package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// entry is the one log line of a request, filled in on its way: ids and codes,
// no names, no addresses, no bodies (trust 30).
type entry struct {
	id      string
	actor   string
	role    account.Role
	code    fault.Code
	cause   error
	pattern string
}

type entryKey struct{}

// deadline is how long a request may take: below the gateway's 29 seconds, so
// that the person gets our page (trust 26).
const deadline = 20 * time.Second

// serve writes the log line, keeps the deadline and turns panics into answers.
func (s *Server) serve(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := s.Now()
		e := &entry{id: s.NewID()}
		ctx, cancel := context.WithTimeout(context.WithValue(r.Context(), entryKey{}, e), deadline)
		defer cancel()
		r = r.WithContext(ctx)
		w.Header().Set("X-Request-Id", e.id)
		seen := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			if p := recover(); p != nil {
				e.cause = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
				s.fail(seen, r, &visit{}, fault.Newf(fault.Internal, "panic"))
			}
			s.log(r, e, seen.status, s.Now().Sub(started))
		}()
		next.ServeHTTP(seen, r)
	})
}

func (s *Server) log(r *http.Request, e *entry, status int, took time.Duration) {
	level := slog.LevelInfo
	if status >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	attrs := []slog.Attr{slog.String("event", "request"), slog.String("id", e.id), slog.String("method", r.Method),
		slog.String("route", e.pattern), slog.Int("status", status), slog.Duration("took", took)}
	if e.actor != "" {
		attrs = append(attrs, slog.String("actor", e.actor), slog.String("role", string(e.role)))
	}
	if e.code != "" {
		attrs = append(attrs, slog.String("code", string(e.code)))
	}
	if e.cause != nil {
		attrs = append(attrs, slog.String("cause", e.cause.Error()))
	}
	s.Log.LogAttrs(r.Context(), level, "request", attrs...)
}

func entryOf(r *http.Request) *entry {
	if e, ok := r.Context().Value(entryKey{}).(*entry); ok {
		return e
	}
	return &entry{}
}

func noteActor(r *http.Request, a account.Actor) {
	e := entryOf(r)
	e.actor, e.role = a.AccountID, a.Role
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

// WriteHeader remembers the status for the log.
func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}
