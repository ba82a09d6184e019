package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

// Enrol registers an organisation, as ops has confirmed it, with its people, the
// officer first. It returns the organisation's id.
func (s *Service) Enrol(ctx context.Context, org account.Organisation, people ...account.Account) (string, error) {
	const op = "onboarding.Enrol"
	c := s.change(audit.Actor{Role: "system", Party: "enrol"})
	org.ID, org.Created, org.Version = s.NewID(), c.now, 1
	c.found(org)
	for i, p := range people {
		p.OrganisationID, p.OrganisationName = org.ID, org.Name
		p, err := c.addAccount(p)
		if err != nil {
			return "", fault.Wrap(op, err)
		}
		if i == 0 {
			c.putOffice("office.found", account.Office{}, account.Office{OrganisationID: org.ID, AccountID: p.ID, Version: 1})
		}
	}
	return org.ID, fault.Wrap(op, s.Store.Commit(ctx, c.Tx))
}

// SetPassword gives an account a new password and ends its sessions and links,
// for seeds and tests; people set theirs by Reset and ChangePassword. A password
// against the rules of A4 and trust 11 is Invalid.
func (s *Service) SetPassword(ctx context.Context, accountID, password string) error {
	const op = "onboarding.SetPassword"
	if faults := passwordFaults(password); len(faults) > 0 {
		return fault.Wrap(op, fault.InvalidFields(faults))
	}
	return fault.Wrap(op, s.changeAccount(ctx, accountID, "account.password", func(a *account.Account) {
		a.PasswordHash = s.Passwords.Hash(password)
		a.Epoch++
	}))
}

// BindFactor binds an authenticator to an account, which ends its sessions and
// links, for seeds and tests; people bind theirs by Bind.
func (s *Service) BindFactor(ctx context.Context, accountID string, factor secret.TOTP) error {
	return fault.Wrap("onboarding.BindFactor", s.changeAccount(ctx, accountID, "account.bind", func(a *account.Account) {
		*a = s.withFactor(*a, factor, 0, s.Now())
	}))
}

func (s *Service) changeAccount(ctx context.Context, id, act string, edit func(*account.Account)) error {
	a, err := s.Store.Account(ctx, id)
	if err != nil {
		return err
	}
	c := s.change(audit.Actor{AccountID: a.ID, Role: string(a.Role), Party: a.OrganisationID})
	next := a
	edit(&next)
	next.Version++
	c.putAccount(act, a, next)
	return s.Store.Commit(ctx, c.Tx)
}
