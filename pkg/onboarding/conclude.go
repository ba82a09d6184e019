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

// Conclude applies the decided outcome of a review: to the case, the service,
// the firewall and the deadlines, and has the applicant told. What is stale,
// withdrawn, concluded or not decided is left alone, so that repeats and late
// executions are harmless.
func (s *Service) Conclude(ctx context.Context, run Run) error {
	const op = "onboarding.Conclude"
	d, err := s.Store.Dossier(ctx, run.CaseID)
	if err != nil {
		return fault.Wrap(op, err)
	}
	r, ok := d.Review(run.Review)
	if !ok {
		return fault.Wrap(op, fault.Newf(fault.NotFound, "review %d", run.Review))
	}
	if r.Round != run.Round || r.Attempt != run.Attempt || r.State != casefile.Moving || r.Outcome == "" {
		return nil
	}
	next, err := r.Conclude()
	if err != nil {
		return fault.Wrap(op, err)
	}
	c := s.beginAs("machine")
	c.putReview("review.conclude", r, next, nil)
	switch r.Outcome {
	case chain.Approved:
		err = s.approveTest(ctx, c, d, r)
	case chain.Rejected:
		err = s.refuseTest(ctx, c, d, r)
	case chain.Returned:
		err = c.giveBack(d, r)
	}
	if err != nil {
		return fault.Wrap(op, err)
	}
	return fault.Wrap(op, s.Store.Commit(ctx, c.Tx))
}

// moveCase puts the case in its new state.
func (c *change) moveCase(act string, paper casefile.Case, to casefile.State) casefile.Case {
	next := paper
	next.State, next.Modified = to, c.now
	next.Version++
	c.putCase(act, paper, next)
	return next
}

func (c *change) giveBack(d casefile.Dossier, r casefile.Review) error {
	paper := c.moveCase("case.return", d.Case, casefile.Returned)
	return c.mailReturned(paper, d, r)
}

func (s *Service) refuseTest(ctx context.Context, c *change, d casefile.Dossier, r casefile.Review) error {
	paper := c.moveCase("case.refuse", d.Case, casefile.Refused)
	sv, _, err := s.Store.Service(ctx, paper.ServiceID)
	if err != nil {
		return err
	}
	next, err := sv.TestRefused()
	if err != nil {
		return err
	}
	c.putService("service.refuse", sv, next)
	return c.mailRefused(paper, d, r)
}

// approveTest opens the test window with its firewall rules (D1, D2).
func (s *Service) approveTest(ctx context.Context, c *change, d casefile.Dossier, r casefile.Review) error {
	paper := c.moveCase("case.approve", d.Case, casefile.Approved)
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
	rules := testRules(next, rev.Values, paper, d, r)
	for _, rule := range rules {
		c.Puts = append(c.Puts, rule)
	}
	for _, due := range windowDues(next, c.now) {
		c.Puts = append(c.Puts, due)
	}
	return c.mailTestApproved(paper, d, r, next, rules)
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
