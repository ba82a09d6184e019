package onboarding

import (
	"context"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// Resubmit sends a corrected submission back under the same number; a new round
// starts at the first stage (C2). A repeat of a resubmission that was taken is
// no error.
func (s *Service) Resubmit(ctx context.Context, a account.Actor, caseID string) error {
	const op = "onboarding.Resubmit"
	correction, err := s.Correction(ctx, a, caseID)
	if err != nil {
		return fault.Wrap(op, err)
	}
	if correction.Sent {
		return nil
	}
	if faults := s.Check(correction.Desk, correction.Draft.Values); len(faults) > 0 {
		return fault.Wrap(op, fault.InvalidFields(faults))
	}
	c, err := s.resubmission(ctx, a, correction)
	if err != nil {
		return fault.Wrap(op, err)
	}
	return fault.Wrap(op, s.Store.Commit(ctx, c.Tx))
}

func (s *Service) resubmission(ctx context.Context, a account.Actor, from Correction) (*change, error) {
	paper, draft := from.Dossier.Case, from.Draft
	sv, revisions, err := s.Store.Service(ctx, paper.ServiceID)
	if err != nil {
		return nil, err
	}
	rev, ok := revisionOf(revisions, sv.Candidate)
	if !ok {
		return nil, fault.Newf(fault.Internal, "service %s has no revision %d", sv.ID, sv.Candidate)
	}
	draft.Secrets = draft.Secrets.or(rev.Secrets, draft.Values)
	c := s.begin(a)
	next, err := from.Review.Resubmit(c.now)
	if err != nil {
		return nil, err
	}
	nextService, nextRevision, err := sv.Resubmitted(rev, service.Revision{Values: draft.Values, Secrets: draft.Secrets,
		DataSets: from.Desk.Catalogue.Chosen(draft.Values)})
	if err != nil {
		return nil, err
	}
	nextPaper := paper
	nextPaper.ServiceName, nextPaper.Applicant = nextService.Name, personOf(a)
	nextPaper.State, nextPaper.Modified = casefile.Reviewing, c.now
	nextPaper.Version++

	c.putCase("case.resubmit", paper, nextPaper)
	c.putReview("review.resubmit", from.Review, next, nil)
	c.putService("service.correct", sv, nextService)
	draft.Sent = next.Round
	draft.Version++
	body := casefile.Submission{CaseID: paper.ID, Review: next.Seq, Round: next.Round, Values: draft.Values,
		Person: nextPaper.Applicant, Sent: c.now}
	body.Before, body.DataSets = corrected(rev.Values, draft.Values, from.Desk.Catalogue)
	c.Puts = append(c.Puts, nextRevision, draft.emptied(), body)
	c.start(next)
	return c, c.mailReceived(nextPaper, next)
}

// corrected keeps of the round before what differs now, so that a reviewer is
// shown it (F3), and the part of the catalogue that names both rounds' data sets.
func corrected(last, now form.Values, all form.Catalogue) (before form.Values, named form.Catalogue) {
	before = form.Values{}
	for _, change := range form.Diff(last, now) {
		before[change.Field.Key] = change.Before
	}
	both := now.Clone()
	both.Set(form.DataSets, slices.Concat(now.List(form.DataSets), before.List(form.DataSets))...)
	return before, all.Chosen(both)
}

// Correction is a returned case on its applicant's desk.
type Correction struct {
	Desk
	Dossier casefile.Dossier
	Review  casefile.Review
	Notes   []casefile.FieldNote // what the reviewer pointed at (F3)
	Opinion string
	Before  form.Values // as it was sent back
	Sent    bool        // this round was resubmitted already
}

// Correction loads a returned case for its applicant: the draft of the
// correction where one was saved, the returned submission otherwise.
func (s *Service) Correction(ctx context.Context, a account.Actor, caseID string) (Correction, error) {
	d, err := s.Store.Dossier(ctx, caseID)
	if err != nil {
		return Correction{}, err
	}
	object := account.Object{OrganisationID: d.Case.OrganisationID, AuthorityID: d.Case.AuthorityID}
	if err := account.May(a, account.Apply, object); err != nil {
		return Correction{}, err
	}
	r, ok := d.Newest()
	if !ok {
		return Correction{}, fault.New(fault.NotFound, "")
	}
	desk, err := s.Store.Draft(ctx, a.OrganisationID, CorrectionID(caseID))
	if err != nil {
		return Correction{}, err
	}
	out := Correction{Desk: desk, Dossier: d, Review: r}
	if r.State != casefile.ReviewReturned {
		if desk.Draft.Sent == r.Round && r.Round > 1 {
			out.Sent = true
			return out, nil
		}
		return Correction{}, fault.New(fault.Conflict, "這份申請單目前不在退回補正的狀態。")
	}
	if last, ok := d.Stage(r.Seq, r.Round, r.Stage); ok {
		out.Notes, out.Opinion = last.Notes, last.Opinion
	}
	body, err := s.Store.Submission(ctx, caseID, r.Seq, r.Round)
	if err != nil {
		return Correction{}, err
	}
	out.Before = body.Values
	if desk.Draft.ID == "" || desk.Draft.Sent == r.Round {
		out.Draft = Draft{ID: CorrectionID(caseID), OrganisationID: a.OrganisationID, CaseID: caseID,
			Number: d.Case.Number, Values: body.Values, Created: s.Now(), Version: desk.Draft.Version}
	}
	return out, nil
}

// CorrectionID names the draft in which a returned case is corrected.
func CorrectionID(caseID string) string { return "fix-" + caseID }
