package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// restart gives a review a new attempt, whose execution catches up by replay.
// A review that meanwhile moved on by itself needs none; that is no error.
func (s *Service) restart(ctx context.Context, part string, r casefile.Review) error {
	next, err := r.Restart(s.Now())
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	if err != nil {
		return err
	}
	c := s.beginAs(part)
	c.putReview("review.restart", r, next, nil)
	c.start(next)
	if err := s.Store.Commit(ctx, c.Tx); err != nil && !fault.Is(err, fault.Conflict) {
		return err
	}
	return nil
}
