package main

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

type inviter interface {
	Invite(ctx context.Context, in onboarding.Invitation) (string, error)
}

// result is what the administrator sees: the account's id, or what is wrong
// with the invitation.
type result struct {
	Account string     `json:"account,omitempty"`
	Code    fault.Code `json:"code,omitempty"`
	Message string     `json:"message,omitempty"`
	Faults  []string   `json:"faults,omitempty"` // field and sentence of each
}

// handler invites. An administrator's mistake is an answer and no failure: the
// alarm on this function's errors means our own.
func handler(portal inviter) wiring.Handler[onboarding.Invitation, result] {
	return func(ctx context.Context, in onboarding.Invitation) (result, error) {
		id, err := portal.Invite(ctx, in)
		logging.Set(ctx, "account", id)
		switch code := fault.CodeOf(err); code {
		case fault.Invalid, fault.Conflict:
			logging.Set(ctx, "code", code)
			answer := result{Code: code, Message: fault.MessageOf(err)}
			for _, f := range fault.FieldsOf(err) {
				answer.Faults = append(answer.Faults, f.Key+": "+f.Message)
			}
			return answer, nil
		}
		return result{Account: id}, err
	}
}
