package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"runtime"
	"syscall"
	"time"

	"mydata.nat.gov.tw/portal/pkg/wiring"
)

const warmUp, rounds = 30, 300

// cpu prints what a page costs this process: handler, templates and SDK, with
// the table's answers played from a tape.
func (b *bench) cpu(ctx context.Context) error {
	s, err := b.scene(ctx)
	if err != nil {
		return err
	}
	rows := s.pageRows()
	for i := range rows {
		rows[i].aims[0] = 4.5
		for range 2 { // once with the catalogue, once without
			rows[i].who.ask(ctx, rows[i].path, nil)
		}
	}
	rows = append(rows, row{"審核", s.bureau, "/cases/" + s.number + "/decide", approval(1), [2]float64{4}})
	if err := b.rehearse(ctx, rows[len(rows)-1], s); err != nil {
		return err
	}
	b.tape.play(true)
	defer b.tape.play(false)
	old := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(old)
	fmt.Print("\nOne request in this process\n")
	table("", "CPU ms", "aim", "kB allocated", "allocations")
	for _, r := range rows {
		ms, bytes, allocations, err := measure(ctx, r)
		if err != nil {
			return err
		}
		table(r.name, num(ms), num(r.aims[0]), num(bytes/1024), num(allocations))
	}
	return nil
}

// rehearse puts the reads of a decision on the tape, and a write that worked.
func (b *bench) rehearse(ctx context.Context, decision row, s scene) error {
	refused := url.Values{}
	for k, v := range decision.form {
		refused[k] = v
	}
	refused.Set("answer", "")
	decision.who.ask(ctx, decision.path, refused)
	other, err := s.officer.draft(ctx)
	if err != nil {
		return err
	}
	_, _, err = s.officer.submit(ctx, other)
	return err
}

func measure(ctx context.Context, r row) (ms, bytes, allocations float64, err error) {
	once := func() error {
		form := r.form
		if form != nil {
			form.Set("form-key", wiring.NewID())
		}
		if w := r.who.ask(ctx, r.path, form); w.Code >= http.StatusBadRequest {
			return fmt.Errorf("%s answers %d", r.path, w.Code)
		}
		return nil
	}
	for range warmUp {
		if err := once(); err != nil {
			return 0, 0, 0, err
		}
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begun := cpuTime()
	for range rounds {
		if err := once(); err != nil {
			return 0, 0, 0, err
		}
	}
	spent := cpuTime() - begun
	runtime.ReadMemStats(&after)
	return float64(spent) / float64(rounds) / float64(time.Millisecond), float64(after.TotalAlloc-before.TotalAlloc) / rounds,
		float64(after.Mallocs-before.Mallocs) / rounds, nil
}

// cpuTime is what this process has used, user and system together.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // fails only for an unknown argument
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
