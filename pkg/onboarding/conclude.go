package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Conclude applies the decided outcome of a review: to the case, to what its
// kind is about, and has the applicant told. What is stale, withdrawn, concluded
// or not decided is left alone, so that repeats and late executions are harmless.
func (s *Service) Conclude(ctx context.Context, run Run) error {
	return fault.Wrap("onboarding.Conclude", again(func() error { return s.conclude(ctx, run) }))
}

func (s *Service) conclude(ctx context.Context, run Run) error {
	d, err := s.Store.Dossier(ctx, run.CaseID)
	if err != nil {
		return err
	}
	r, ok := d.Review(run.Review)
	if !ok {
		return fault.Newf(fault.NotFound, "review %d", run.Review)
	}
	if r.Round != run.Round || r.Attempt != run.Attempt || r.State != casefile.Moving || r.Outcome == "" {
		return nil
	}
	next, err := r.Conclude()
	if err != nil {
		return err
	}
	o, ok := outcomes[r.Kind]
	if !ok {
		return fault.Newf(fault.Internal, "kind %q has no outcome", r.Kind)
	}
	c := s.beginAs("machine")
	c.putReview("review.conclude", r, next, nil)
	switch r.Outcome {
	case chain.Approved:
		err = o.approve(s, ctx, c, &d, r)
		c.moveCase("case.approve", &d, beside(d, r.Seq, casefile.Approved))
	case chain.Rejected:
		if err = o.undo(s, ctx, c, &d, r); err == nil {
			err = o.refuse(s, ctx, c, &d, r)
		}
		c.moveCase("case.refuse", &d, beside(d, r.Seq, casefile.Refused))
	case chain.Returned:
		if err = s.giveBack(ctx, c, d, r); err == nil {
			err = c.mailReturned(d.Case, d, r)
		}
		c.moveCase("case.return", &d, casefile.Returned)
	}
	if err != nil {
		return err
	}
	return s.Store.Commit(ctx, c.Tx)
}

// outcome is what follows the end of a review, beside the case's own state.
// approve may change the dossier's case, which is written afterwards.
type outcome struct {
	approve func(*Service, context.Context, *change, *casefile.Dossier, casefile.Review) error
	undo    func(*Service, context.Context, *change, *casefile.Dossier, casefile.Review) error // refused or withdrawn: what the submission had changed
	refuse  func(*Service, context.Context, *change, *casefile.Dossier, casefile.Review) error // tells people
}

// outcomes are those of every kind of review.
var outcomes = map[casefile.Kind]outcome{
	casefile.TestKind:   stepOutcome,
	casefile.ResumeKind: stepOutcome,
	casefile.RetestKind: stepOutcome,
	casefile.PilotKind:  stepOutcome,
	casefile.DirectKind: stepOutcome,
	casefile.AmendKind:  stepOutcome,
	casefile.AlterKind:  stepOutcome,
	casefile.BackKind:   stepOutcome,
	casefile.ExtendKind: stepOutcome,
	casefile.GoLiveKind: stepOutcome,
	casefile.ReportKind: stepOutcome,
	casefile.DelistKind: stepOutcome,

	casefile.NewData:       {approve: (*Service).approveNew, undo: nothing, refuse: (*Service).tellRefused},
	casefile.ChangeData:    {approve: (*Service).approveChange, undo: (*Service).releaseOffering, refuse: (*Service).tellRefused},
	casefile.RetireData:    {approve: (*Service).approveRetire, undo: (*Service).releaseOffering, refuse: (*Service).tellRefused},
	casefile.NewCounter:    {approve: (*Service).approveNew, undo: nothing, refuse: (*Service).tellRefused},
	casefile.ChangeCounter: {approve: (*Service).approveChange, undo: (*Service).releaseOffering, refuse: (*Service).tellRefused},
	casefile.RetireCounter: {approve: (*Service).approveRetire, undo: (*Service).releaseOffering, refuse: (*Service).tellRefused},

	casefile.ProviderKind:  {approve: (*Service).approveSignUp, undo: (*Service).undoSignUp, refuse: (*Service).tellSignUpRefused},
	casefile.AuthorityKind: {approve: (*Service).approveSignUp, undo: (*Service).undoSignUp, refuse: (*Service).tellSignUpRefused},
	casefile.SubKind:       {approve: (*Service).approveSub, undo: (*Service).undoSub, refuse: (*Service).tellAccountDecided},
	casefile.EditKind:      {approve: (*Service).approveEdit, undo: (*Service).undoEdit, refuse: (*Service).tellAccountDecided},
	casefile.DeleteKind:    {approve: (*Service).approveDelete, undo: (*Service).undoEdit, refuse: (*Service).tellAccountDecided},
	casefile.OfficerKind:   {approve: (*Service).approveOfficer, undo: (*Service).undoOfficer, refuse: (*Service).tellAccountDecided},
	casefile.RebindKind:    {approve: (*Service).approveRebind, undo: nothing, refuse: (*Service).tellAccountDecided},
}

// beside is the state of a case that one of its reviews would bring about alone:
// another that is still open counts before it (D3), and of all what waits for
// the applicant.
func beside(d casefile.Dossier, moved int, state casefile.State) casefile.State {
	for _, r := range d.Reviews {
		switch {
		case r.Seq == moved || r.State.Over():
		case r.State == casefile.ReviewReturned:
			return casefile.Returned
		default:
			state = casefile.Reviewing
		}
	}
	return state
}

func nothing(*Service, context.Context, *change, *casefile.Dossier, casefile.Review) error {
	return nil
}

// moveCase puts the case of a dossier in its new state.
func (c *change) moveCase(act string, d *casefile.Dossier, to casefile.State) {
	before := d.Case
	d.Case = d.Case.TurnOver()
	d.Case.State, d.Case.Modified = to, c.now
	d.Case.Version++
	c.putCase(act, before, d.Case)
}

func (s *Service) tellRefused(_ context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	return c.mailRefused(d.Case, *d, r)
}
