package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/offering"
)

// DraftAbout makes the draft of a 異動 or 下架 of a data set or counter service,
// opened with what is in force (D14). id is as of NewDraft. What another case is
// about already, or is taken down, is a Conflict.
func (s *Service) DraftAbout(ctx context.Context, a account.Actor, id, offeringID string, kind casefile.Kind) (Draft, error) {
	const op = "onboarding.DraftAbout"
	o, err := s.Store.Offering(ctx, offeringID)
	if err != nil {
		return Draft{}, fault.Wrap(op, err)
	}
	if err := account.May(a, account.Apply, account.Object{OrganisationID: o.OrganisationID, AuthorityID: o.AuthorityID}); err != nil {
		return Draft{}, fault.Wrap(op, err)
	}
	if kind.Fresh() || kind.Letter() != o.Letter {
		return Draft{}, fault.Wrap(op, fault.Newf(fault.NotFound, "kind %q of offering %s", kind, o.ID))
	}
	if _, err := o.Bespeak(casefile.Case{}); err != nil {
		return Draft{}, fault.Wrap(op, err)
	}
	d := Draft{ID: id, Kind: kind, Offering: o.ID, Seen: o.Version, Values: o.Values}
	if kind == casefile.ChangeData || kind == casefile.ChangeCounter {
		d.InForce = o.Values
	}
	d, err = s.newDraft(ctx, a, d)
	return d, fault.Wrap(op, err)
}

// offeringOf loads what a draft is about; zero where it asks for something new.
// An offering that was changed since the draft began is a Conflict: the draft
// would undo the change. So is a change that changes nothing.
func (s *Service) offeringOf(ctx context.Context, d Draft) (offering.Offering, error) {
	if d.Offering == "" {
		return offering.Offering{}, nil
	}
	if len(d.InForce) > 0 && len(form.Diff(d.InForce, d.Values)) == 0 {
		return offering.Offering{}, fault.New(fault.Conflict, "內容與目前生效的相同，沒有需要審核的異動。")
	}
	o, err := s.Store.Offering(ctx, d.Offering)
	if err != nil {
		return o, err
	}
	if _, err := o.Bespeak(casefile.Case{}); err != nil {
		return o, err
	}
	if o.Version != d.Seen {
		return o, fault.New(fault.Conflict, "「"+o.Name+"」在這份草稿建立後已有異動，請由目前的內容重新申請。")
	}
	return o, nil
}

func (c *change) bespeak(o offering.Offering, paper casefile.Case) error {
	next, err := o.Bespeak(paper)
	if err != nil {
		return err
	}
	c.putOffering("offering.mark", o, next)
	return nil
}

func (c *change) putOffering(act string, before, after offering.Offering) {
	c.seal("offering/"+after.ID, after.Version, &after.LogHash, act, offeringFacts(before), offeringFacts(after))
	c.Puts = append(c.Puts, after)
}

func offeringFacts(o offering.Offering) facts {
	if o.Version == 0 {
		return nil
	}
	return facts{"organisation": o.OrganisationID, "state": string(o.State), "case": o.CaseID}
}
