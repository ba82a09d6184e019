package onboarding

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// Resubmit sends a corrected submission back under the same number; a new round
// starts at the first stage (C2). A repeat of a resubmission that was taken is
// no error.
func (s *Service) Resubmit(ctx context.Context, a account.Actor, number string) error {
	return fault.Wrap("onboarding.Resubmit", s.resubmit(ctx, a, number, CorrectionID(number)))
}

// ResubmitExtension is Resubmit for a returned extension of a case's test (D3).
func (s *Service) ResubmitExtension(ctx context.Context, a account.Actor, number string) error {
	return fault.Wrap("onboarding.ResubmitExtension", s.resubmit(ctx, a, number, ExtensionCorrectionID(number)))
}

func (s *Service) resubmit(ctx context.Context, a account.Actor, number, draftID string) error {
	first := 0
	return s.commit(ctx, func() (*change, error) {
		desk, err := s.correction(ctx, a, number, draftID)
		if err != nil || desk.Draft.Sent > 0 {
			return nil, err
		}
		if first == 0 {
			first = desk.Draft.Version
		}
		if desk.Draft.Version != first { // nobody has looked at this one
			return nil, fault.New(fault.Conflict, "補正的內容剛才由其他人修改過，請重新檢視後再送出。")
		}
		if faults := s.Check(desk, desk.Draft.Values); len(faults) > 0 {
			return nil, fault.InvalidFields(faults)
		}
		return s.resubmission(ctx, a, desk)
	})
}

func (s *Service) resubmission(ctx context.Context, a account.Actor, desk Desk) (*change, error) {
	draft := desk.Draft
	d, err := s.Store.Dossier(ctx, draft.CaseID)
	if err != nil {
		return nil, err
	}
	r, _ := d.Review(max(draft.Review, 1))
	paper := d.Case
	if err := sameWay(draft, r); err != nil {
		return nil, err
	}
	c := s.begin(a)
	next, err := r.Resubmit(c.now)
	if err != nil {
		return nil, err
	}
	if !r.Kind.Offering() {
		if err := s.correctService(ctx, c, desk, r.Kind, paper.ServiceID); err != nil {
			return nil, err
		}
	}
	nextPaper := paper
	nextPaper.ServiceName, nextPaper.Applicant = cmp.Or(draft.Values.Title(), paper.ServiceName), personOf(a)
	nextPaper.State, nextPaper.Modified = beside(d, r.Seq, casefile.Reviewing), c.now
	nextPaper.Version++

	if err := s.keepFiles(ctx, c, paper.OrganisationID, draft.Values, paper.ID); err != nil {
		return nil, err
	}
	c.putCase("case.resubmit", paper, nextPaper)
	c.putReview("review.resubmit", r, next, nil)
	body := casefile.Submission{CaseID: paper.ID, Review: next.Seq, Round: next.Round, Values: draft.Values, InForce: draft.InForce,
		Secrets: kept(draft, r), Before: draft.Before, DataSets: named(desk.Catalogue, draft), Person: nextPaper.Applicant, Sent: c.now}
	draft.Sent = next.Round
	draft.Version++
	c.Puts = append(c.Puts, draft.emptied(), body)
	c.start(next)
	return c, s.mailReceived(ctx, c, nextPaper, next)
}

// correctService puts the corrected answers into the candidate that is under
// review. Key texts that the correction leaves alone stay.
func (s *Service) correctService(ctx context.Context, c *change, desk Desk, kind casefile.Kind, id string) error {
	l, err := s.lifeOf(ctx, id)
	if err != nil {
		return err
	}
	next := l.Service
	next.Version++
	if kind.Candidate() {
		rev, ok := service.Find(l.revisions, l.Candidate)
		if !ok {
			return torn(fault.Newf(fault.Conflict, "service %s has no candidate", l.ID))
		}
		values := desk.Draft.Values
		rev = rev.Corrected(kind.Paper(), values, desk.Draft.Secrets.or(rev.Secrets, values))
		rev.DataSets = desk.Catalogue.Chosen(values)
		rev.Version++
		c.Puts = append(c.Puts, rev)
		if l.Live == 0 {
			next.Name, next.Category = values.Get(form.Name), values.Get(form.Category)
		}
	}
	c.putService("service.correct", l.Service, next)
	return nil
}

