package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// RemoveService deletes a service that was never live and of which nothing is
// under review (D10): its rules close, it is in no list any more, its history
// stays. A repeat is no error.
func (s *Service) RemoveService(ctx context.Context, a account.Actor, serviceID string) error {
	const op = "onboarding.RemoveService"
	return fault.Wrap(op, s.commit(ctx, func() (*change, error) {
		l, err := s.lifeOf(ctx, serviceID)
		if err == nil {
			err = account.May(a, account.Apply, serviceObject(l.Service))
		}
		if err != nil || l.Step == service.Deleted {
			return nil, err
		}
		c := s.begin(a)
		f := service.Facts{Now: c.now}
		if !l.Can(service.Removed, f) {
			return nil, fault.New(fault.Conflict, "曾經上線或有申請審核中的服務不能刪除；曾經上線的服務請申請下架，審核中的申請請先撤回。")
		}
		_, _, err = s.step(ctx, c, l, service.Removed, f, nil, casefile.Stage{ActorID: a.AccountID, Actor: a.Name})
		return c, err
	}))
}
