package onboarding

import (
	"context"
	"fmt"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/notice"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// MoveDate moves the day of a first go-live, before it has come, with a reason:
// by the applicant or by ops (D7). Deadlines follow; the applicant and the
// operation team are told. A service whose day cannot be moved is Conflict, the
// day it has already no change.
func (s *Service) MoveDate(ctx context.Context, a account.Actor, serviceID string, day calendar.Date, reason string) error {
	const op = "onboarding.MoveDate"
	if err := account.May(a, account.MoveDate, account.Object{OrganisationID: a.OrganisationID}); err != nil {
		return fault.Wrap(op, err)
	}
	reason = trimmed(reason)
	if faults := s.dateFaults(day, reason); len(faults) > 0 {
		return fault.Wrap(op, fault.InvalidFields(faults))
	}
	return fault.Wrap(op, s.commit(ctx, func() (*change, error) {
		l, err := s.lifeOf(ctx, serviceID)
		if err != nil {
			return nil, err
		}
		if err := account.May(a, account.MoveDate, account.Object{OrganisationID: l.OrganisationID}); err != nil {
			return nil, err
		}
		if l.GoLive == day {
			return nil, nil
		}
		if !l.Can(service.DateMoved, service.Facts{Now: s.Now(), Day: day}) {
			return nil, fault.New(fault.Conflict, NoDateToMove)
		}
		d, err := s.Store.Dossier(ctx, l.CaseID)
		if err != nil {
			return nil, err
		}
		c := s.begin(a)
		next, _, err := s.step(ctx, c, l, service.DateMoved, service.Facts{Now: c.now, Day: day}, nil, casefile.Stage{})
		if err != nil {
			return nil, err
		}
		n := notice.DateMoved{Case: standingCase(d.Case, next.Service), Before: l.GoLive, GoLive: next.GoLive, By: a.Name, Reason: reason}
		if err := c.mail(d.Case.Applicant.AccountID, n); err != nil {
			return nil, err
		}
		return c, s.mailStaff(ctx, c, account.OpsID, n)
	}))
}

// NoDateToMove tells that a service does not wait for a day.
const NoDateToMove = "只有第一次上線、還沒有上線的服務可以變更上線日期。"

// FieldDate is the key of the control for the new day; FieldReason is the other.
const FieldDate = string(form.GoLiveDate)

func (s *Service) dateFaults(day calendar.Date, reason string) []fault.Field {
	v := form.Values{}
	v.Set(form.GoLiveDate, day.String())
	f, _ := form.Lookup(form.GoLiveDate)
	faults := form.Check([]form.Field{f}, v, form.Context{Now: s.Now()}).Faults
	switch n := len([]rune(reason)); {
	case n == 0:
		faults = append(faults, fault.Field{Key: FieldReason, Control: FieldReason, Message: "請填寫變更原因。"})
	case n > reasonLimit:
		faults = append(faults, fault.Field{Key: FieldReason, Control: FieldReason, Message: fmt.Sprintf("變更原因最多 %d 字。", reasonLimit)})
	}
	return faults
}