// sameWay refuses to correct a change into one that asks for more than the review
// that runs: it would have to be another one (D8).
func sameWay(d Draft, r casefile.Review) error {
	changes := form.Diff(d.InForce, d.Values)
	way := wayOf(r.Kind)
	switch r.Kind {
	case casefile.AmendKind:
		way = form.Test
	case casefile.AlterKind:
		way = form.Pilot
	}
	if way != form.NoWay && (changes.Way().Stricter(way) || changes.Official() && r.ChainName != chain.Full) {
		return fault.InvalidFields([]fault.Field{{Message: "補正後的異動須走更嚴格的流程（" + changes.Way().Label() + "），不能沿用這次審核。請撤回這份申請，再重新送出異動。"}})
	}
	return nil
}

// kept is the key texts that a submission holds itself, because no revision does
// yet.
func kept(d Draft, r casefile.Review) Sealed {
	if r.Kind.Candidate() {
		return nil
	}
	return d.Secrets
}

// named is the part of the catalogue that a reviewer needs to read what is
// submitted and what it replaces.
func named(all form.Catalogue, d Draft) form.Catalogue {
	both := form.Values{form.Category: slices.Concat(d.Values.List(form.Category), d.InForce.List(form.Category)),
		form.DataSets: slices.Concat(d.Values.List(form.DataSets), d.Before.List(form.DataSets), d.InForce.List(form.DataSets))}
	return all.Chosen(both)
}

// giveBack puts a returned submission on its applicant's desk: the draft of the
// correction, with what the reviewer said about it (C2, F3).
func (s *Service) giveBack(ctx context.Context, c *change, d casefile.Dossier, r casefile.Review) error {
	body, err := s.Store.Submission(ctx, d.Case.ID, r.Seq, r.Round)
	if err != nil {
		return err
	}
	id := correctionOf(d.Case, r)
	desk, err := s.Store.Draft(ctx, d.Case.OrganisationID, id)
	if err != nil {
		return err
	}
	last, _ := d.Stage(r.Seq, r.Round, r.Stage)
	c.Puts = append(c.Puts, Draft{ID: id, OrganisationID: d.Case.OrganisationID, Kind: r.Kind, Review: r.Seq,
		CaseID: d.Case.ID, Number: d.Case.Number, ServiceID: d.Case.ServiceID, Service: d.Case.ServiceName, Values: body.Values, Secrets: body.Secrets, InForce: body.InForce,
		Notes: last.Notes, Opinion: last.Opinion,
		Created: c.now, Changed: c.now, ChangedBy: d.Case.Applicant.Name, Version: desk.Draft.Version + 1})
	return nil
}

// Correction is the desk of a returned case: its draft tells what the reviewer
// pointed at, and with Sent that the correction is on its way again. A case of
// another organisation is NotFound, one that was not returned Conflict.
func (s *Service) Correction(ctx context.Context, a account.Actor, number string) (Desk, error) {
	return s.correction(ctx, a, number, CorrectionID(number))
}

// ExtensionCorrection is Correction for a returned extension of a case's test,
// which may be on the desk together with the case's data (D3).
func (s *Service) ExtensionCorrection(ctx context.Context, a account.Actor, number string) (Desk, error) {
	return s.correction(ctx, a, number, ExtensionCorrectionID(number))
}

func (s *Service) correction(ctx context.Context, a account.Actor, number, draftID string) (Desk, error) {
	if err := account.May(a, account.Apply, account.Object{OrganisationID: a.OrganisationID}); err != nil {
		return Desk{}, err
	}
	desk, err := s.Store.Draft(ctx, a.OrganisationID, draftID)
	if err != nil || desk.Draft.ID != "" {
		return desk, err
	}
	id, err := s.Store.Claimed(ctx, NumberClaim, number)
	if err != nil {
		return Desk{}, err
	}
	d, err := s.Store.Dossier(ctx, id)
	if err != nil {
		return Desk{}, err
	}
	if err := account.May(a, account.Apply, account.Object{OrganisationID: d.Case.OrganisationID, AuthorityID: d.Case.AuthorityID}); err != nil {
		return Desk{}, err
	}
	return Desk{}, fault.New(fault.Conflict, "這份申請單目前不在退回補正的狀態。")
}

const correctionPrefix = "fix-"

// CorrectionID names the draft in which a returned case is corrected.
func CorrectionID(number string) string { return correctionPrefix + number }

// ExtensionCorrectionID names the draft in which a returned extension is
// corrected. It is another one, since both may be returned at once.
func ExtensionCorrectionID(number string) string { return CorrectionID(number) + "-extension" }

// correctionOf names the draft in which a review's submission is corrected.
func correctionOf(paper casefile.Case, r casefile.Review) string {
	if r.Kind == casefile.ExtendKind {
		return ExtensionCorrectionID(paper.Number)
	}
	return CorrectionID(paper.Number)
}

// Corrects reports whether the draft is the correction of a returned submission.
func (d Draft) Corrects() bool { return strings.HasPrefix(d.ID, correctionPrefix) }
