package onboarding

import (
	"context"
	"fmt"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// AskHalt asks for the suspension of a service or, where it is suspended, for the
// end of that (F11). It takes effect once another person of the ministry has
// confirmed it. A reason is needed; a repeat of the same person is no error.
func (s *Service) AskHalt(ctx context.Context, a account.Actor, serviceID, reason string) error {
	const op = "onboarding.AskHalt"
	if reason = trimmed(reason); reason == "" || len([]rune(reason)) > reasonLimit {
		return fault.Wrap(op, fault.InvalidFields([]fault.Field{{Key: FieldReason, Control: FieldReason, Message: fmt.Sprintf("請填寫原因，最多 %d 字。", reasonLimit)}}))
	}
	return fault.Wrap(op, s.halting(ctx, a, serviceID, func(c *change, l life) error {
		e, ok := l.HaltNext(c.now)
		switch {
		case !ok:
			return fault.New(fault.Conflict, "這項服務目前不能暫停介接。")
		case l.HaltAsked.AskedBy == a.AccountID:
			return errNothing
		case !l.HaltAsked.IsZero():
			return fault.New(fault.Conflict, l.HaltAsked.Asker+"已經提出，請直接確認或取消。")
		}
		next := l.Service
		next.HaltAsked = service.Halt{Lifts: e == service.Lifted, Reason: reason, AskedBy: a.AccountID, Asker: a.Name, Asked: c.now}
		next.Version++
		c.putService("service.halt-ask", l.Service, next)
		return nil
	}))
}

// DropHalt takes back what was asked for, by the same person or another.
func (s *Service) DropHalt(ctx context.Context, a account.Actor, serviceID string) error {
	return fault.Wrap("onboarding.DropHalt", s.halting(ctx, a, serviceID, func(c *change, l life) error {
		if l.HaltAsked.IsZero() {
			return errNothing
		}
		next := l.Service
		next.HaltAsked = service.Halt{}
		next.Version++
		c.putService("service.halt-drop", l.Service, next)
		return nil
	}))
}

// ConfirmHalt puts into effect what another person has asked for: rules close or
// open again, and officer, authority and ops are told (F11). A repeat is no error.
func (s *Service) ConfirmHalt(ctx context.Context, a account.Actor, serviceID string) error {
	return fault.Wrap("onboarding.ConfirmHalt", s.halting(ctx, a, serviceID, func(c *change, l life) error {
		h := l.HaltAsked
		switch {
		case h.IsZero() && l.Halt.Confirmer == a.Name:
			return errNothing
		case h.IsZero():
			return fault.New(fault.Conflict, "沒有等待確認的暫停或恢復。")
		case h.AskedBy == a.AccountID:
			return fault.New(fault.Forbidden, "須由數位發展部的另一位同仁確認。")
		}
		h.Confirmer, h.Confirmed = a.Name, c.now
		l.Halt, l.HaltAsked = h, service.Halt{}
		by := casefile.Stage{ActorID: a.AccountID, Actor: a.Name}
		if _, _, err := s.step(ctx, c, l, h.Event(), service.Facts{Now: c.now}, nil, by); err != nil {
			return err
		}
		return s.tellHalt(ctx, c, l.Service)
	}))
}

// halting loads a service for one of the ministry's acts on it.
func (s *Service) halting(ctx context.Context, a account.Actor, serviceID string, act func(*change, life) error) error {
	if err := account.May(a, account.Suspend, account.Object{}); err != nil {
		return err
	}
	return s.commit(ctx, func() (*change, error) {
		l, err := s.lifeOf(ctx, serviceID)
		if err != nil {
			return nil, err
		}
		c := s.begin(a)
		if err := act(c, l); err == errNothing {
			return nil, nil
		} else if err != nil {
			return nil, err
		}
		return c, nil
	})
}

// tellHalt tells the officer, the authority and ops. Who asked and confirmed is
// not in the mail.
func (s *Service) tellHalt(ctx context.Context, c *change, sv service.Service) error {
	about, err := s.serving(ctx, sv)
	if err != nil {
		return err
	}
	office, err := s.Store.Office(ctx, sv.OrganisationID)
	if err != nil {
		return err
	}
	var n notice.Notice = notice.Suspended{Case: about, Reason: sv.Halt.Reason, At: c.now}
	if sv.Halt.Lifts {
		n = notice.Resumed{Case: about, Reason: sv.Halt.Reason, At: c.now}
	}
	if err := c.mail(office.AccountID, n); err != nil {
		return err
	}
	if sv.AuthorityID != "" {
		if err := s.mailStaff(ctx, c, sv.AuthorityID, n); err != nil {
			return err
		}
	}
	return s.mailStaff(ctx, c, account.OpsID, n)
}
