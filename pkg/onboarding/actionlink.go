package onboarding

import (
	"context"
	"errors"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/link"
)

// LinkView is what an action link opens: the case, for the eyes of the person
// it was mailed to.
type LinkView struct {
	Actor   account.Actor
	Claims  link.Claims
	Dossier casefile.Dossier
	Review  casefile.Review
	Stage   casefile.Stage
	Lapsed  bool // the stage is no longer this link's to decide
}

// OpenLink shows what an action link is about and changes nothing (C6, trust
// 5). A link that is malformed is NotFound, one that has lapsed Expired; one
// whose stage was decided still shows the case, with Lapsed set.
func (s *Service) OpenLink(ctx context.Context, token string) (LinkView, error) {
	const op = "onboarding.OpenLink"
	claims, err := s.redeem(token)
	if err != nil {
		return LinkView{}, fault.Wrap(op, err)
	}
	a, err := s.Store.Account(ctx, claims.AccountID)
	if err != nil {
		return LinkView{}, fault.Wrap(op, err)
	}
	actor, err := linkActor(a, claims)
	if err != nil {
		return LinkView{}, fault.Wrap(op, err)
	}
	d, err := s.Store.Dossier(ctx, claims.CaseID)
	if err != nil {
		return LinkView{}, fault.Wrap(op, err)
	}
	object := account.Object{OrganisationID: d.Case.OrganisationID, AuthorityID: d.Case.AuthorityID}
	if err := account.May(actor, account.ReadCase, object); err != nil {
		return LinkView{}, fault.Wrap(op, err)
	}
	view := LinkView{Actor: actor, Claims: claims, Dossier: d}
	view.Review, _ = d.Review(claims.Review)
	view.Stage, _ = d.Stage(claims.Review, claims.Round, claims.Stage)
	open, waits := d.OpenStage(view.Review)
	view.Lapsed = !waits || open.Order != claims.Stage || open.Round != claims.Round
	return view, nil
}

// DecideByLink takes the decision of an action link, confirmed by the person's
// authenticator code, which is used up in the same transaction (C6). Three
// requests: the account with its count, the case, the commit.
func (s *Service) DecideByLink(ctx context.Context, token, code string, b Ballot) (casefile.Stage, error) {
	const op = "onboarding.DecideByLink"
	claims, err := s.redeem(token)
	if err != nil {
		return casefile.Stage{}, fault.Wrap(op, err)
	}
	b.CaseID, b.Review, b.Round, b.Stage = claims.CaseID, claims.Review, claims.Round, claims.Stage
	d, err := s.Store.Dossier(ctx, claims.CaseID)
	if err != nil {
		return casefile.Stage{}, fault.Wrap(op, err)
	}
	if stage, ok := d.Stage(b.Review, b.Round, b.Stage); ok && sameForm(stage, account.Actor{AccountID: claims.AccountID}, b) {
		return stage, nil
	}
	if err := s.confirm(ctx, d, &b, false); err != nil {
		return casefile.Stage{}, fault.Wrap(op, err)
	}
	if faults := ballotFaults(d, &b); len(faults) > 0 {
		return casefile.Stage{}, fault.Wrap(op, fault.InvalidFields(faults)) // before a code is spent on it
	}
	a, step, err := s.checkCode(ctx, claims.AccountID, "", code)
	if err != nil {
		return casefile.Stage{}, fault.Wrap(op, err)
	}
	actor, err := linkActor(a, claims)
	if err != nil {
		return casefile.Stage{}, fault.Wrap(op, err)
	}
	var stage casefile.Stage
	again := false // d was loaded before the code was looked at
	err = s.commit(ctx, func() (*change, error) {
		if again {
			if a, d, err = s.lookAgainByLink(ctx, a, step, b); err != nil {
				return nil, err
			}
			if err := s.confirm(ctx, d, &b, true); err != nil {
				return nil, err
			}
		}
		again = true
		var c *change
		if stage, c, err = s.ballot(actor, d, b); c != nil {
			c.spend(a, step)
		}
		return c, err
	})
	return stage, fault.Wrap(op, err)
}

// lookAgainByLink loads what a decision by link was lost against. A code that
// was used up meanwhile decides nothing more.
func (s *Service) lookAgainByLink(ctx context.Context, before account.Account, step int64, b Ballot) (account.Account, casefile.Dossier, error) {
	d, err := s.Store.Dossier(ctx, b.CaseID)
	if err != nil {
		return before, d, err
	}
	a, err := s.Store.Account(ctx, before.ID)
	if stage, ok := d.Stage(b.Review, b.Round, b.Stage); err == nil && a.FactorStep >= step && (!ok || stage.Open()) {
		err = usedCode()
	}
	return a, d, err
}

func (s *Service) redeem(token string) (link.Claims, error) {
	claims, err := s.Links.Redeem(token, s.Now())
	switch {
	case err == nil:
		return claims, nil
	case errors.Is(err, link.ErrExpired):
		return claims, fault.New(fault.Expired, "這個審核連結已經失效，請登入後臺審核。")
	}
	return claims, fault.New(fault.NotFound, "這個審核連結不正確，請確認是否複製完整。")
}

// linkActor is who the link speaks for, as long as the account still stands
// where it stood when the link was mailed.
func linkActor(a account.Account, claims link.Claims) (account.Actor, error) {
	if !a.Usable() || a.Epoch != claims.Epoch {
		return account.Actor{}, fault.New(fault.Expired, "這個審核連結已經失效，請登入後臺審核。")
	}
	return account.ActorOf(a, account.LevelTOTP), nil
}
