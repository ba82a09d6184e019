package onboarding

import (
	"slices"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Turn returns the open stage of a case's review where it is for a to decide; ok is false where it is somebody else's turn or nobody's. A Forbidden
// tells a person of the party whose turn it is why they may not decide all the
// same: how they signed in (A7), or what they decided before (C10).
func Turn(a account.Actor, d casefile.Dossier) (stage casefile.Stage, ok bool, err error) {
	r, _ := d.For(a.OrganisationID)
	stage, ok = d.OpenStage(r)
	if !ok || stage.PartyID != a.OrganisationID {
		return casefile.Stage{}, false, nil
	}
	object := account.Object{OrganisationID: d.Case.OrganisationID, AuthorityID: d.Case.AuthorityID, WaitsFor: stage.PartyID}
	if err := account.May(a, account.Decide, object); err != nil {
		return stage, false, err
	}
	if err := separate(a, d, stage); err != nil {
		return stage, false, err
	}
	return stage, true, nil
}

// separate keeps the parties of a case apart by person (C10).
func separate(a account.Actor, d casefile.Dossier, stage casefile.Stage) error {
	for _, p := range d.DecidedFor(a.AccountID) {
		if p != stage.Party {
			return fault.New(fault.Forbidden, "您已代表另一個單位審核過這份申請單，不能再為這一關審核。")
		}
	}
	if stage.ByOther && slices.ContainsFunc(d.Stages, func(s casefile.Stage) bool {
		return s.Review == stage.Review && s.Round == stage.Round && s.Party == stage.Party && s.ActorID == a.AccountID
	}) {
		return fault.New(fault.Forbidden, "貴機關設定由另一位同仁登錄發文，審核過這份申請單的人不能登錄。")
	}
	return nil
}
