package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// CopyCase makes a draft of the application that a case of the actor's
// organisation last submitted, whatever followed it (資料帶入新單, B9). Key texts stay behind, as does a test that would
// have to begin before today. id comes from the form that asked, so that a
// double click makes one draft. A case without answers to copy is Conflict, one
// of another organisation NotFound.
func (s *Service) CopyCase(ctx context.Context, a account.Actor, caseID, id string) (Draft, error) {
	const op = "onboarding.CopyCase"
	d, err := s.Store.Dossier(ctx, caseID)
	if err == nil {
		err = account.May(a, account.Apply, account.Object{OrganisationID: d.Case.OrganisationID, AuthorityID: d.Case.AuthorityID})
	}
	if err != nil {
		return Draft{}, fault.Wrap(op, err)
	}
	r, ok := d.Application()
	kind := d.Case.Letter.First()
	if !ok {
		return Draft{}, fault.Wrap(op, fault.New(fault.Conflict, "這份申請單沒有可以帶入新單的內容。"))
	}
	body, err := s.Store.Submission(ctx, caseID, r.Seq, r.Round)
	if err != nil {
		return Draft{}, fault.Wrap(op, err)
	}
	draft, err := s.newDraft(ctx, a, Draft{ID: id, Kind: kind, Values: body.Values.Copied(kind.Paper(), calendar.Today(s.Now()))})
	return draft, fault.Wrap(op, err)
}
