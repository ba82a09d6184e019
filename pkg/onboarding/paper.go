package onboarding

import (
	"cmp"
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// PaperID names the draft in which something is asked for a service: an
// extension, a go-live, a pilot report, a take-down, a resumption, or a change, which is AmendKind here: its
// kind follows from its fields when it is sent. A service has one of each.
func PaperID(kind casefile.Kind, serviceID string) string { return string(kind) + "-" + serviceID }

// Paper is the desk on which something is asked for a service. It need not have
// been saved yet: it then shows what there is. seen is the version that a form
// was made from, negative for a page that asks for none; where that was sent
// meanwhile the draft is Done, so that a repeat is led to its case (trust 8). A
// service that stands where this cannot be asked is Conflict.
func (s *Service) Paper(ctx context.Context, a account.Actor, kind casefile.Kind, serviceID string, seen int) (Desk, error) {
	sv, _, err := s.Store.Service(ctx, serviceID)
	if err != nil {
		return Desk{}, fault.Wrap("onboarding.Paper", err)
	}
	return s.PaperOf(ctx, a, kind, sv, seen)
}

// PaperOf is Paper for a service that was read before; the zero one is NotFound.
func (s *Service) PaperOf(ctx context.Context, a account.Actor, kind casefile.Kind, sv service.Service, seen int) (Desk, error) {
	const op = "onboarding.PaperOf"
	if sv.ID == "" {
		return Desk{}, fault.Wrap(op, fault.New(fault.NotFound, ""))
	}
	if err := account.May(a, account.Apply, serviceObject(sv)); err != nil {
		return Desk{}, fault.Wrap(op, err)
	}
	desk, revisions, err := s.Store.PaperDesk(ctx, a.OrganisationID, PaperID(kind, sv.ID), sv)
	if err != nil {
		return Desk{}, fault.Wrap(op, err)
	}
	if d := desk.Draft; d.ID != "" && (!d.Done() || seen >= 0 && seen < d.Version) {
		return desk, nil
	}
	desk.Draft, err = s.blank(life{sv, revisions}, kind, desk.Draft.Version)
	return desk, fault.Wrap(op, err)
}

// blank is a paper that nobody has written on, at the version of the one before.
func (s *Service) blank(l life, kind casefile.Kind, version int) (Draft, error) {
	if err := s.mayAsk(l, kind); err != nil {
		return Draft{}, err
	}
	now := s.Now()
	d := Draft{ID: PaperID(kind, l.ID), OrganisationID: l.OrganisationID, ServiceID: l.ID, Service: l.Name, Kind: kind, Created: now, Changed: now, Version: version}
	switch kind {
	case casefile.ExtendKind, casefile.ReportKind:
		d.Values = form.Values{}
	case casefile.GoLiveKind:
		d.Values = l.prefilled()
	case casefile.DelistKind, casefile.ResumeKind:
		d.Values = l.again(kind)
	default:
		d.Kind, d.InForce = l.inForce()
		d.Values = d.InForce.Clone()
	}
	return d, nil
}

// mayAsk refuses what the table refuses at the step the service stands at.
func (s *Service) mayAsk(l life, kind casefile.Kind) error {
	never := kind == casefile.ResumeKind && l.ClientID == "" // a first application is made anew
	if l.Can(eventsOf[kind].asked, service.Facts{Now: s.Now(), Way: form.Direct}) && !never {
		return nil
	}
	what := map[casefile.Kind]string{casefile.ExtendKind: "延長測試", casefile.GoLiveKind: "上線", casefile.ReportKind: "試辦完成",
		casefile.DelistKind: "下架", casefile.ResumeKind: "恢復介接"}[kind]
	if what == "" {
		what = "異動"
	}
	where := l.StateAt(s.Now()).Label()
	if step := l.Step.Label(); step != "" {
		where = step
	}
	return fault.New(fault.Conflict, "這項服務目前是「"+where+"」，不能申請"+what+"；已有同類申請在審核中時，請等它審核完畢。")
}

// inForce is the answers that a change begins with, those that count where the
// candidate or, without one, the live revision stands, and the mildest kind of it.
func (l life) inForce() (casefile.Kind, form.Values) {
	n := l.Candidate
	if n == 0 {
		n = l.Live
	}
	r, _ := service.Find(l.revisions, n)
	if l.InTest() {
		return casefile.AmendKind, r.Values
	}
	v := r.InProduction()
	v.Set(form.TestStart)
	if l.Step == service.Live {
		return casefile.DirectKind, v
	}
	return casefile.AlterKind, v
}

// again is what a take-down and a resumption say of the service as it was last:
// its name and purpose, and the application without its day.
func (l life) again(kind casefile.Kind) form.Values {
	r, _ := service.Find(l.revisions, cmp.Or(l.Live, l.Candidate, l.Revisions))
	if kind == casefile.DelistKind {
		v := form.Values{}
		v.Set(form.Name, r.Values.Get(form.Name))
		v.Set(form.Purpose, r.Values.Get(form.Purpose))
		return v
	}
	v := r.Values.Clone()
	v.Set(form.TestStart)
	return v
}

// prefilled is what a go-live application opens with: what 正式區 has already
// or, of a first service, the connections of 測試區 without their keys (D5). The
// choices that decide which keys are asked for come along.
func (l life) prefilled() form.Values {
	r, _ := service.Find(l.revisions, l.Candidate)
	v := form.Values{}
	for _, f := range form.On(form.GoLive) {
		switch {
		case f.Key == form.GoLiveDate || f.Key == form.Checklist:
		case len(r.Production) > 0:
			v.Set(f.Key, r.Production.List(f.Key)...)
		case f.When.Key == "":
			v.Set(f.Key, r.Values.List(f.Key)...)
		}
		if f.When.Key != "" {
			v.Set(f.When.Key, r.Values.List(f.When.Key)...)
		}
	}
	return v
}

// missingForTest asks for what a change needs that goes back to test (D8).
func missingForTest(d Draft, v form.Values) []fault.Field {
	if form.Diff(d.InForce, v).Way() != form.Test {
		return nil
	}
	var faults []fault.Field
	for _, k := range []form.Key{form.TestStart, form.TestIPs} {
		if f, ok := form.Lookup(k); ok && len(v.List(k)) == 0 {
			control := form.ControlID(k, "")
			if f.List() {
				control = form.ControlID(k, "1")
			}
			faults = append(faults, fault.Field{Key: string(k), Control: control, Message: "這次異動須回測試，請填寫" + f.Label + "。"})
		}
	}
	return faults
}

// DropPaper gives up what was written on a service's paper and not sent, and the
// files that were handed in for it.
func (s *Service) DropPaper(ctx context.Context, a account.Actor, kind casefile.Kind, serviceID string) error {
	const op = "onboarding.DropPaper"
	return fault.Wrap(op, again(func() error {
		l, err := s.lifeOf(ctx, serviceID)
		if err != nil {
			return err
		}
		if err := account.May(a, account.Apply, account.Object{OrganisationID: l.OrganisationID, AuthorityID: l.AuthorityID}); err != nil {
			return err
		}
		desk, err := s.Store.Draft(ctx, a.OrganisationID, PaperID(kind, serviceID))
		if err != nil || desk.Draft.ID == "" || desk.Draft.Done() {
			return err
		}
		d, err := s.blank(l, kind, desk.Draft.Version+1)
		if err != nil {
			return err
		}
		d.ChangedBy = a.Name
		return s.saveWithout(ctx, desk.Draft.Values, d, func() *change { return s.begin(a) })
	}))
}
