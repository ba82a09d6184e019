package main

import (
	"context"
	"fmt"
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
)

// Units that a page may read, a decision may read and write.
const mostRead, mostWritten = 4, 20

// calls prints requests and units, counted by meter on the stack's own table.
func (b *bench) calls(ctx context.Context) error {
	s, err := b.scene(ctx)
	if err != nil {
		return err
	}
	heading("DynamoDB per page and per decision", "requests / aim", "read units / aim", "write units / aim")
	for _, v := range s.views() {
		q := question{path: v.path}
		if _, err := v.who.here(ctx, q); err != nil { // a session's idle mark is set once a minute
			return err
		}
		if err := v.who.count(ctx, v.name, q, http.StatusOK, v.requests, 0); err != nil {
			return err
		}
	}
	number, id, err := b.filed(ctx, s.officer)
	if err != nil {
		return err
	}
	for i, who := range s.reviewers() {
		order := i + 1
		if err := b.untilStage(ctx, id, order); err != nil {
			return err
		}
		q, name := question{"/cases/" + number + "/decide", decision(order, chain.Approve)}, fmt.Sprintf("第 %d 關審核", order)
		if order == 2 {
			name += "（連結）"
			if q, err = s.byLink(id, order); err != nil {
				return err
			}
		}
		if err := who.count(ctx, name, q, http.StatusSeeOther, 3, mostWritten); err != nil {
			return err
		}
	}
	return nil
}

// byLink is the approval of a stage by action link, with a fresh code.
func (s *scene) byLink(id string, order int) (question, error) {
	sent := decision(order, chain.Approve)
	code, err := s.reviewers()[order-1].code()
	sent.Set(onboarding.FieldCode, code)
	return question{s.link(id, order), sent}, err
}

// count asks once and prints what it took.
func (v *visitor) count(ctx context.Context, name string, q question, status int, requests, written float64) error {
	ctx, m := meter.With(ctx)
	r, err := v.here(ctx, q)
	if err := orStatus(err, r, status, q); err != nil {
		return err
	}
	u := m.Total()
	line(name, v.b.figure(float64(u.Requests), requests, 0), v.b.figure(u.Read, mostRead, 1), v.b.figure(u.Write, written, 0))
	return nil
}
