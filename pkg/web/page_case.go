package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// casePage is templates/page/case.html: a case with its newest submission and,
// for the party whose turn it is, the decision (figs. 32, 45, 68, 69).
type casePage struct {
	kit.Page
	Greeting kit.Notice // of an action link: for whom it is
	Where    kit.Notice
	Pilot    pilotView  // for the applicant, while piloting (D6, D7)
	Unsent   kit.Notice // mail that did not arrive (F12)
	Links    []kit.Link
	Stages   []kit.Stage
	Head     kit.Summary
	Changed  *kit.Changes // what differs from what is in force and from the round before
	Body     []kit.Summary
	History  kit.History
	Barred   kit.Notice // why a person of the party may not decide
	Decision *kit.Form
	Inside   *kit.Inside // for the reviewer's party alone
}

// caseFile shows a case.
func (s *Server) caseFile(w http.ResponseWriter, r *http.Request, v *visit) error {
	p, err := s.numbered(r, v)
	if err != nil {
		return err
	}
	return s.showCase(w, r, v, p, http.StatusOK, url.Values{}, nil)
}

// showCase answers with the case's page, where typed and its faults stand in
// the decision form.
func (s *Server) showCase(w http.ResponseWriter, r *http.Request, v *visit, p paper, status int, typed url.Values, faults []fault.Field) error {
	sub, err := s.Store.Submission(r.Context(), p.Case.ID, p.review.Seq, p.review.Round)
	if err != nil {
		return err
	}
	page, err := s.newCase(v, p, sub)
	if err != nil {
		return err
	}
	if err := s.ask(r.Context(), page, v.actor, p, sub, typed); err != nil {
		return err
	}
	if page.Inside = s.inside(v, p, typed); page.Inside != nil {
		page.Links = slices.Insert(page.Links, 0, kit.Link{Text: "下一件待審核", Href: casesPath + "/next?" + fromQuery + "=" + p.Case.Number})
	}
	page.refuse(faults)
	return s.kit.Page(w, r, status, "case", page)
}

func (s *Server) newCase(v *visit, p paper, sub casefile.Submission) (*casePage, error) {
	history, err := p.history()
	page := casePage{Page: s.caseFrame(v, p, ""), Where: p.where(), Stages: p.stages(), Head: p.head(),
		Body: p.body(sub, s.Now()), History: history, Links: []kit.Link{
			{Text: "審核歷程", Href: p.path() + "/history"}, {Text: "申請單列印", Href: p.path() + "/print"}}}
	if v.actor.Role.Reviewer() && p.Case.OrganisationID != "" {
		page.Links = append(page.Links, kit.Link{Text: "申請機關的服務與申請單", Href: p.path() + "/organisation"})
	}
	if p.applicant(v.actor) {
		page.Where.Links = append(page.Where.Links, p.acts()...)
		page.Pilot = p.pilot()
	}
	page.Unsent = unsentNotice(p.UnsentFor(v.actor))
	if page.Changed = p.changes(sub); page.Changed != nil {
		page.Body = folded(page.Body)
	}
	page.Body = append(p.letterBody(), page.Body...)
	return &page, err
}

// applicant reports whether a may act for the applicant. What is about accounts
// is the officer's matter.
func (p paper) applicant(a account.Actor) bool {
	if p.Case.Kind.Account() {
		return p.Case.OrganisationID == a.OrganisationID && account.Attempt(a, account.ManageAccounts) == nil
	}
	return a.Role.Applicant()
}

// acts is what the applicant can do about the case now (C2, C8).
func (p paper) acts() []kit.Link {
	var list []kit.Link
	for _, r := range p.Reviews {
		if r.State == casefile.ReviewReturned {
			list = append(list, correctionBy(r.Kind).link(p.Case.Number))
		}
	}
	if _, ok := p.Application(); ok {
		list = append(list, kit.Link{Text: "資料帶入新單", Href: p.path() + "/copy"})
	}
	if _, err := p.review.Withdraw(); err == nil {
		list = append(list, kit.Link{Text: "撤回申請", Href: p.path() + "/withdraw"})
	}
	return list
}

// ask adds the decision form for whom it is the turn, with what was typed into
// it so far; also are fields that follow.
func (s *Server) ask(ctx context.Context, page *casePage, a account.Actor, p paper, sub casefile.Submission, typed url.Values, also ...kit.Field) error {
	stage, turn, err := onboarding.Turn(a, p.Dossier)
	if err != nil {
		page.Barred = kit.Notice{Title: "您不能審核這一關", Lines: []string{fault.MessageOf(err)}, Warning: true}
	}
	if !turn {
		return nil
	}
	house, err := s.houseOf(ctx, p, sub)
	if err != nil {
		return err
	}
	key := typed.Get(kit.FormKey)
	if key == "" {
		key = s.NewID()
	}
	if len(typed) == 0 {
		typed = prepared(p, stage)
	}
	question := decision{paper: p, stage: stage, typed: typed, house: house, link: page.Greeting.Title != "", asked: p.fields(sub)}
	page.Decision = &kit.Form{Action: p.path() + "/check", Key: key, Hidden: question.hidden(), Fields: append(question.fields(), also...),
		Buttons: []kit.Button{{Text: "送出"}}}
	return nil
}

// refuse puts faults on top and at the controls of the forms.
func (page *casePage) refuse(faults []fault.Field) {
	if page.Decision != nil {
		page.Faults = faults
		kit.Mark(page.Decision.Fields, faults)
	}
	if page.Inside != nil && page.Inside.Write != nil {
		page.Faults = faults
		kit.Mark(page.Inside.Write.Fields, faults)
	}
}
