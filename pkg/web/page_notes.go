package web

import (
	"net/http"
	"net/url"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// inside is what the people of a reviewing party share about a case and nobody
// else sees (F7): who has taken it on and their notes. It is nil for applicants.
func (s *Server) inside(v *visit, p paper, typed url.Values) *kit.Inside {
	if account.Attempt(v.actor, account.ReadQueue) != nil || v.actor.OrganisationID == p.Case.OrganisationID {
		return nil
	}
	in := kit.Inside{}
	if stage, waits := p.OpenStage(p.review); waits && stage.PartyID == v.actor.OrganisationID {
		in.Holder, in.Claim = holder(v.actor, stage), claimForm(v.actor, stage, "")
		in.Due = s.Portal.Patience.Deadline(stage).String()
		if s.Portal.Patience.Overdue(stage, s.Now()) {
			in.Late = kit.Overdue
		}
		if stage.HolderID != "" {
			in.Holder += "（" + calendar.Minute(stage.Held) + "）"
		}
	}
	for _, n := range p.NotesFor(v.actor.OrganisationID) {
		in.Notes = append(in.Notes, kit.Remark{Text: n.Text, By: n.Author, When: calendar.Minute(n.Written)})
	}
	if account.Attempt(v.actor, account.WriteNote) == nil {
		in.Write = &kit.Form{Action: p.path() + "/notes", Key: s.NewID(), Buttons: []kit.Button{{Text: "新增註記", Look: kit.Secondary}},
			Fields: []kit.Field{{Kind: kit.TextArea, ID: onboarding.FieldRemark, Label: "內部註記", Lines: 3, Value: typed.Get(onboarding.FieldRemark),
				Hints: []string{"只有貴單位同仁看得到，申請機關與其他審核單位都看不到；寫下後不能修改。"}}}}
	}
	return &in
}

// notePost adds an internal note; the same form again adds nothing.
func (s *Server) notePost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, kit.FormKey, onboarding.FieldRemark); err != nil {
		return err
	}
	text := r.PostForm.Get(onboarding.FieldRemark)
	err := s.Portal.WriteNote(r.Context(), v.actor, v.caseID, text, r.PostForm.Get(kit.FormKey))
	if err == nil {
		return s.redirect(w, r, "已新增內部註記。", casesPath, r.PathValue("number"))
	}
	faults := fault.FieldsOf(err)
	if len(faults) == 0 {
		return err
	}
	p, readErr := s.paper(r.Context(), v, v.caseID)
	if readErr != nil {
		return readErr
	}
	return s.showCase(w, r, v, p, http.StatusUnprocessableEntity, url.Values{onboarding.FieldRemark: {text}}, faults)
}
