package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
)

// RequestSub asks for a 副帳號 (A10) and returns the case number. key is that of
// the form. What breaks a rule or is taken is Invalid.
func (s *Service) RequestSub(ctx context.Context, a account.Actor, key string, typed account.Details) (string, error) {
	number, err := s.ask(ctx, a, request{kind: casefile.SubKind, key: key, build: func(c *change, org account.Organisation, _ Staff, _ string) (casefile.AccountForm, error) {
		d, err := s.details(ctx, account.Details{}, typed, true)
		if err != nil {
			return casefile.AccountForm{}, err
		}
		sub := d.Into(account.Account{ID: c.newID(), OrganisationID: org.ID, OrganisationName: org.Name, Role: subRole(org)})
		c.putNew(sub)
		return casefile.AccountForm{AccountID: sub.ID, Role: sub.Role, After: &d}, nil
	}})
	return number, fault.Wrap("onboarding.RequestSub", err)
}

// RequestEdit asks for a change of an account's data (A9), of the officer's own
// or a sub-account's. Nothing takes effect before ops has approved it.
func (s *Service) RequestEdit(ctx context.Context, a account.Actor, key, accountID string, typed account.Details) (string, error) {
	number, err := s.ask(ctx, a, request{kind: casefile.EditKind, key: key, build: func(c *change, _ account.Organisation, f Staff, caseID string) (casefile.AccountForm, error) {
		target, err := f.standing(accountID)
		if err != nil {
			return casefile.AccountForm{}, err
		}
		before := account.DetailsOf(target)
		d, err := s.details(ctx, before, typed, target.ID != f.Office.AccountID)
		if err != nil {
			return casefile.AccountForm{}, err
		}
		if d == before {
			return casefile.AccountForm{}, fault.InvalidFields([]fault.Field{{Key: account.FieldName, Control: account.FieldName, Message: "資料沒有異動，請修改後再送出審核。"}})
		}
		c.reserve(before, d, caseID)
		return casefile.AccountForm{AccountID: target.ID, Role: target.Role, Before: &before, After: &d}, c.mark(target, caseID)
	}})
	return number, fault.Wrap("onboarding.RequestEdit", err)
}

// RequestDelete asks that a 副帳號 be removed (A11). The officer's own account
// leaves by a change of officer only.
func (s *Service) RequestDelete(ctx context.Context, a account.Actor, key, accountID string) (string, error) {
	number, err := s.ask(ctx, a, request{kind: casefile.DeleteKind, key: key, build: func(c *change, _ account.Organisation, f Staff, caseID string) (casefile.AccountForm, error) {
		target, err := f.sub(accountID)
		if err != nil {
			return casefile.AccountForm{}, err
		}
		before := account.DetailsOf(target)
		return casefile.AccountForm{AccountID: target.ID, Role: target.Role, Before: &before}, c.mark(target, caseID)
	}})
	return number, fault.Wrap("onboarding.RequestDelete", err)
}

// RequestOfficer asks for another officer (A12): the 副帳號 carried, promoted in
// place with what was typed, or with carried empty a new person. One such case
// of an organisation is open at a time.
func (s *Service) RequestOfficer(ctx context.Context, a account.Actor, key, carried string, typed account.Details) (string, error) {
	number, err := s.ask(ctx, a, request{kind: casefile.OfficerKind, key: key, build: func(c *change, org account.Organisation, f Staff, caseID string) (casefile.AccountForm, error) {
		leaving := f.Officer()
		old := account.DetailsOf(leaving)
		form := casefile.AccountForm{Role: leaving.Role, LeavingID: leaving.ID, Leaving: &old}
		if f.Office.CaseID != "" {
			return form, fault.New(fault.Conflict, "已有變更承辦人的申請單在審核中，請等候審核結果。")
		}
		if err := s.successor(ctx, c, org, f, caseID, carried, typed, &form); err != nil {
			return form, err
		}
		office := f.Office
		office.CaseID = caseID
		office.Version++
		c.putOffice("office.mark", f.Office, office)
		return form, c.mark(leaving, caseID)
	}})
	return number, fault.Wrap("onboarding.RequestOfficer", err)
}

