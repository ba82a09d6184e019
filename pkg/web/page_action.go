package web

import (
	"net/http"
	"net/url"
	"regexp"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/secret"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// action shows the case behind an e-mailed link to the person it was sent to
// (C6). It opens no session and changes nothing, however often it is asked.
func (s *Server) action(w http.ResponseWriter, r *http.Request, v *visit) error {
	view, err := s.Portal.OpenLink(r.Context(), r.PathValue("token"))
	if err != nil {
		return s.deadLink(w, r, v, err)
	}
	return s.showAction(w, r, v, view, http.StatusOK, url.Values{}, nil)
}

// showAction answers with the case's page as the portal shows it, and the
// decision form with the authenticator's code.
func (s *Server) showAction(w http.ResponseWriter, r *http.Request, v *visit, view onboarding.LinkView, status int, typed url.Values, faults []fault.Field) error {
	if view.Lapsed {
		return s.usedLink(w, r, v, view)
	}
	p, err := newPaper(view.Dossier, view.Actor.OrganisationID)
	if err != nil {
		return err
	}
	sub, err := s.Store.Submission(r.Context(), p.Case.ID, p.review.Seq, p.review.Round)
	if err != nil {
		return err
	}
	page, err := s.newCase(v, p, sub)
	if err != nil {
		return err
	}
	page.Title, page.Trail, page.Links = "審核 "+p.Case.Number, nil, nil
	page.Caption = p.Case.OrganisationName // the number is in the heading
	page.Greeting = kit.Notice{Title: view.Actor.Name + "，您好", Lines: []string{
		"這個連結只供您審核「" + p.titleOf(view.Claims.Stage) + "」這一關，請勿轉寄。送出時需要您的驗證器所產生的驗證碼；開啟這一頁不會改變任何資料。"}}
	if err := s.ask(r.Context(), page, view.Actor, p, sub, typed, codeField()); err != nil {
		return err
	}
	if page.Decision != nil {
		page.Decision.Action = "/a/" + r.PathValue("token")
	}
	page.refuse(faults)
	return s.kit.Page(w, r, status, "case", page)
}

// sixDigits is the shape of an authenticator's code.
var sixDigits = regexp.MustCompile(`^[0-9]{6}$`)

// actionPost takes the decision, confirmed by the code.
func (s *Server) actionPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, append(decisionNames(), onboarding.FieldCode)...); err != nil {
		return err
	}
	token, code := r.PathValue("token"), r.PostForm.Get(onboarding.FieldCode)
	b, err := ballotOf("", r.PostForm)
	if err != nil {
		return err
	}
	if !sixDigits.MatchString(secret.Typed(code)) { // no guess, so that no scanner uses up the person's tries
		return s.actionFaults(w, r, v, b, http.StatusUnprocessableEntity, []fault.Field{codeFault("請輸入驗證器目前顯示的 6 位數字。")})
	}
	_, err = s.Portal.DecideByLink(r.Context(), token, code, b)
	switch fault.CodeOf(err) {
	case "":
		return s.redirect(w, r, "", "/a", token, "done")
	case fault.Invalid:
		return s.actionFaults(w, r, v, b, http.StatusUnprocessableEntity, fault.FieldsOf(err))
	case fault.TooMany:
		return s.actionFaults(w, r, v, b, http.StatusTooManyRequests, []fault.Field{codeFault(fault.MessageOf(err))})
	case fault.NotFound, fault.Expired:
		return s.deadLink(w, r, v, err)
	}
	return err
}

func codeFault(message string) fault.Field {
	return fault.Field{Key: onboarding.FieldCode, Control: onboarding.FieldCode, Message: message}
}

// actionFaults shows the form again with all faults: those of the decision,
// which are looked for without a code, and the given ones.
func (s *Server) actionFaults(w http.ResponseWriter, r *http.Request, v *visit, b onboarding.Ballot, status int, also []fault.Field) error {
	view, err := s.Portal.OpenLink(r.Context(), r.PathValue("token"))
	if err != nil {
		return s.deadLink(w, r, v, err)
	}
	b.CaseID, b.Review, b.Round, b.Stage = view.Claims.CaseID, view.Claims.Review, view.Claims.Round, view.Claims.Stage
	var faults []fault.Field
	if _, err := s.Portal.CheckDecision(r.Context(), view.Actor, view.Dossier, b); fault.Is(err, fault.Invalid) {
		faults = fault.FieldsOf(err)
	}
	for _, f := range also {
		if f.Control == onboarding.FieldCode {
			faults = append(faults, f)
		}
	}
	return s.showAction(w, r, v, view, status, r.PostForm, faults)
}

