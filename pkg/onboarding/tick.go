package onboarding

import (
	"context"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/service"
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
		if len(list) < dueAtOnce {
			break
		}
	}
	return done, failed
}

func (s *Service) putOff(ctx context.Context, due Due) error {
	tries := due.Tries + 1
	return s.Store.DeferDue(ctx, due, s.Now().Add(time.Duration(tries)*time.Minute), tries >= dueTries)
}

func (s *Service) do(ctx context.Context, due Due) error {
	sv, _, err := s.Store.Service(ctx, due.ID)
	if fault.Is(err, fault.NotFound) {
		return s.Store.DropDue(ctx, due)
	}
	if err != nil {
		return err
	}
	if due.Kind == WindowEnds {
		return s.endWindow(ctx, sv, due)
	}
	if days := due.Kind.daysLeft(); days > 0 {
		return s.remind(ctx, sv, due, days)
	}
	return fault.Newf(fault.Internal, "due kind %q", due.Kind)
}

// endWindow closes a test window (D2). The firewall is closed by then already:
// its rules carry their end.
func (s *Service) endWindow(ctx context.Context, sv service.Service, due Due) error {
	next, changed := sv.WindowEnded(due.Epoch)
	if !changed {
		return s.Store.DropDue(ctx, due)
	}
	c := s.beginAs("clock")
	c.putService("service.window-end", sv, next)
	c.Deletes = append(c.Deletes, due)
	if err := s.mailWindow(ctx, c, next, 0); err != nil {
		return err
	}
	return s.Store.Commit(ctx, c.Tx)
}

// remind tells the applicant that the window ends in so many days. A reminder
// that comes too late for its window is dropped.
func (s *Service) remind(ctx context.Context, sv service.Service, due Due, days int) error {
	if sv.Step != service.Testing || sv.Window.Epoch != due.Epoch || !s.Now().Before(sv.Window.Closes()) {
		return s.Store.DropDue(ctx, due)
	}
	c := s.beginAs("clock")
	next := sv
	next.Version++
	c.putService("service.remind", sv, next)
	c.Deletes = append(c.Deletes, due)
	if err := s.mailWindow(ctx, c, next, days); err != nil {
		return err
	}
	return s.Store.Commit(ctx, c.Tx)
}
