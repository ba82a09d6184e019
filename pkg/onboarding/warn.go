package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
)

// warn tells the account's person and the officer of an act that an attacker
// would also begin with.
func (s *Service) warn(ctx context.Context, c *change, a account.Account, act notice.SecurityAct) error {
	n := notice.SecurityNotice{Act: act, Person: a.Name, Login: a.Login, At: c.now}
	if err := c.mail(a.ID, n); err != nil {
		return err
	}
	office, err := s.Store.Office(ctx, a.OrganisationID)
	switch {
	case fault.Is(err, fault.NotFound), err == nil && office.AccountID == a.ID:
		return nil // the operation team and the ministry have no officer
	case err != nil:
		return err
	}
	return c.mail(office.AccountID, n)
}