// actionDonePage is templates/page/action_done.html.
type actionDonePage struct {
	kit.Page
	Done kit.Done
}

// actionDone is where a decision by link leads. Whoever did not decide is led
// back to the link.
func (s *Server) actionDone(w http.ResponseWriter, r *http.Request, v *visit) error {
	token := r.PathValue("token")
	view, err := s.Portal.OpenLink(r.Context(), token)
	if err != nil {
		return s.deadLink(w, r, v, err)
	}
	if view.Stage.ActorID != view.Claims.AccountID {
		return s.redirect(w, r, "", "/a", token)
	}
	p, err := newPaper(view.Dossier, view.Actor.OrganisationID)
	if err != nil {
		return err
	}
	where := p.where()
	page := actionDonePage{Page: s.caseFrame(v, p, "審核結果已送出"), Done: kit.Done{Numbers: []string{p.Case.Number},
		Label: "您的審核結果「" + view.Stage.Answer.Label() + "」已於 " + calendar.Minute(view.Stage.Decided) + " 記錄，申請單號",
		Next:  append([]string{where.Title + "。"}, where.Lines...)}}
	page.Trail = nil
	return s.kit.Page(w, r, http.StatusOK, "action_done", &page)
}

// linkPage is templates/page/action_link.html: a link that decides nothing any
// more, or never did.
type linkPage struct {
	kit.Page
	What kit.Notice
	Rows []kit.SummaryRow
}

// usedLink answers 410 and says what became of the stage.
func (s *Server) usedLink(w http.ResponseWriter, r *http.Request, v *visit, view onboarding.LinkView) error {
	blame(r, fault.Newf(fault.Expired, "the link's stage is over"))
	stage, paper := view.Stage, view.Dossier.Case
	what := kit.Notice{Title: "這一關目前不需要審核", Lines: []string{"這個連結的關卡已經結束。"}}
	switch {
	case stage.Answer != "" && stage.ActorID == view.Claims.AccountID:
		what = kit.Notice{Title: "您已經審核過這一關", Lines: []string{"您於 " + calendar.Minute(stage.Decided) + " 送出的審核結果是「" + stage.Answer.Label() + "」。"}}
	case stage.Answer != "":
		what = kit.Notice{Title: "這一關已經審核完畢", Lines: []string{"由" + stage.Actor + "於 " + calendar.Minute(stage.Decided) + " 審核，結果是「" + stage.Answer.Label() + "」。"}}
	case !stage.Open():
		what = kit.Notice{Title: "申請單已經撤回", Lines: []string{"申請機關於 " + calendar.Minute(stage.Decided) + " 撤回這份申請單，不需要再審核。"}}
	}
	what.Links = []kit.Link{{Text: "登入後臺查看申請單", Href: "/cases/" + paper.Number}}
	page := linkPage{Page: s.frame(v, "審核連結已失效"), What: what, Rows: []kit.SummaryRow{
		{Label: "申請單號", Answer: kit.Answer{List: []string{paper.Number}}},
		{Label: "申請機關", Answer: kit.Answer{Text: paper.OrganisationName}},
		{Label: "服務名稱", Answer: kit.Answer{Text: paper.ServiceName}},
	}}
	return s.kit.Page(w, r, http.StatusGone, "action_link", &page)
}

// deadLink answers a link that is none of ours (404) or has lapsed (410).
func (s *Server) deadLink(w http.ResponseWriter, r *http.Request, v *visit, err error) error {
	title, status := "審核連結不正確", http.StatusNotFound
	switch fault.CodeOf(err) {
	case fault.Expired:
		title, status = "審核連結已失效", http.StatusGone
	case fault.NotFound:
	default:
		return err
	}
	blame(r, err)
	what := kit.Notice{Title: fault.MessageOf(err), Lines: []string{"要審核申請單時，請登入後臺，從「待我審核」開啟。"}, Links: []kit.Link{{Text: "登入後臺", Href: "/cases"}}}
	if what.Title == "" {
		what.Title = "找不到這個連結的申請單"
	}
	return s.kit.Page(w, r, status, "action_link", &linkPage{Page: s.frame(v, title), What: what})
}
