package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
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
		c.moveCase("case.approve", &d, casefile.Approved)
	case chain.Rejected:
		if err = o.undo(s, ctx, c, &d); err == nil {
			err = o.refuse(s, ctx, c, &d, r)
		}
		c.moveCase("case.refuse", &d, casefile.Refused)
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
	undo    func(*Service, context.Context, *change, *casefile.Dossier) error                  // refused or withdrawn: what the submission had changed
	refuse  func(*Service, context.Context, *change, *casefile.Dossier, casefile.Review) error // tells people
}

// outcomes are those of every kind of review.
var outcomes = map[casefile.Kind]outcome{
	casefile.TestKind:      {approve: (*Service).approveTest, undo: (*Service).undoTest, refuse: (*Service).tellRefused},
	casefile.ProviderKind:  {approve: (*Service).approveSignUp, undo: (*Service).undoSignUp, refuse: (*Service).tellSignUpRefused},
	casefile.AuthorityKind: {approve: (*Service).approveSignUp, undo: (*Service).undoSignUp, refuse: (*Service).tellSignUpRefused},
	casefile.SubKind:       {approve: (*Service).approveSub, undo: (*Service).undoSub, refuse: (*Service).tellAccountDecided},
	casefile.EditKind:      {approve: (*Service).approveEdit, undo: (*Service).undoEdit, refuse: (*Service).tellAccountDecided},
	casefile.DeleteKind:    {approve: (*Service).approveDelete, undo: (*Service).undoEdit, refuse: (*Service).tellAccountDecided},
	casefile.OfficerKind:   {approve: (*Service).approveOfficer, undo: (*Service).undoOfficer, refuse: (*Service).tellAccountDecided},
	casefile.RebindKind:    {approve: (*Service).approveRebind, undo: nothing, refuse: (*Service).tellAccountDecided},
}

func nothing(*Service, context.Context, *change, *casefile.Dossier) error { return nil }

// moveCase puts the case of a dossier in its new state.
func (c *change) moveCase(act string, d *casefile.Dossier, to casefile.State) {
	before := d.Case
	d.Case.State, d.Case.Modified = to, c.now
	d.Case.Version++
	c.putCase(act, before, d.Case)
}

// undoTest takes the service back to the step before the application.
func (s *Service) undoTest(ctx context.Context, c *change, d *casefile.Dossier) error {
	sv, _, err := s.Store.Service(ctx, d.Case.ServiceID)
	if err != nil {
		return err
	}
	next, err := sv.TestRefused()
	if err != nil {
		return err
	}
	c.putService("service.refuse", sv, next)
	return nil
}

func (s *Service) tellRefused(_ context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	return c.mailRefused(d.Case, *d, r)
}

// approveTest opens the test window with its firewall rules (D1, D2).
func (s *Service) approveTest(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	paper := d.Case
	sv, revisions, err := s.Store.Service(ctx, paper.ServiceID)
	if err != nil {
		return err
	}
	rev, ok := revisionOf(revisions, sv.Candidate)
	if !ok {
		return fault.Newf(fault.Internal, "service %s has no revision %d", sv.ID, sv.Candidate)
	}
	next, err := sv.TestApproved(rev.Values.Date(form.TestStart), calendar.Today(c.now), c.newID(), c.newID())
	if err != nil {
		return err
	}
	c.putService("service.test", sv, next)
	rules := testRules(next, rev.Values, paper, *d, r)
	c.openRules(rules)
	for _, due := range windowDues(next, c.now) {
		c.Puts = append(c.Puts, due)
	}
	return c.mailTestApproved(paper, *d, r, next, rules)
}

func revisionOf(list []service.Revision, n int) (service.Revision, bool) {
	for _, r := range list {
		if r.N == n {
			return r, true
		}
	}
	return service.Revision{}, false
}

// testRules are the openings of a test window (D12). They end with it by
// themselves.
func testRules(sv service.Service, v form.Values, paper casefile.Case, d casefile.Dossier, r casefile.Review) []firewall.Rule {
	last, _ := d.Stage(r.Seq, r.Round, r.Stage)
	rule := firewall.Rule{Area: casefile.TestArea, ServiceID: sv.ID, ServiceName: sv.Name, CaseID: paper.ID, CaseNumber: paper.Number,
		OpenedBy: last.ActorID, Opener: last.Actor, From: sv.Window.Opens(), To: sv.Window.Closes(), Version: 1}
	purposes := []struct {
		purpose firewall.Purpose
		key     form.Key
	}{{firewall.SPAPI, form.SPAPIIPs}, {firewall.Host, form.HostIPs}, {firewall.TestIP, form.TestIPs}}
	var rules []firewall.Rule
	for _, p := range purposes {
		rule.Purpose, rule.Addresses = p.purpose, v.Addresses(p.key)
		rule.Port = firewall.HTTPS
		if p.purpose == firewall.SPAPI {
			rule.Port = v.Port(form.SPAPIURL)
		}
		rules = append(rules, rule)
	}
	return rules
}
