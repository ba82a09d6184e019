package onboarding

import (
	"context"
	"fmt"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/offering"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// Submit turns a draft into a case with its first review, and returns the case
// number. A draft that was submitted already answers with the number it got, so
// that a double click makes one case (B8, trust 8). A form with faults is
// Invalid and carries them all (B6).
func (s *Service) Submit(ctx context.Context, a account.Actor, draftID string) (number string, err error) {
	const op = "onboarding.Submit"
	desk, err := s.Store.Draft(ctx, a.OrganisationID, draftID)
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	d := desk.Draft
	if d.ID == "" || !d.alone() {
		return "", fault.New(fault.NotFound, "找不到這份草稿。")
	}
	if err := account.May(a, account.Apply, account.Object{OrganisationID: d.OrganisationID}); err != nil {
		return "", fault.Wrap(op, err)
	}
	if d.Number != "" {
		return d.Number, nil
	}
	if faults := s.Check(desk, d.Values); len(faults) > 0 {
		return "", fault.Wrap(op, fault.InvalidFields(faults))
	}
	about, err := s.offeringOf(ctx, d)
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	if number, err = s.numberFor(ctx, d.Asks().Letter(), about); err != nil {
		return "", fault.Wrap(op, err)
	}
	c, err := s.submission(ctx, a, desk, number, about)
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	if err := s.Store.Commit(ctx, c.Tx); err != nil {
		return s.submittedMeanwhile(ctx, a, draftID, fault.Wrap(op, err))
	}
	return number, nil
}

// drawNumber draws a case number of today. One that is not used after all leaves
// a gap (B8).
func (s *Service) drawNumber(ctx context.Context, letter casefile.Letter) (string, error) {
	today := calendar.Today(s.Now())
	seq, err := s.Store.NextNumber(ctx, letter, today)
	return CaseNumber(letter, today, seq), err
}

// numberFor draws a new number or, for a later case about an offering, one that
// goes on from its first case's: A1130314001-5, whatever the day (B8, fig. 31).
func (s *Service) numberFor(ctx context.Context, letter casefile.Letter, about offering.Offering) (string, error) {
	if about.ID == "" {
		return s.drawNumber(ctx, letter)
	}
	first := about.Papers[0].Number
	n, err := s.Store.NextLater(ctx, first)
	return fmt.Sprintf("%s-%d", first, n), err
}

// CaseNumber is letter, ROC date and a sequence of at least three digits (B8).
func CaseNumber(letter casefile.Letter, day calendar.Date, seq int) string {
	return fmt.Sprintf("%s%s%03d", letter, day.ROC(), seq)
}

func (s *Service) submission(ctx context.Context, a account.Actor, desk Desk, number string, about offering.Offering) (*change, error) {
	c := s.begin(a)
	paper, review, err := s.putApplication(ctx, c, desk, personOf(a), number, casefile.Case{})
	if err != nil {
		return nil, err
	}
	if about.ID != "" {
		if err := c.bespeak(about, paper); err != nil {
			return nil, err
		}
	}
	c.start(review)
	return c, s.mailReceived(ctx, c, paper, review)
}

// putApplication puts a new case with its review and frozen form and, where it
// is for a new service, that. One that waits for an account case is held (A6).
func (s *Service) putApplication(ctx context.Context, c *change, desk Desk, person casefile.Person, number string, waits casefile.Case) (casefile.Case, casefile.Review, error) {
	d, org := desk.Draft, desk.Organisation
	kind := d.Asks()
	ch, err := chain.For(kind.Chain(), org.AuthorityID != "")
	if err != nil {
		return casefile.Case{}, casefile.Review{}, err
	}
	paper := casefile.Case{ID: s.NewID(), Number: number, Letter: kind.Letter(), Kind: kind,
		State: casefile.Reviewing, OrganisationID: org.ID, OrganisationName: org.Name,
		AuthorityID: org.AuthorityID, AuthorityName: org.AuthorityName, ServiceID: d.Offering, ServiceName: d.Values.Title(),
		Waits: waits.ID, With: waits.Number, Applicant: person, Reviews: 1, Applied: c.now, Modified: c.now, Version: 1}
	if kind == casefile.TestKind {
		if err := s.putNewService(c, desk, &paper); err != nil {
			return casefile.Case{}, casefile.Review{}, err
		}
	}
	review := casefile.NewReview(paper.ID, 1, kind, ch, c.now)
	if waits.ID != "" {
		paper.State, review = casefile.Held, review.Hold()
	}

	if err := s.keepFiles(ctx, c, org.ID, d.Values, paper.ID); err != nil {
		return casefile.Case{}, casefile.Review{}, err
	}
	c.putCase("case.submit", casefile.Case{}, paper)
	c.putReview("review.submit", casefile.Review{}, review, nil)
	d.CaseID, d.Number = paper.ID, number
	d.Version++
	body := casefile.Submission{CaseID: paper.ID, Review: 1, Round: 1, Values: d.Values, InForce: d.InForce,
		DataSets: named(desk.Catalogue, d), Person: person, Sent: c.now}
	c.Puts = append(c.Puts, d.emptied(), body)
	c.Claims = append(c.Claims, Claim{Space: NumberClaim, Value: number, Owner: paper.ID})
	return paper, review, nil
}

// putNewService puts the service that a first application asks for, with its
// candidate.
func (s *Service) putNewService(c *change, desk Desk, paper *casefile.Case) error {
	values := desk.Draft.Values
	sv, _, err := service.Service{ID: s.NewID(), OrganisationID: paper.OrganisationID, OrganisationName: paper.OrganisationName,
		AuthorityID: paper.AuthorityID, Name: values.Get(form.Name), Category: values.Get(form.Category),
		Base: paper.Number, Created: c.now}.Do(service.Applied, service.Facts{Now: c.now, CaseID: paper.ID, Number: paper.Number})
	if err != nil {
		return err
	}
	paper.ServiceID, paper.Area = sv.ID, casefile.TestArea
	c.putService("service.apply", service.Service{}, sv)
	c.Puts = append(c.Puts, service.Revision{ServiceID: sv.ID, N: sv.Candidate, Values: values, Secrets: desk.Draft.Secrets,
		DataSets: desk.Catalogue.Chosen(values), CaseID: paper.ID, Version: 1})
	return nil
}

// submittedMeanwhile looks whether the draft became a case by another click,
// whose number is then the answer.
func (s *Service) submittedMeanwhile(ctx context.Context, a account.Actor, draftID string, lost error) (string, error) {
	if !fault.Is(lost, fault.Conflict) {
		return "", lost
	}
	desk, err := s.Store.Draft(ctx, a.OrganisationID, draftID)
	if err != nil {
		return "", lost
	}
	if desk.Draft.Number != "" {
		return desk.Draft.Number, nil
	}
	return "", fault.Wrap("onboarding.Submit", fault.New(fault.Conflict, "這份草稿剛才由其他人修改過，請重新檢視後再送出。"))
}

// Check lists every fault of values as the form shows them, in its order.
func (s *Service) Check(desk Desk, values form.Values) []fault.Field {
	faults := form.Check(form.On(desk.Draft.Asks().Paper()), values, s.FormContext(desk)).Faults
	if desk.Draft.Asks().Paper() == form.PilotChange {
		faults = append(faults, missingForTest(desk.Draft, values)...)
	}
	return faults
}

// FormContext is what the form's checks and pages have to know about a desk.
func (s *Service) FormContext(desk Desk) form.Context {
	return form.Context{Now: s.Now(), Private: desk.Organisation.Private, Domain: desk.Organisation.Domain,
		Catalogue: desk.Catalogue}
}

func personOf(a account.Actor) casefile.Person {
	return casefile.Person{AccountID: a.AccountID, Name: a.Name, Phone: a.Phone, Mail: a.Mail, Login: a.Login}
}

// trimmed is text as people meant it: without the blanks around it.
func trimmed(s string) string { return strings.TrimSpace(s) }
