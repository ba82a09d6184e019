package onboarding

import (
	"context"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// When something counts as stuck.
const (
	owedAfter    = 2 * time.Minute
	overdueAfter = 15 * time.Second
	healAtOnce   = 100
)

// Healed counts what one Reconcile mended.
type Healed struct {
	Restarted int           // reviews given a new attempt
	Woken     int           // events brought to relay again
	Oldest    time.Duration // how long the oldest review has waited for its machine
}

// Reconcile gives every review whose machine owes a step for too long a new
// attempt, and every event that is overdue a new time, which brings it to relay
// by the stream. Then it counts anew what waits for every party. It tells nobody
// itself.
func (s *Service) Reconcile(ctx context.Context) (Healed, error) {
	const op = "onboarding.Reconcile"
	var healed Healed
	now := s.Now()
	reviews, err := s.Store.Owed(ctx, now.Add(-owedAfter), healAtOnce)
	if err != nil {
		return healed, fault.Wrap(op, err)
	}
	for _, row := range reviews {
		healed.Oldest = max(healed.Oldest, now.Sub(row.Next))
		d, err := s.Store.Dossier(ctx, row.CaseID) // the index may lag
		if err != nil {
			return healed, fault.Wrap(op, err)
		}
		r, ok := d.Review(row.Seq)
		if !ok || r.Next.IsZero() || now.Sub(r.Next) < owedAfter {
			continue
		}
		if err := s.restart(ctx, "reconcile", r); err != nil {
			return healed, fault.Wrap(op, err)
		}
		healed.Restarted++
	}
	events, err := s.Store.Overdue(ctx, now.Add(-overdueAfter), healAtOnce)
	if err != nil {
		return healed, fault.Wrap(op, err)
	}
	for _, e := range events {
		if err := s.Store.Defer(ctx, e.ID, now); err != nil {
			return healed, fault.Wrap(op, err)
		}
		healed.Woken++
	}
	return healed, fault.Wrap(op, s.recountAll(ctx))
}
