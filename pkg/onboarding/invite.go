package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
)

// Invitation names a person of the operation team or the ministry, whose
// accounts nobody registers themselves.
type Invitation struct {
	Role  account.Role `json:"role"` // ops or moda
	Login string       `json:"login"`
	Name  string       `json:"name"`
	Phone string       `json:"phone"`
	Mail  string       `json:"mail"`
}

// Invite makes the account of a person of ops or moda and has the invitation
// mailed. The account opens nothing until its password is set and an
// authenticator is bound. It returns the account's id; a login or address that
// exists is Conflict.
func (s *Service) Invite(ctx context.Context, in Invitation) (string, error) {
	const op = "onboarding.Invite"
	org, ok := teams[in.Role]
	if !ok {
		return "", fault.Wrap(op, fault.New(fault.Invalid, "只能邀請維運團隊與數位發展部的人員。"))
	}
	if err := s.foundTeam(ctx, org); err != nil {
		return "", fault.Wrap(op, err)
	}
	a := account.Account{OrganisationID: org.ID, OrganisationName: org.Name, Role: in.Role, Login: in.Login, Name: in.Name, Phone: in.Phone, Mail: in.Mail}
	c := s.change(audit.Actor{Role: "system", Party: "invite"})
	a, err := c.addAccount(a)
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	if err := c.mail(a.ID, notice.Invitation{Role: a.Role, Login: a.Login, Person: a.Name}); err != nil {
		return "", fault.Wrap(op, err)
	}
	return a.ID, fault.Wrap(op, s.Store.Commit(ctx, c.Tx))
}

// teams are the organisations of those who are invited.
var teams = map[account.Role]account.Organisation{
	account.Ops:  {ID: account.OpsID, Name: "MyData 平臺維運團隊", ShortName: "維運團隊", Kind: account.NonPublic},
	account.Moda: {ID: account.ModaID, Name: "數位發展部", ShortName: "數位發展部", Kind: account.Public},
}

// foundTeam makes one of them unless it exists.
func (s *Service) foundTeam(ctx context.Context, org account.Organisation) error {
	_, err := s.Store.Organisation(ctx, org.ID)
	if !fault.Is(err, fault.NotFound) {
		return err
	}
	c := s.beginAs("invite")
	org.Created, org.Version = c.now, 1
	c.found(org)
	if err := s.Store.Commit(ctx, c.Tx); err != nil && !fault.Is(err, fault.Conflict) {
		return err
	}
	return nil
}

// addAccount puts a new account with its claims. What breaks a rule of A2 or A4
// is Invalid.
func (c *change) addAccount(a account.Account) (account.Account, error) {
	d, faults := account.DetailsOf(a).Check(false)
	if len(faults) > 0 {
		return a, fault.InvalidFields(faults)
	}
	a = d.Into(a)
	a.ID, a.Status, a.Epoch, a.Created, a.Version = c.newID(), account.Active, 1, c.now, 1
	c.putAccount("account.create", account.Account{}, a)
	c.claimNames(d, a.ID)
	return a, nil
}
