package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// ReportPolling notes what the platform's monitor, whose key k is, finds of a
// service (輪詢狀態), and returns the service. The same finding again changes
// nothing. A service that is not connected is Conflict.
func (s *Service) ReportPolling(ctx context.Context, k apikey.Key, serviceID string, found service.Poll) (sv service.Service, err error) {
	const op = "onboarding.ReportPolling"
	if k.Role != account.Ops || !k.May(apikey.ReportPolling) {
		return sv, fault.Wrap(op, fault.New(fault.Forbidden, "這把金鑰沒有「"+apikey.ReportPolling.Label()+"」的權限。"))
	}
	if found.Label() == "" {
		return sv, fault.Wrap(op, fault.New(fault.Invalid, "state 的值必須是 "+string(service.PollAnswers)+" 或 "+string(service.PollFails)+"。"))
	}
	err = s.commit(ctx, func() (*change, error) {
		before, _, err := s.Store.Service(ctx, serviceID)
		switch {
		case err != nil:
			return nil, err
		case before.Step == service.Deleted:
			return nil, fault.New(fault.NotFound, "")
		case before.ClientID == "" || before.Step == service.NoCandidate:
			return nil, fault.New(fault.Conflict, "這項服務目前沒有介接，不接受輪詢狀態。")
		}
		var changed bool
		if sv, changed = before.Polled(found, s.Now()); !changed {
			return nil, nil
		}
		c := s.beginByKey(k)
		c.putService("service.poll", before, sv)
		return c, nil
	})
	return sv, fault.Wrap(op, err)
}

// beginByKey starts a change by a key, which must not have been revoked when it
// is written.
func (s *Service) beginByKey(k apikey.Key) *change {
	c := s.change(audit.Actor{AccountID: k.ID, Role: audit.Key, Party: k.OrganisationID})
	c.Keys = append(c.Keys, k.ID)
	return c
}
