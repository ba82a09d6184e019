package onboarding

import (
	"context"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
)

// The outcomes of the cases an officer asks for. While such a case is open, the
// accounts and names it is about are marked or reserved for it, so that nothing
// else can have changed them.

// accountForm is the paper of an account case.
func (s *Service) accountForm(ctx context.Context, d *casefile.Dossier) (casefile.AccountForm, error) {
	body, err := s.Store.Submission(ctx, d.Case.ID, 1, 1)
	if err != nil {
		return casefile.AccountForm{}, err
	}
	if body.Account == nil {
		return casefile.AccountForm{}, fault.Newf(fault.Internal, "case %s has no account form", d.Case.ID)
	}
	return *body.Account, nil
}

// about loads the paper and the account it is about.
func (s *Service) about(ctx context.Context, d *casefile.Dossier) (casefile.AccountForm, account.Account, error) {
	form, err := s.accountForm(ctx, d)
	if err != nil {
		return form, account.Account{}, err
	}
	a, err := s.Store.Account(ctx, form.AccountID)
	return form, a, err
}

func (s *Service) approveSub(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	_, a, err := s.about(ctx, d)
	if err != nil {
		return err
	}
	next := a
	next.Status = account.Active
	c.replace("account.approve", a, next)
	if err := c.mail(a.ID, welcome(next, d.Case)); err != nil {
		return err
	}
	return c.mailDecided(d, r, d.Case.Applicant.AccountID)
}

func (s *Service) undoSub(ctx context.Context, c *change, d *casefile.Dossier, _ casefile.Review) error {
	_, a, err := s.about(ctx, d)
	if err != nil {
		return err
	}
	c.remove("account.refuse", a)
	return nil
}

func (s *Service) approveEdit(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	form, a, err := s.about(ctx, d)
	if err != nil {
		return err
	}
	c.rename(a, *form.After, d.Case.ID)
	next := form.After.Into(a)
	next.CaseID = ""
	c.replace("account.edit", a, next)
	if err := c.warnMoved(a, next); err != nil {
		return err
	}
	return c.mailDecided(d, r, d.Case.Applicant.AccountID, a.ID)
}

// warnMoved tells both addresses of an account that one has replaced the other.
func (c *change) warnMoved(before, after account.Account) error {
	if before.Mail == after.Mail {
		return nil
	}
	changed := notice.SecurityNotice{Person: after.Name, Login: after.Login, Act: notice.AddressChanged, At: c.now}
	if err := c.mailTo(before.Mail, changed); err != nil {
		return err
	}
	return c.mail(after.ID, changed)
}

// undoEdit frees what an edit or a removal had marked and reserved.
func (s *Service) undoEdit(ctx context.Context, c *change, d *casefile.Dossier, _ casefile.Review) error {
	form, a, err := s.about(ctx, d)
	if err != nil {
		return err
	}
	c.unmark(a, form, d.Case.ID)
	return nil
}

func (s *Service) approveDelete(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	_, a, err := s.about(ctx, d)
	if err != nil {
		return err
	}
	c.remove("account.remove", a)
	if err := c.mailGone(d, r, a.Mail); err != nil {
		return err
	}
	return c.mailDecided(d, r, d.Case.Applicant.AccountID)
}

// approveOfficer puts the new officer into office and removes the old one, whose
// sessions and links end with it, in one transaction (A12).
func (s *Service) approveOfficer(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	form, a, err := s.about(ctx, d)
	if err != nil {
		return err
	}
	leaving, err := s.Store.Account(ctx, form.LeavingID)
	if err != nil {
		return err
	}
	office, err := s.Store.Office(ctx, d.Case.OrganisationID)
	if err != nil {
		return err
	}
	if office.AccountID != leaving.ID || office.CaseID != d.Case.ID {
		return fault.Newf(fault.Internal, "case %s is not the open change of officer", d.Case.ID)
	}
	next := form.After.Into(a)
	next.Status, next.Role, next.CaseID = account.Active, form.Role, ""
	if form.Before != nil {
		c.rename(a, *form.After, d.Case.ID)
		next.Epoch++ // a new role ends its sessions (trust 16)
		if err := c.warnMoved(a, next); err != nil {
			return err
		}
	}
	c.replace("account.officer", a, next)
	c.remove("account.leave", leaving)
	c.handOver(office, next.ID)
	if form.Before == nil {
		err = c.mail(next.ID, welcome(next, d.Case))
	} else {
		err = c.mailDecided(d, r, next.ID)
	}
	if err != nil {
		return err
	}
	return c.mailGone(d, r, leaving.Mail)
}

func (s *Service) undoOfficer(ctx context.Context, c *change, d *casefile.Dossier, _ casefile.Review) error {
	form, a, err := s.about(ctx, d)
	if err != nil {
		return err
	}
	leaving, err := s.Store.Account(ctx, form.LeavingID)
	if err != nil {
		return err
	}
	office, err := s.Store.Office(ctx, d.Case.OrganisationID)
	if err != nil {
		return err
	}
	if form.Before == nil {
		c.remove("account.refuse", a)
	} else {
		c.unmark(a, form, d.Case.ID)
	}
	c.unmark(leaving, casefile.AccountForm{}, d.Case.ID)
	c.handOver(office, office.AccountID)
	return nil
}

// handOver puts somebody into office; the open change of officer is over.
func (c *change) handOver(office account.Office, accountID string) {
	next := office
	next.AccountID, next.CaseID = accountID, ""
	next.Version++
	c.putOffice("office.change", office, next)
}

// approveRebind takes the lost authenticator away (A15). The next sign-in binds
// another; until then nothing is open, and every session has ended.
func (s *Service) approveRebind(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	_, a, err := s.about(ctx, d)
	if err != nil {
		return err
	}
	if a.Status == account.Removed {
		return nil
	}
	next := a
	next.FactorSealed, next.FactorSince, next.FactorStep = nil, time.Time{}, 0
	next.Epoch++
	c.replace("account.unbind", a, next)
	office, err := s.Store.Office(ctx, a.OrganisationID)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	return c.mailDecided(d, r, a.ID, office.AccountID)
}

// remove ends an account and frees its names. Its keyring is emptied: nothing is
// left that a password or a code could be tried on.
func (c *change) remove(act string, a account.Account) {
	c.freeNames(account.DetailsOf(a), a.ID)
	c.replace(act, a, a.Remove())
	c.Puts = append(c.Puts, account.Keyring{AccountID: a.ID})
}

// unmark lets other cases be about the account again.
func (c *change) unmark(a account.Account, form casefile.AccountForm, caseID string) {
	if form.Before != nil && form.After != nil {
		c.release(*form.Before, *form.After, caseID)
	}
	next := a
	next.CaseID = ""
	c.replace("account.unmark", a, next)
}

// tellAccountDecided tells the officer and whom the case was about that nothing
// changes. A person who was to become somebody is not told.
func (s *Service) tellAccountDecided(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	form, err := s.accountForm(ctx, d)
	if err != nil {
		return err
	}
	concerned := form.AccountID
	if form.Before == nil {
		concerned = ""
	}
	return c.mailDecided(d, r, d.Case.Applicant.AccountID, concerned)
}
