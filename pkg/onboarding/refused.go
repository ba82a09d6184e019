package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/logging"
)

// Attempt is something that was tried, as it is recorded where it is refused.
type Attempt struct {
	Act    string        // route or step, one of a fixed list: "POST /cases/{number}/decide"
	Actor  account.Actor // zero for a stranger
	Source string        // the caller's address as the gateway saw it; may be empty
	CaseID string        // of the case it was about; empty for none
}

// Refused records that an attempt came to nothing because of cause (trust 7,
// F8). A cause that is no refusal, or none at all, is left out. Where even the
// record fails, the refusal stands and the log says so.
func (s *Service) Refused(ctx context.Context, a Attempt, cause error) {
	object := ""
	if a.CaseID != "" {
		object = "case/" + a.CaseID
	}
	actor := audit.Actor{AccountID: a.Actor.AccountID, Role: string(a.Actor.Role), Party: a.Actor.OrganisationID}
	s.record(ctx, audit.Refusal{Actor: actor, Act: a.Act, Object: object}, a.Source, cause)
}

// failed records a try to be somebody, which nothing has proved yet.
func (s *Service) failed(ctx context.Context, step, accountID, source string, cause error) {
	s.record(ctx, audit.Refusal{Actor: audit.Actor{AccountID: accountID, Role: audit.Claimed}, Act: step}, source, cause)
}

func (s *Service) record(ctx context.Context, r audit.Refusal, source string, cause error) {
	switch code := fault.CodeOf(cause); code {
	case "", fault.Internal, fault.Unavailable:
		return
	default:
		r.Code = string(code)
	}
	if source != "" {
		r.Source = digest(source)[:16]
	}
	r.First = s.Now()
	r.Last = r.First
	if err := s.Store.Refused(ctx, r); err != nil {
		logging.Set(ctx, "unrecorded", fault.CodeOf(err))
	}
}
