package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
)

// approveSignUp lets a person in (A6): as the officer of the organisation that
// ops has confirmed, which begins to exist here, or as a 副帳號 of one that
// exists. The application that waited starts in the same transaction.
func (s *Service) approveSignUp(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	form, a, err := s.about(ctx, d)
	if err != nil {
		return err
	}
	last, _ := d.Stage(r.Seq, r.Round, r.Stage)
	if last.Confirmed == nil || form.Proposal == nil {
		return fault.Newf(fault.Internal, "case %s was approved without an organisation", d.Case.ID)
	}
	next := a
	next.Status = account.Active
	org, err := s.house(ctx, c, d, *last.Confirmed, *form.Proposal)
	if err != nil {
		return err
	}
	if next.OrganisationID, next.OrganisationName = org.ID, org.Name; last.Confirmed.Attach != "" {
		next.Role = subRole(org)
	}
	c.replace("account.approve", a, next)
	d.Case.OrganisationID, d.Case.OrganisationName = org.ID, org.Name
	if org.Authority {
		d.Case.AuthorityID, d.Case.AuthorityName = org.ID, org.ShortName
	}
	number, err := s.releaseHeld(ctx, c, d.Case.Holds, org)
	if err != nil {
		return err
	}
	about, answered, err := verdict(*d, r)
	if err != nil {
		return err
	}
	return c.mail(a.ID, notice.AccountApproved{Case: about, Decision: about.Answered(answered), Person: a.Name, Login: a.Login,
		Joined: last.Confirmed.Attach != "", Application: number})
}

// house makes the confirmed organisation with the person as its officer, or
// finds the one to join and has its officer told.
func (s *Service) house(ctx context.Context, c *change, d *casefile.Dossier, confirmed casefile.Confirmation, proposal casefile.Proposal) (account.Organisation, error) {
	if confirmed.Attach != "" {
		org, err := s.Store.Organisation(ctx, confirmed.Attach)
		if err != nil {
			return org, err
		}
		office, err := s.Store.Office(ctx, org.ID)
		if err != nil {
			return org, err
		}
		return org, c.mail(office.AccountID, notice.PersonJoined{Organisation: org.Name, Person: d.Case.Applicant.Name,
			Login: d.Case.Applicant.Login, Mail: d.Case.Applicant.Mail, Number: d.Case.Number, At: c.now})
	}
	org := account.Organisation{ID: d.Case.OrganisationID, Name: confirmed.Name, ShortName: confirmed.ShortName, Kind: confirmed.Kind,
		Private: confirmed.Private, Sector: confirmed.Sector, Domain: proposal.Domain, Authority: d.Case.Kind == casefile.AuthorityKind,
		AuthorityID: confirmed.AuthorityID, AuthorityName: confirmed.AuthorityName, Created: c.now, Version: 1}
	c.putOrganisation("organisation.found", account.Organisation{}, org) // its name was taken by the decision
	c.putOffice("office.found", account.Office{}, account.Office{OrganisationID: org.ID, AccountID: d.Case.Applicant.AccountID, Version: 1})
	return org, nil
}

// releaseHeld starts the application that waited for an account, on the chain of
// the organisation as confirmed, and returns its number; "" where none waits.
func (s *Service) releaseHeld(ctx context.Context, c *change, caseID string, org account.Organisation) (string, error) {
	if caseID == "" {
		return "", nil
	}
	held, r, err := s.held(ctx, caseID)
	if err != nil {
		return "", err
	}
	ch, err := chain.For(r.Kind.Chain(), org.AuthorityID != "")
	if err != nil {
		return "", err
	}
	next, err := r.Release(ch, c.now)
	if err != nil {
		return "", err
	}
	if !r.Kind.Offering() {
		sv, _, err := s.Store.Service(ctx, held.Case.ServiceID)
		if err != nil {
			return "", err
		}
		c.putService("service.confirm", sv, sv.Confirmed(org.ID, org.Name, org.AuthorityID))
	}
	held.Case.OrganisationID, held.Case.OrganisationName = org.ID, org.Name
	held.Case.AuthorityID, held.Case.AuthorityName = org.AuthorityID, org.AuthorityName
	c.moveCase("case.release", &held, casefile.Reviewing)
	c.putReview("review.release", r, next, nil)
	c.start(next)
	return held.Case.Number, s.mailReceived(ctx, c, held.Case, next)
}

// held is the application that waits for an account, with its review.
func (s *Service) held(ctx context.Context, caseID string) (casefile.Dossier, casefile.Review, error) {
	d, err := s.Store.Dossier(ctx, caseID)
	if err != nil {
		return d, casefile.Review{}, err
	}
	r, _ := d.Newest()
	return d, r, nil
}

// undoSignUp removes the account, so that its names are free, and closes the
// application that waited for it.
func (s *Service) undoSignUp(ctx context.Context, c *change, d *casefile.Dossier, _ casefile.Review) error {
	_, a, err := s.about(ctx, d)
	if err != nil {
		return err
	}
	c.remove("account.refuse", a)
	if d.Case.Holds == "" {
		return nil
	}
	held, r, err := s.held(ctx, d.Case.Holds)
	if err != nil {
		return err
	}
	closed, err := r.Close()
	if err != nil {
		return err
	}
	c.moveCase("case.close", &held, casefile.Refused)
	c.putReview("review.close", r, closed, nil)
	if r.Kind.Offering() {
		return nil
	}
	return s.undoStep(ctx, c, &held, r)
}

// tellSignUpRefused writes to the address itself: its account is gone.
func (s *Service) tellSignUpRefused(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	about, last, err := verdict(*d, r)
	if err != nil {
		return err
	}
	n := notice.AccountRefused{Case: about, Decision: about.Answered(last), Person: d.Case.Applicant.Name, Login: d.Case.Applicant.Login,
		Application: d.Case.With}
	return c.mailTo(d.Case.Applicant.Mail, n)
}
