package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/logging"
)

// recount notes on the account of each of a party's people how many stages wait
// for it, so that the menu shows it without a request of its own (F7). It counts
// what is there and adds nothing up: races and repeats make it wrong for no
// longer than until reconcile counts again.
func (s *Service) recount(ctx context.Context, partyID string) error {
	queue, more, err := s.Store.Queue(ctx, partyID, Page{Limit: account.CountedAtMost})
	if err != nil {
		return err
	}
	waiting, overdue := len(queue), 0
	if more != "" {
		waiting++
	}
	for _, stage := range queue {
		if s.Patience.Overdue(stage, s.Now()) {
			overdue++
		}
	}
	people, err := s.Store.People(ctx, partyID)
	if err != nil {
		return err
	}
	for _, p := range people {
		if p.Status != account.Active || p.Waiting == waiting && p.Overdue == overdue {
			continue
		}
		if err := s.Store.NoteWaiting(ctx, p.ID, waiting, overdue); err != nil {
			return err
		}
	}
	return nil
}

// recountLater is recount where something more important was done: a failure is
// left to reconcile.
func (s *Service) recountLater(ctx context.Context, partyID string) {
	if partyID == "" {
		return
	}
	if err := s.recount(ctx, partyID); err != nil {
		logging.Set(ctx, "uncounted", fault.CodeOf(err))
	}
}

// recountAll counts for every party there is.
func (s *Service) recountAll(ctx context.Context) error {
	parties, err := s.parties(ctx)
	if err != nil {
		return err
	}
	for _, id := range parties {
		if err := s.recount(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// parties are the organisations that review: the operation team, the ministry
// and every authority.
func (s *Service) parties(ctx context.Context) ([]string, error) {
	ids := []string{account.OpsID, account.ModaID}
	authorities, err := s.Store.Authorities(ctx)
	for _, o := range authorities {
		ids = append(ids, o.ID)
	}
	return ids, err
}
