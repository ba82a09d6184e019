package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/policy"
)

// Policy is the terms of service and the privacy policy in force, as of the last
// minute (A1).
func (s *Service) Policy(ctx context.Context) (policy.Policy, error) {
	p, err := s.Store.Policy(ctx)
	if fault.Is(err, fault.NotFound) {
		return policy.Original(), nil
	}
	return p, fault.Wrap("onboarding.Policy", err)
}

// Policies are all versions, the one in force first and the original last.
func (s *Service) Policies(ctx context.Context) ([]policy.Policy, error) {
	list, err := s.Store.Policies(ctx)
	return append(list, policy.Original()), fault.Wrap("onboarding.Policies", err)
}

// CheckPolicy reads a text that is to replace the version seen, and returns it as
// it would be published. A text against the rules is Invalid; where another
// version is in force by now, it is Conflict.
func (s *Service) CheckPolicy(ctx context.Context, a account.Actor, seen, text string) (policy.Policy, error) {
	const op = "onboarding.CheckPolicy"
	if err := account.May(a, account.PublishPolicy, account.Object{}); err != nil {
		return policy.Policy{}, fault.Wrap(op, err)
	}
	list, err := s.Policies(ctx)
	if err != nil {
		return policy.Policy{}, fault.Wrap(op, err)
	}
	message := policy.Fault(text)
	text = policy.Clean(text)
	switch {
	case list[0].Version != seen:
		return list[0], fault.Wrap(op, fault.New(fault.Conflict, "條款與政策在您開啟頁面之後已有新的版本，請重新檢視後再修改。"))
	case message == "" && text == list[0].Text:
		message = "內容與目前的版本相同。"
	}
	if message != "" {
		return list[0], fault.Wrap(op, fault.InvalidFields([]fault.Field{{Key: policy.FieldText, Control: policy.FieldText, Message: message}}))
	}
	return list[0].Next(calendar.Today(s.Now()), text), nil
}

// PublishPolicy puts a text in force in place of the version seen. Who signs up
// from now on reads it and agrees to it; who agreed before is asked nothing.
func (s *Service) PublishPolicy(ctx context.Context, a account.Actor, seen, text string) (policy.Policy, error) {
	const op = "onboarding.PublishPolicy"
	next, err := s.CheckPolicy(ctx, a, seen, text)
	if err != nil {
		return next, fault.Wrap(op, err)
	}
	next.Published, next.PublishedBy = s.Now(), a.AccountID
	c := s.begin(a)
	c.seal("policy/"+next.Version, next.RecordVersion(), &next.LogHash, "policy.publish", nil, facts{"replaces": seen})
	c.Puts = append(c.Puts, next)
	return next, fault.Wrap(op, s.Store.Commit(ctx, c.Tx))
}
