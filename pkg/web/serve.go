package web

import (
	"context"
	"net/http"
	"runtime/debug"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// entry is what a request knows of its own log line.
type entry struct {
	id     string // shown on error pages
	cause  error  // of the answer, where that is a refusal or a failure
	actor  account.Actor
	caseID string // of the case it is about
}

type entryKey struct{}

// deadline is how long a request may take: less than the function's 15 seconds,
// so that the person gets our page and the log its line (trust 26).
const deadline = 13 * time.Second

// serve writes the log line, keeps the deadline and turns panics into answers.
func (s *Server) serve(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e := &entry{id: s.NewID()}
		ctx, event := logging.Start(context.WithValue(r.Context(), entryKey{}, e), s.Log, "request", s.Now)
		ctx, cancel := context.WithTimeout(ctx, deadline)
		defer cancel()
		r = r.WithContext(ctx)
		w.Header().Set("X-Request-Id", e.id)
		seen := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			if p := recover(); p != nil {
				s.fail(seen, r, &visit{}, fault.Newf(fault.Internal, "panic: %v\n%s", p, debug.Stack()))
			}
			logging.Set(ctx, "request", e.id)
			logging.Set(ctx, "method", r.Method)
			logging.Set(ctx, "route", r.Pattern)
			logging.Set(ctx, "status", seen.status)
			s.keepRefusal(r, e)
			event.End(e.cause)
		}()
		next.ServeHTTP(seen, r)
	})
}

// recordTime is how long the record of a refusal may take, which comes after
// the request's own deadline.
const recordTime = time.Second

// keepRefusal records an act that was refused (trust 7). Looking at something is
// no act, and leaves nothing behind (trust 5); of those the log has its line.
func (s *Server) keepRefusal(r *http.Request, e *entry) {
	if e.cause == nil || safe(r.Method) || r.Pattern == "/" {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), recordTime)
	defer cancel()
	act := r.Pattern
	if act == "" {
		act = r.Method + " (not let in)" // the guard's work
	}
	s.Portal.Refused(ctx, onboarding.Attempt{Act: act, Actor: e.actor, Source: visitOf(r).Source, CaseID: e.caseID}, e.cause)
}

func entryOf(r *http.Request) *entry {
	if e, ok := r.Context().Value(entryKey{}).(*entry); ok {
		return e
	}
	return &entry{}
}

// blame has the log say why the answer is what it is.
func blame(r *http.Request, cause error) { entryOf(r).cause = cause }

// noteActor has log and record say who acts and, where the route knows it, about
// which case.
func noteActor(r *http.Request, a account.Actor, caseID string) {
	e := entryOf(r)
	e.actor, e.caseID = a, caseID
	logging.Set(r.Context(), "actor", a.AccountID)
	logging.Set(r.Context(), "role", a.Role)
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
