package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/gateway"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

const warmUp, rounds = 50, 300

// Milliseconds of CPU that a page and a decision may take.
const pageCPU, decisionCPU = 4.5, 4

// cpu prints what a request costs this process from API Gateway's event to the
// response, with the SDK in between and answers from the tape; TLS comes on top
// in AWS. The first row is what every function pays that reads twice.
func (b *bench) cpu(ctx context.Context) error {
	s, err := b.scene(ctx)
	if err != nil {
		return err
	}
	defer b.tape.plays.Store(false)
	old := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(old)
	heading("One request in this process", "CPU ms / aim", "kB allocated", "allocations")
	bare := gateway.New("", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { b.readTwice(w, r, s) }))
	if err := b.measure(ctx, "（兩次讀取，沒有頁面）", bare, s.officer, http.StatusOK, pageCPU, func() question { return question{path: "/"} }); err != nil {
		return err
	}
	for _, v := range s.views() {
		q := question{path: v.path}
		if err := b.measure(ctx, v.name, b.handler(q), v.who, http.StatusOK, pageCPU, func() question { return q }); err != nil {
			return err
		}
	}
	return b.decisions(ctx, s)
}

// readTwice answers without a page.
func (b *bench) readTwice(w http.ResponseWriter, r *http.Request, s *scene) {
	if _, err := b.deps.Store.Account(r.Context(), s.officer.actor.AccountID); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if _, err := b.deps.Store.Dossier(r.Context(), s.id); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// decisions measures approvals of the first stage. On the tape are the reads of
// a decision that was refused, and a commit that worked; so every one of them
// finds the stage open.
func (b *bench) decisions(ctx context.Context, s *scene) error {
	byLink, err := s.byLink(s.id, 1)
	if err != nil {
		return err
	}
	for _, d := range []struct {
		name  string
		q     question
		field string // by which it is refused
	}{
		{"審核", question{"/cases/" + s.number + "/decide", decision(1, chain.Approve)}, onboarding.FieldAnswer},
		{"審核（連結）", byLink, onboarding.FieldCode},
	} {
		refused := question{d.q.path, cloned(d.q.form)}
		refused.form.Set(d.field, "000000")
		b.tape.plays.Store(false)
		r, err := s.bureau.here(ctx, refused)
		if err := orStatus(err, r, http.StatusUnprocessableEntity, refused); err != nil {
			return err
		}
		err = b.measure(ctx, d.name, b.handler(d.q), s.bureau, http.StatusSeeOther, decisionCPU, func() question {
			next := question{d.q.path, cloned(d.q.form)}
			next.form.Set("form-key", wiring.NewID())
			return next
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// measure prints a row. Pages are asked for twice before, for the tape: the
// second finds a session whose idle mark is fresh.
func (b *bench) measure(ctx context.Context, name string, h lambda.Handler, who *visitor, status int, aim float64, next func() question) error {
	events := make([][]byte, warmUp+rounds)
	for i := range events {
		var err error
		if events[i], err = who.event(next()); err != nil {
			return err
		}
	}
	want := []byte(`"statusCode":` + strconv.Itoa(status))
	once := func(event []byte) error {
		out, err := h.Invoke(ctx, event)
		if err == nil && !bytes.Contains(out, want) {
			err = fmt.Errorf("%s answers %.60s", name, out)
		}
		return err
	}
	b.tape.plays.Store(false)
	for i := 0; status == http.StatusOK && i < 2; i++ {
		if err := once(events[0]); err != nil {
			return err
		}
	}
	b.tape.plays.Store(true)
	for _, event := range events[:warmUp] {
		if err := once(event); err != nil {
			return err
		}
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begun := cpuTime()
	for _, event := range events[warmUp:] {
		if err := once(event); err != nil {
			return err
		}
	}
	spent := cpuTime() - begun
	runtime.ReadMemStats(&after)
	line(name, b.figure(millis(spent)/rounds, aim, 2), plain(float64(after.TotalAlloc-before.TotalAlloc)/rounds/1024, 0),
		plain(float64(after.Mallocs-before.Mallocs)/rounds, 0))
	return nil
}

// cpuTime is what this process has used, user and system together.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // fails only for an unknown argument
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
