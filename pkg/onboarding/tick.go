package onboarding

import (
	"context"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

const (
	dueAtOnce = 50
	dueTries  = 8 // then a due item is set aside for a person to look at
)

// Tick does everything that is due, oldest first, until nothing is left or ctx
// nears its end, and says how many items it dealt with. Nothing is missed
// however long the clock stood still. An item that fails is put off and does
// not hold up the others; the last failure is returned for the log.
func (s *Service) Tick(ctx context.Context) (done int, err error) {
	const op = "onboarding.Tick"
	var failed error
	for ctx.Err() == nil {
		list, err := s.Store.DueBefore(ctx, s.Now(), dueAtOnce)
		if err != nil {
			return done, fault.Wrap(op, err)
		}
		for _, due := range list {
			if err := s.do(ctx, due); err != nil {
				failed = fault.Wrap(op+" "+string(due.Kind)+" "+due.ID, err)
				if err := s.putOff(ctx, due); err != nil {
					return done, fault.Wrap(op, err)
				}
			}
			done++
		}
		if len(list) == 0 { // what is done may have made something else due
			break
		}
	}
	return done, failed
}

func (s *Service) putOff(ctx context.Context, due Due) error {
	tries := due.Tries + 1
	return s.Store.DeferDue(ctx, due, s.Now().Add(time.Duration(tries)*time.Minute), tries >= dueTries)
}
