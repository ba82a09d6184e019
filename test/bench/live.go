package main

import (
	"context"
	"net/http"
	"slices"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
)

const looks, firstLooks = 40, 5

// Milliseconds for a warm page, seconds for a whole review.
const pageTime, reviewTime = 40, 15

// live prints what people wait for on the stack itself: pages over HTTP, and a
// review whose reviewers answer at once.
func (b *bench) live(ctx context.Context) error {
	s, err := b.scene(ctx)
	if err != nil {
		return err
	}
	heading("On the stack, as a browser sees it", "median ms / aim", "90 % within ms", "kB received")
	for _, v := range s.views() {
		if err := v.look(ctx); err != nil {
			return err
		}
	}
	heading("On the stack, once", "seconds / aim")
	line("登入：密碼與驗證碼", plain(s.officer.entered.Seconds(), 2))
	d, err := s.officer.draft(ctx)
	if err != nil {
		return err
	}
	begun := time.Now()
	number, id, err := s.officer.submit(ctx, (*visitor).there, d)
	if err != nil {
		return err
	}
	for i, who := range s.reviewers() {
		if err := b.untilStage(ctx, id, i+1); err != nil {
			return err
		}
		if err := who.decide(ctx, number, i+1); err != nil {
			return err
		}
	}
	if err := b.untilState(ctx, id, casefile.Approved); err != nil {
		return err
	}
	line("送出到審核通過", b.figure(time.Since(begun).Seconds(), reviewTime, 2))
	return nil
}

// look asks for a page again and again, and prints how long it took once it was
// warm.
func (v view) look(ctx context.Context) error {
	var took []time.Duration
	var r reply
	q := question{path: v.path}
	for range firstLooks + looks {
		begun := time.Now()
		var err error
		r, err = v.who.there(ctx, q)
		if err := orStatus(err, r, http.StatusOK, q); err != nil {
			return err
		}
		took = append(took, time.Since(begun))
	}
	took = took[firstLooks:]
	slices.Sort(took)
	line(v.name, v.who.b.figure(millis(took[looks/2]), pageTime, 1), plain(millis(took[looks*9/10]), 1), plain(float64(len(r.body))/1024, 1))
	return nil
}

// decide approves a stage over HTTP: the case, the confirmation, the decision.
func (v *visitor) decide(ctx context.Context, number string, order int) error {
	path, sent := "/cases/"+number, decision(order, chain.Approve)
	for _, step := range []struct {
		q      question
		status int
	}{
		{question{path: path}, http.StatusOK},
		{question{path + "/check", sent}, http.StatusOK},
		{question{path + "/decide", sent}, http.StatusSeeOther},
	} {
		r, err := v.there(ctx, step.q)
		if err := orStatus(err, r, step.status, step.q); err != nil {
			return err
		}
	}
	return nil
}
