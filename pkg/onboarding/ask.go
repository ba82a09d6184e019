package onboarding

import (
	"cmp"
	"context"
	"fmt"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// Ask sends what stands on a service's paper for review (D3 to D8) and returns
// the number of its case: the candidate's own or, of a change to a live service,
// a new one. A paper that was sent already answers with the number it got; one
// with faults is Invalid and carries them all.
func (s *Service) Ask(ctx context.Context, a account.Actor, kind casefile.Kind, serviceID string) (number string, err error) {
	err = s.commit(ctx, func() (*change, error) {
		if err := account.May(a, account.Apply, account.Object{OrganisationID: a.OrganisationID}); err != nil {
			return nil, err
		}
		desk, err := s.Store.Draft(ctx, a.OrganisationID, PaperID(kind, serviceID))
		switch d := desk.Draft; {
		case err != nil:
			return nil, err
		case d.ID == "":
			return nil, fault.New(fault.NotFound, "找不到這份草稿。")
		case d.Done():
			number = d.Number
			return nil, nil
		}
		l, err := s.lifeOf(ctx, serviceID)
		if err != nil {
			return nil, err
		}
		if faults := s.Check(desk, desk.Draft.Values); len(faults) > 0 {
			return nil, fault.InvalidFields(faults)
		}
		var c *change
		c, number, err = s.asking(ctx, a, desk, l)
		return c, err
	})
	return number, fault.Wrap("onboarding.Ask", err)
}

// asking is the change that sends a paper.
func (s *Service) asking(ctx context.Context, a account.Actor, desk Desk, l life) (*change, string, error) {
	d := desk.Draft
	if err := s.mayAsk(l, d.Kind); err != nil {
		return nil, "", err
	}
	kind, way := d.Kind, d.Kind.Chain()
	if wayOf(kind) != form.NoWay {
		var err error
		if kind, way, err = l.changeOf(d); err != nil {
			return nil, "", err
		}
	}
	ch, err := chain.For(way, l.AuthorityID != "")
	if err != nil {
		return nil, "", err
	}
	c := s.begin(a)
	p, err := s.paperOf(ctx, c, l, kind)
	if err != nil {
		return nil, "", err
	}
	after := p.Case
	after.Kind, after.State, after.Modified, after.Applicant = kind, beside(p, 0, casefile.Reviewing), c.now, personOf(a)
	after.Reviews++
	after.Version++
	if err := s.keepFiles(ctx, c, l.OrganisationID, d.Values, after.ID); err != nil {
		return nil, "", err
	}
	review := casefile.NewReview(after.ID, after.Reviews, kind, ch, c.now)
	f := service.Facts{Now: c.now, Way: wayOf(kind), CaseID: after.ID, Number: after.Number}
	if l, err = l.proposing(c, d, desk.Catalogue, kind, after); err != nil {
		return nil, "", err
	}
	if _, _, err := s.step(ctx, c, l, eventsOf[kind].asked, f, nil, casefile.Stage{}); err != nil {
		return nil, "", torn(err)
	}
	c.putCase("case.submit", p.Case, after)
	c.putReview("review.submit", casefile.Review{}, review, nil)
	body := casefile.Submission{CaseID: after.ID, Review: review.Seq, Round: 1, Values: d.Values, InForce: d.InForce,
		Secrets: d.Secrets, DataSets: named(desk.Catalogue, d), Person: after.Applicant, Sent: c.now}
	d.CaseID, d.Number = after.ID, after.Number
	d.Version++
	c.Puts = append(c.Puts, d.emptied(), body)
	c.start(review)
	return c, after.Number, s.mailReceived(ctx, c, after, review)
}

// changeOf says which kind of change a draft is, and its chain (D4, D6, D8).
func (l life) changeOf(d Draft) (casefile.Kind, chain.Name, error) {
	kind, now := l.inForce()
	if kind != d.Kind || len(form.Diff(d.InForce, now)) > 0 {
		return "", "", fault.New(fault.Conflict, "這項服務的資料在您開始修改之後已有異動，請捨棄這份修改，依目前的資料重新修改。")
	}
	changes := form.Diff(d.InForce, d.Values)
	if len(changes) == 0 || kind.Paper() == form.PilotChange && changes.Way() == form.NoWay {
		return "", "", fault.InvalidFields([]fault.Field{{Message: "目前的內容與現行資料相同，沒有需要審核的異動。"}})
	}
	switch {
	case kind == casefile.DirectKind && changes.Way() == form.Pilot:
		kind = casefile.PilotKind
	case kind == casefile.DirectKind && changes.Way() == form.Test:
		kind = casefile.RetestKind
	case kind == casefile.AlterKind && changes.Way() == form.Test:
		kind = casefile.BackKind
	}
	return kind, changes.Chain(), nil
}

// wayOf is the way a kind of change takes, none of what is no change. One that
// leaves the candidate where it is counts as direct.
func wayOf(k casefile.Kind) form.Way {
	switch k {
	case casefile.DirectKind, casefile.AmendKind, casefile.AlterKind:
		return form.Direct
	case casefile.PilotKind:
		return form.Pilot
	case casefile.RetestKind, casefile.BackKind:
		return form.Test
	}
	return form.NoWay
}

// anew reports whether a review of the kind has a case of its own.
func (l life) anew(kind casefile.Kind) bool {
	return l.Step == service.Live || kind == casefile.DelistKind || kind == casefile.ResumeKind
}

// paperOf is the case that a review of the kind belongs to: of a change to a
// live service, a take-down or a resumption a new one, which begins at no version.
func (s *Service) paperOf(ctx context.Context, c *change, l life, kind casefile.Kind) (casefile.Dossier, error) {
	d, err := s.Store.Dossier(ctx, l.CaseID)
	if err != nil || !l.anew(kind) {
		return d, err
	}
	area := areaOf(l.Service, d.Case.Area)
	if kind == casefile.RetestKind || kind == casefile.ResumeKind {
		area = casefile.TestArea
	}
	number := fmt.Sprintf("%s-%d", l.Base, l.Cases+1)
	c.Claims = append(c.Claims, Claim{Space: NumberClaim, Value: number, Owner: ""})
	paper := casefile.Case{ID: c.newID(), Number: number, Letter: casefile.OnlineService, Area: area, OrganisationID: l.OrganisationID,
		OrganisationName: l.OrganisationName, AuthorityID: l.AuthorityID, AuthorityName: d.Case.AuthorityName, ServiceID: l.ID,
		ServiceName: l.Name, Applied: c.now}
	c.Claims[len(c.Claims)-1].Owner = paper.ID
	return casefile.Dossier{Case: paper}, nil
}

// proposing makes the candidate of a change to a live service, or of a resumption.
func (l life) proposing(c *change, d Draft, all form.Catalogue, kind casefile.Kind, paper casefile.Case) (life, error) {
	if !l.anew(kind) {
		return l, nil
	}
	if kind == casefile.DelistKind {
		l.Cases++
		return l, nil
	}
	last, ok := service.Find(l.revisions, cmp.Or(l.Live, l.Revisions))
	if !ok {
		return l, fault.Newf(fault.Internal, "service %s has no revision %d", l.ID, l.Live)
	}
	next := last.Changed(d.Values, d.Secrets)
	if kind == casefile.ResumeKind {
		next = last.Resumed(d.Values, d.Secrets)
	}
	next.N, next.Version, next.CaseID = l.Revisions+1, 1, paper.ID
	next.DataSets = all.Chosen(d.Values)
	c.Puts = append(c.Puts, next)
	l.Cases++
	return l, nil
}
