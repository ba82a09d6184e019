package web

import (
	"maps"
	"net/http"
	"net/url"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/upload"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// decidePage is templates/page/decide.html: a decision once more, before it is
// recorded.
type decidePage struct {
	kit.Page
	Confirm kit.Confirm
}

// editName is sent by the button that leads back to the form.
const editName = "edit"

// decideCheck asks whether the decision is meant, on what is frozen since the
// form was shown. It writes nothing.
func (s *Server) decideCheck(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, append(decisionNames(), editName, kit.UploadName)...); err != nil {
		return err
	}
	b, err := ballotOf(v.caseID, r.PostForm)
	if err != nil {
		return err
	}
	p, err := s.paper(r.Context(), v, v.caseID)
	if err != nil {
		return err
	}
	if r.PostForm.Get(kit.UploadName) == onboarding.FieldLetterScan {
		return s.toLetterScan(w, r, v, p)
	}
	stage, err := s.Portal.CheckDecision(r.Context(), v.actor, p.Dossier, b)
	switch fault.CodeOf(err) {
	case "":
		if r.PostForm.Get(editName) != "" {
			return s.showCase(w, r, v, p, http.StatusOK, r.PostForm, nil)
		}
		if recorded, _ := p.Stage(b.Review, b.Round, b.Stage); !recorded.Open() {
			return s.redirect(w, r, decided(p.Case.Number, recorded), p.path())
		}
		return s.kit.Page(w, r, http.StatusOK, "decide", s.newDecide(v, decision{paper: p, stage: stage, typed: r.PostForm}))
	case fault.Invalid:
		return s.showCase(w, r, v, p, http.StatusUnprocessableEntity, r.PostForm, fault.FieldsOf(err))
	case fault.Conflict:
		return s.lost(w, r, v, p, b, err)
	}
	return err
}

// newDecide asks about d, whose stage reads as the decision would leave it.
func (s *Server) newDecide(v *visit, d decision) *decidePage {
	page := decidePage{Page: s.caseFrame(v, d.paper, "確認審核結果"), Confirm: kit.Confirm{
		Object:  d.rows(),
		Effects: []string{d.consequence(d.stage.Answer), "審核結果會以電子郵件通知，送出後不能更改。"},
		Form: kit.Form{Action: d.path() + "/decide", Key: d.typed.Get(kit.FormKey), Hidden: repeated(d.settled()),
			Buttons: []kit.Button{{Text: "送出"}, {Text: "返回修改", Name: editName, Value: "1", Action: d.path() + "/check"}},
			Cancel:  kit.Link{Text: "取消", Href: d.path()}}}}
	return &page
}

// settled is what was typed, with the organisation to join as it was found, so
// that the decision need not look for it again.
func (d decision) settled() url.Values {
	typed := maps.Clone(d.typed)
	if c := d.stage.Confirmed; c != nil && c.Attach != "" {
		typed.Set(onboarding.FieldJoin, c.Name)
		typed.Set(onboarding.FieldJoinID, c.Attach)
	}
	return typed
}

// repeated carries what was typed through the confirmation page.
func repeated(typed url.Values) []kit.Hidden {
	var list []kit.Hidden
	for _, name := range decisionNames() {
		if value := typed.Get(name); value != "" && name != kit.FormKey {
			list = append(list, kit.Hidden{Name: name, Value: value})
		}
	}
	return list
}

// rows are the case and the decision as it would be recorded.
func (d decision) rows() []kit.SummaryRow {
	s := d.stage
	rows := []kit.SummaryRow{
		{Label: "申請單號", Answer: kit.Answer{List: []string{d.Case.Number}}},
		{Label: "申請機關", Answer: kit.Answer{Text: d.Case.OrganisationName}},
		{Label: d.Case.Subject(), Answer: kit.Answer{Text: d.Case.ServiceName}},
		{Label: "送件", Answer: kit.Answer{Text: sending(s.Round)}},
		{Label: "審核單位", Answer: kit.Answer{Text: d.titleOf(s.Order)}},
		{Label: "審核", Answer: kit.Answer{Text: s.Answer.Label()}},
		{Label: "審核意見", Answer: kit.Answer{Text: s.Opinion}},
	}
	rows = append(rows, confirmedRows(s.Confirmed)...)
	if s.Official != nil {
		rows = append(rows, kit.SummaryRow{Label: "發文日期", Answer: kit.Answer{Text: s.Official.Date.String()}},
			kit.SummaryRow{Label: "發文字號", Answer: kit.Answer{Text: s.Official.Number}})
		if s.Official.Scan != nil {
			rows = append(rows, kit.SummaryRow{Label: upload.Letter.Label(), Answer: kit.Answer{Upload: uploadOf(*s.Official.Scan, "")}})
		}
	}
	if s.Received {
		rows = append(rows, kit.SummaryRow{Label: "函文", Answer: kit.Answer{Text: "已收到"}})
	}
	for _, n := range s.Notes {
		rows = append(rows, kit.SummaryRow{Label: "對「" + fieldTitle(n.Field) + "」的意見", Answer: kit.Answer{Text: n.Text}})
	}
	return rows
}

// decide records the decision. The form sent again is shown the first result.
func (s *Server) decide(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, decisionNames()...); err != nil {
		return err
	}
	b, err := ballotOf(v.caseID, r.PostForm)
	if err != nil {
		return err
	}
	stage, err := s.Portal.Decide(r.Context(), v.actor, b)
	if err == nil {
		return s.redirect(w, r, decided(r.PathValue("number"), stage), "/cases", r.PathValue("number"))
	}
	if !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.Conflict) {
		return err
	}
	p, readErr := s.paper(r.Context(), v, v.caseID)
	switch {
	case readErr != nil:
		return readErr
	case fault.Is(err, fault.Invalid):
		return s.showCase(w, r, v, p, http.StatusUnprocessableEntity, r.PostForm, fault.FieldsOf(err))
	}
	return s.lost(w, r, v, p, b, err)
}

// decided is the banner after a decision.
func decided(number string, stage casefile.Stage) string {
	return "申請單 " + number + " 的審核結果「" + stage.Answer.Label() + "」已送出。"
}

// lostPage is templates/page/decide_lost.html: the case changed since its page
// was shown, and how (C7, C9).
type lostPage struct {
	kit.Page
	What    kit.Notice
	Changes []kit.Summary // of the corrections sent meanwhile
	History kit.History
}

// lost answers 409 to a decision that came too late.
func (s *Server) lost(w http.ResponseWriter, r *http.Request, v *visit, p paper, b onboarding.Ballot, cause error) error {
	blame(r, cause)
	history, err := p.history()
	if err != nil {
		return err
	}
	page := lostPage{Page: s.caseFrame(v, p, failures[fault.Conflict].heading), History: history, What: kit.Notice{
		Title: fault.MessageOf(cause), Warning: true, Lines: []string{"您剛才的審核沒有被記錄。以下是這份申請單目前的審核歷程。"},
		Links: []kit.Link{{Text: "重新檢視申請單", Href: p.path()}, {Text: "回待審核清單", Href: "/cases"}}}}
	if p.review.Seq == b.Review && p.review.Round > b.Round {
		sub, err := s.Store.Submission(r.Context(), p.Case.ID, p.review.Seq, p.review.Round)
		if err != nil {
			return err
		}
		page.Changes = changedOnly(p.body(sub, s.Now()))
	}
	return s.kit.Page(w, r, http.StatusConflict, "decide_lost", &page)
}
