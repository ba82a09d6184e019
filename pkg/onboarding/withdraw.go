package onboarding

import (
	"context"
	"fmt"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
)

// FieldReason is the key of the control for why a submission is taken back.
const FieldReason = "reason"

const reasonLimit = 500 // characters

// Withdraw takes a submission back before the last decision (C8): the review
// ends, the candidate returns to the step before it, the waiting machine is
// answered, and the people who had the case are told. A reason need not be
// given, but has an end. A repeat is no error.
func (s *Service) Withdraw(ctx context.Context, a account.Actor, caseID, reason string) error {
	const op = "onboarding.Withdraw"
	if reason = trimmed(reason); len([]rune(reason)) > reasonLimit {
		return fault.Wrap(op, fault.InvalidFields([]fault.Field{{Key: FieldReason, Control: FieldReason,
			Message: fmt.Sprintf("撤回原因最多 %d 字。", reasonLimit)}}))
	}
	return fault.Wrap(op, s.commit(ctx, func() (*change, error) { return s.withdrawal(ctx, a, caseID, reason) }))
}

func (s *Service) withdrawal(ctx context.Context, a account.Actor, caseID, reason string) (*change, error) {
	d, err := s.Store.Dossier(ctx, caseID)
	if err != nil {
		return nil, err
	}
	if err := account.May(a, account.Withdraw, caseObject(d.Case)); err != nil {
		return nil, err
	}
	r, _ := d.Foremost()
	if r.State == casefile.ReviewWithdrawn {
		return nil, nil
	}
	next, err := r.Withdraw()
	if err != nil {
		return nil, &fault.Error{Code: fault.Conflict, Message: "這份申請單已經審核完畢，不能撤回。", Err: err}
	}
	if err := s.mayWithdraw(ctx, a, d.Case); err != nil {
		return nil, err
	}
	c := s.begin(a)
	c.putReview("review.withdraw", r, next, nil)
	if err := outcomes[r.Kind].undo(s, ctx, c, &d, r); err != nil {
		return nil, torn(err)
	}
	if r.State == casefile.ReviewReturned {
		c.Deletes = append(c.Deletes, Draft{ID: correctionOf(d.Case, r), OrganisationID: d.Case.OrganisationID})
	}
	stage, waits := d.OpenStage(r)
	c.moveCase("case.withdraw", &d, beside(d, r.Seq, casefile.Withdrawn))
	if waits {
		err = s.takeBack(ctx, c, d.Case, r, stage, reason)
	}
	return c, err
}

// mayWithdraw keeps cases about accounts to the officer, signed in with an
// authenticator (A7).
func (s *Service) mayWithdraw(ctx context.Context, a account.Actor, paper casefile.Case) error {
	if !paper.Kind.Account() {
		return nil
	}
	if err := account.May(a, account.ManageAccounts, account.Object{OrganisationID: paper.OrganisationID}); err != nil {
		return err
	}
	office, err := s.Store.Office(ctx, paper.OrganisationID)
	if err == nil && office.AccountID != a.AccountID {
		err = fault.New(fault.Forbidden, notOfficer)
	}
	return err
}

// closeStage closes a stage that will not be answered, and answers its machine.
func (c *change) closeStage(r casefile.Review, stage casefile.Stage, reason string) {
	c.Puts = append(c.Puts, stage.Withdraw(reason, c.now))
	c.tell(Event{Kind: Answer, CaseID: r.CaseID, Review: r.Seq, Round: r.Round, Attempt: r.Attempt, Stage: stage.Order,
		Party: stage.PartyID, Reply: chain.ReplyWithdrawn})
}

// takeBack closes the open stage and tells machine and party.
func (s *Service) takeBack(ctx context.Context, c *change, paper casefile.Case, r casefile.Review, stage casefile.Stage, reason string) error {
	c.closeStage(r, stage, reason)
	about, err := notice.About(paper, r)
	if err != nil {
		return err
	}
	people, err := s.Store.People(ctx, stage.PartyID)
	if err != nil {
		return err
	}
	for _, p := range people {
		if err := c.mail(p.ID, notice.CaseWithdrawn{Case: about, Reason: reason, At: c.now}); err != nil {
			return err
		}
	}
	return nil
}