// successor fills in who becomes the officer.
func (s *Service) successor(ctx context.Context, c *change, org account.Organisation, f Staff, caseID, carried string, typed account.Details, form *casefile.AccountForm) error {
	if carried == "" {
		d, err := s.details(ctx, account.Details{}, typed, false)
		if err != nil {
			return err
		}
		person := d.Into(account.Account{ID: c.newID(), OrganisationID: org.ID, OrganisationName: org.Name, Role: form.Role})
		c.putNew(person)
		form.AccountID, form.After = person.ID, &d
		return nil
	}
	sub, err := f.sub(carried)
	if err != nil {
		return err
	}
	before := account.DetailsOf(sub)
	if typed.Unit == "" {
		typed.Unit = before.Unit
	}
	d, err := s.details(ctx, before, typed, false)
	if err != nil {
		return err
	}
	c.reserve(before, d, caseID)
	form.AccountID, form.Before, form.After = sub.ID, &before, &d
	return c.mark(sub, caseID)
}

// RequestRebind asks that a lost authenticator be replaced (A15). It is asked by
// somebody who proved password and mailbox but has no session, so it changes
// nothing. The same key returns the same case's number.
func (s *Service) RequestRebind(ctx context.Context, accountID, key string) (string, error) {
	const op = "onboarding.RequestRebind"
	caseID, number := eventID("rebind", accountID, key), ""
	err := again(func() error {
		d, err := s.Store.Dossier(ctx, caseID)
		if err == nil {
			number = d.Case.Number
			return nil
		}
		if !fault.Is(err, fault.NotFound) {
			return err
		}
		a, err := s.Store.Account(ctx, accountID)
		if err != nil {
			return err
		}
		org, err := s.Store.Organisation(ctx, a.OrganisationID)
		if err != nil {
			return err
		}
		if number, err = s.drawNumber(ctx, casefile.AccountCase); err != nil {
			return err
		}
		c := s.begin(account.ActorOf(a, account.LevelPassword))
		before := account.DetailsOf(a)
		form := casefile.AccountForm{AccountID: a.ID, Role: a.Role, Before: &before}
		if err := c.file(casefile.RebindKind, caseID, number, org, personOf(account.ActorOf(a, account.LevelPassword)), form); err != nil {
			return err
		}
		if err := s.warn(ctx, c, a, notice.RebindAsked); err != nil {
			return err
		}
		return s.Store.Commit(ctx, c.Tx)
	})
	return number, fault.Wrap(op, err)
}

// details reads what was typed about an account whose names so far are own.
func (s *Service) details(ctx context.Context, own, typed account.Details, unit bool) (account.Details, error) {
	d, faults := typed.Check(unit)
	if len(faults) == 0 {
		var err error
		if faults, err = s.taken(ctx, own, d); err != nil {
			return d, err
		}
	}
	if len(faults) > 0 {
		return d, fault.InvalidFields(faults)
	}
	return d, nil
}

// standing is an account of the staff that a case can be about.
func (f Staff) standing(id string) (account.Account, error) {
	a := f.Person(id)
	switch {
	case a.ID == "":
		return a, fault.New(fault.NotFound, "")
	case a.Status == account.Pending:
		return a, fault.New(fault.Conflict, "帳號「"+a.Login+"」還在審核中，請等候審核結果。")
	}
	return a, nil
}

// sub is a 副帳號 that a case can be about.
func (f Staff) sub(id string) (account.Account, error) {
	a, err := f.standing(id)
	if err == nil && a.ID == f.Office.AccountID {
		err = fault.New(fault.Conflict, "「"+a.Login+"」是承辦人，請以「變更承辦人」辦理。")
	}
	return a, err
}

// subRole is what a 副帳號 of an organisation is: an authority's review too.
func subRole(o account.Organisation) account.Role {
	if o.Authority {
		return account.Authority
	}
	return account.Sub
}
