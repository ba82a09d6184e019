package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/notice"
	"mydata.nat.gov.tw/portal/pkg/offering"
)

// The outcomes of cases about data sets and counter services (D14): what is
// approved is in force at once, a data set in the catalogue too.

// approveNew brings into force what an application asks for.
func (s *Service) approveNew(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	body, err := s.Store.Submission(ctx, d.Case.ID, r.Seq, r.Round)
	if err != nil {
		return err
	}
	var begun []offering.Offering
	for _, n := range body.Values.SetNumbers() {
		o := offering.Offering{ID: c.newID(), Values: body.Values, DataSets: body.DataSets}
		if r.Kind == casefile.NewData {
			o.Values = body.Values.Alone(n)
		}
		begun = append(begun, offering.Begin(o, d.Case, c.now))
	}
	for _, o := range begun {
		c.putOffering("offering.begin", offering.Offering{}, o)
	}
	if len(begun) == 1 {
		d.Case.ServiceID = begun[0].ID
	}
	if err := s.enter(ctx, c, begun...); err != nil {
		return err
	}
	return c.mailOffering(d, r)
}

// keptFor loads the offering that is kept for a case.
func (s *Service) keptFor(ctx context.Context, d *casefile.Dossier) (offering.Offering, error) {
	return s.Store.Offering(ctx, d.Case.ServiceID)
}

func (s *Service) approveChange(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	o, err := s.keptFor(ctx, d)
	if err != nil {
		return err
	}
	body, err := s.Store.Submission(ctx, d.Case.ID, r.Seq, r.Round)
	if err != nil {
		return err
	}
	next, err := o.Change(d.Case.ID, body.Values, body.DataSets)
	if err != nil {
		return err
	}
	c.putOffering("offering.change", o, next)
	if err := s.enter(ctx, c, next); err != nil {
		return err
	}
	return c.mailOffering(d, r)
}

func (s *Service) approveRetire(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	o, err := s.keptFor(ctx, d)
	if err != nil {
		return err
	}
	next, err := o.Retire(d.Case.ID, c.now)
	if err != nil {
		return err
	}
	c.putOffering("offering.retire", o, next)
	if err := s.enter(ctx, c, next); err != nil {
		return err
	}
	return c.mailOffering(d, r)
}

// releaseOffering lets other cases be about it again.
func (s *Service) releaseOffering(ctx context.Context, c *change, d *casefile.Dossier, _ casefile.Review) error {
	o, err := s.keptFor(ctx, d)
	if err != nil {
		return err
	}
	next, err := o.Release(d.Case.ID)
	if err != nil {
		return err
	}
	c.putOffering("offering.unmark", o, next)
	return nil
}

// enter puts the data sets among some offerings into the catalogue as they stand.
func (s *Service) enter(ctx context.Context, c *change, list ...offering.Offering) error {
	if list[0].Letter != casefile.ProviderData {
		return nil
	}
	before, err := s.Store.Catalogue(ctx)
	if err != nil {
		return err
	}
	next := before.Catalogue
	for _, o := range list {
		entry := o.Values.Entry(o.ID)
		entry.Retired = o.State == offering.Retired
		next = next.With(form.Provider{ID: o.OrganisationID, Name: o.OrganisationName}, entry)
	}
	c.putCatalogue("catalogue.change", before, next)
	return nil
}

func (c *change) mailOffering(d *casefile.Dossier, r casefile.Review) error {
	about, last, err := verdict(*d, r)
	if err != nil {
		return err
	}
	return c.mail(d.Case.Applicant.AccountID, notice.OfferingApproved{Case: about, Decision: about.Answered(last), Kind: r.Kind})
}
