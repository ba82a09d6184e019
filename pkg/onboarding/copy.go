package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// CopyCase makes a draft of what a case of the actor's organisation last
// submitted (資料帶入新單, B9). Key texts stay behind, as does a test that would
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
	r, ok := d.Newest()
	if !ok || d.Case.Letter != casefile.OnlineService {
		return Draft{}, fault.Wrap(op, fault.New(fault.Conflict, "這份申請單沒有可以帶入新單的內容。"))
	}
	body, err := s.Store.Submission(ctx, caseID, r.Seq, r.Round)
	if err != nil {
		return Draft{}, fault.Wrap(op, err)
	}
	now := s.Now()
	draft := Draft{ID: id, OrganisationID: a.OrganisationID, Values: body.Values.Copied(calendar.Today(now)), Created: now, Changed: now, ChangedBy: a.Name, Version: 1}
	if err := s.Store.SaveDraft(ctx, draft); err != nil && !fault.Is(err, fault.Conflict) {
		return Draft{}, fault.Wrap(op, err)
	}
	return draft, nil
}
