package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/notice"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// beginMaintenance tells the organisation and ops that a maintenance window
// begins, and sets the clock for the next one (D11). The state itself is computed.
// Those that are over by now are passed over, and of a service that does not serve
// nobody is told.
func (s *Service) beginMaintenance(ctx context.Context, sv service.Service, due Due) error {
	if due.Epoch != sv.UpkeepEpoch {
		return s.Store.DropDue(ctx, due)
	}
	c := s.beginAs("clock")
	next := sv
	next.Version++
	c.putService("service.maintenance", sv, next)
	c.Deletes = append(c.Deletes, due)
	c.nextMaintenance(next, c.now)
	if sv.StateAt(c.now) == service.Maintenance {
		if err := s.tellMaintenance(ctx, c, sv); err != nil {
			return err
		}
	}
	return s.Store.Commit(ctx, c.Tx)
}

func (s *Service) tellMaintenance(ctx context.Context, c *change, sv service.Service) error {
	about, err := s.serving(ctx, sv)
	if err != nil {
		return err
	}
	w, span, _ := sv.Maintained(c.now)
	n := notice.Maintained{Case: about, Begins: span.Start, Ends: span.End, Plan: w.String()}
	if err := s.mailStaff(ctx, c, sv.OrganisationID, n); err != nil {
		return err
	}
	return s.mailStaff(ctx, c, account.OpsID, n)
}

// serving is the case that mails about a service as a whole name: that of what is
// live, whatever change may be under way beside it.
func (s *Service) serving(ctx context.Context, sv service.Service) (notice.Case, error) {
	id := sv.CaseID
	if sv.Live > 0 {
		id = sv.LiveCase
	}
	d, err := s.Store.Dossier(ctx, id)
	about := standingCase(d.Case, sv)
	if sv.Live > 0 {
		about.Area = casefile.ProductionArea
	}
	return about, err
}
