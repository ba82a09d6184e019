package web

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/upload"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// paper is a case on its way to a page: with the review that concerns its
// reader and the chain that one runs.
type paper struct {
	casefile.Dossier
	review casefile.Review
	chain  chain.Chain
}

func newPaper(d casefile.Dossier, party string) (paper, error) {
	r, ok := d.For(party)
	if !ok {
		return paper{}, fault.Newf(fault.Internal, "case %s has no review", d.Case.ID)
	}
	c, err := r.Chain()
	return paper{Dossier: d, review: r, chain: c}, err
}

// paper loads a case the visitor may read; any other is NotFound.
func (s *Server) paper(ctx context.Context, v *visit, caseID string) (paper, error) {
	d, err := s.Store.Dossier(ctx, caseID)
	if err != nil {
		return paper{}, err
	}
	object := account.Object{OrganisationID: d.Case.OrganisationID, AuthorityID: d.Case.AuthorityID}
	if err := account.May(v.actor, account.ReadCase, object); err != nil {
		return paper{}, err
	}
	return newPaper(d, v.actor.OrganisationID)
}

// numberForm is the shape of a case number (B8); nothing else is looked up.
var numberForm = regexp.MustCompile(`^[A-D][0-9]{10,11}(-[0-9]{1,5})?$`)

// numbered is paper for the pages that show the form too. They resolve the
// number by a request of its own, half the price of doing it together with the
// session: with the form's they cost four units. Those of account cases, whose
// review needs a request more, have small forms and do it together.
func (s *Server) numbered(r *http.Request, v *visit) (paper, error) {
	if v.caseID != "" {
		return s.paper(r.Context(), v, v.caseID)
	}
	number := r.PathValue("number")
	if !numberForm.MatchString(number) {
		return paper{}, fault.New(fault.NotFound, "")
	}
	id, err := s.Store.Claimed(r.Context(), onboarding.NumberClaim, number)
	if err != nil {
		return paper{}, err
	}
	return s.paper(r.Context(), v, id)
}

// casesTitle is what the list of cases is called for a role.
func casesTitle(role account.Role) string {
	if role.Applicant() {
		return "資料申請"
	}
	return "資料審核"
}

// caseFrame is the layout of a page about p; title "" makes it the case's own.
func (s *Server) caseFrame(v *visit, p paper, title string) kit.Page {
	trail := []kit.Link{{Text: casesTitle(v.actor.Role), Href: "/cases"}}
	if title == "" {
		title = p.Case.Title()
	} else {
		trail = append(trail, kit.Link{Text: p.Case.Title(), Href: p.path()})
	}
	page := s.frame(v, title, trail...)
	page.Caption, page.Area = p.Case.Number, kit.Area(p.Case.Area)
	page.State = kit.State(p.Case.State.Label())
	return page
}

func (p paper) path() string { return "/cases/" + p.Case.Number }

func (p paper) titleOf(order int) string {
	step, err := p.chain.Stage(order)
	if err != nil {
		return ""
	}
	return step.Title(p.Case.AuthorityName)
}

// owed says that the stage is the next one and its machine has yet to open it.
func (p paper) owed(order int) bool {
	return p.review.State == casefile.Moving && p.review.Outcome == "" && p.review.Stage == order
}

// stages is where the newest round stands, stages to come included (C3).
func (p paper) stages() []kit.Stage {
	var list []kit.Stage
	for _, step := range p.chain.Stages() {
		stage, opened := p.Stage(p.review.Seq, p.review.Round, step.Order)
		line := kit.Stage{Title: p.titleOf(step.Order), State: kit.NotStarted}
		switch {
		case opened && stage.Open():
			line.State, line.Current, line.When = kit.Waiting, true, "自 "+calendar.Minute(stage.Opened)+" 起"
		case opened:
			line.State, line.When = result(stage), calendar.Minute(stage.Decided)
		case p.owed(step.Order):
			line.State, line.Current, line.When = kit.Waiting, true, "通知審核單位中"
		}
		list = append(list, line)
	}
	return list
}

// result is the word for how a stage stands.
func result(s casefile.Stage) kit.State {
	switch {
	case s.Answer != "":
		return kit.State(s.Answer.Result())
	case s.Open():
		return kit.Waiting
	}
	return kit.Withdrawn
}

// history is 審核歷程: all rounds of all reviews, with the stages to come of the
// newest round (C3).
func (p paper) history() (kit.History, error) {
	h := kit.History{Caption: "審核歷程", Empty: "這份申請單還沒有審核紀錄。"}
	for _, r := range p.Reviews {
		lines, err := p.History(r)
		if err != nil {
			return h, err
		}
		round := 0
		for _, line := range lines {
			if line.Round != round {
				round = line.Round
				h.Rounds = append(h.Rounds, kit.Round{Title: fmt.Sprintf("%s申請 %s", r.Kind.Label(), sending(round))})
			}
			last := &h.Rounds[len(h.Rounds)-1]
			last.Rows = append(last.Rows, lineOf(line))
		}
	}
	return h, nil
}

// sending names a round and marks it where it is a correction (C2).
func sending(round int) string {
	if round > 1 {
		return fmt.Sprintf("第 %d 次送件（補正後重新送出）", round)
	}
	return "第 1 次送件"
}

func lineOf(line casefile.Line) kit.Result {
	row := kit.Result{Order: line.Order, Party: line.Party, State: kit.NotStarted}
	if line.Current {
		row.State = kit.Waiting
	}
	if !line.Opened {
		return row
	}
	s := line.Stage
	row.State, row.When, row.Opinion = result(s), calendar.Minute(s.Decided), s.Opinion
	if s.Official != nil {
		row.Facts = append(row.Facts, kit.Fact{Label: "發文日期", Text: s.Official.Date.String()}, kit.Fact{Label: "發文字號", Text: s.Official.Number})
		if s.Official.Scan != nil {
			row.Facts = append(row.Facts, kit.Fact{Label: upload.Letter.Label(), Text: s.Official.Scan.Name, Href: scanPath(s)})
		}
	}
	if s.Received {
		row.Facts = append(row.Facts, kit.Fact{Label: "函文", Text: "已收到"})
	}
	for _, r := range confirmedRows(s.Confirmed) {
		row.Facts = append(row.Facts, kit.Fact{Label: r.Label, Text: r.Answer.Text})
	}
	for _, n := range s.Notes {
		row.Facts = append(row.Facts, kit.Fact{Label: fieldTitle(n.Field), Text: n.Text})
	}
	return row
}

func fieldTitle(key string) string {
	if f, ok := form.Lookup(form.Key(key)); ok {
		return f.Title()
	}
	return key
}

// ahead names the stages after one, "" after the last.
func (p paper) ahead(order int) string {
	var names []string
	for _, step := range p.chain.Stages() {
		if step.Order > order {
			names = append(names, p.titleOf(step.Order))
		}
	}
	return strings.Join(names, " → ")
}

// where says who has the case, since when, and what comes next (F2).
func (p paper) where() kit.Notice {
	r := p.review
	stage, _ := p.Stage(r.Seq, r.Round, r.Stage)
	next := "這是最後一關，通過後審核完成。"
	if ahead := p.ahead(r.Stage); ahead != "" {
		next = "接下來：" + ahead + "。"
	}
	switch {
	case r.State == casefile.Waiting:
		return kit.Notice{Title: "目前由「" + p.titleOf(r.Stage) + "」審核", Lines: append([]string{"自 " + calendar.Minute(stage.Opened) + " 起。"}, pace(stage.Usual, next)...)}
	case p.owed(r.Stage):
		return kit.Notice{Title: "即將由「" + p.titleOf(r.Stage) + "」審核", Lines: []string{"系統正在通知審核單位。", next}}
	case r.State == casefile.Moving:
		return kit.Notice{Title: "審核結果已送出", Lines: []string{"「" + p.titleOf(r.Stage) + "」的審核結果是「" + stage.Answer.Result() + "」，系統正在辦理後續作業。"}}
	case r.State == casefile.ReviewReturned:
		return kit.Notice{Title: "已由「" + p.titleOf(r.Stage) + "」退回補正", Warning: true,
			Lines: []string{"自 " + calendar.Minute(stage.Decided) + " 起等候申請機關補正。以同一單號重新送出後，從第一關「" + p.titleOf(1) + "」重新審核。"}}
	case r.State == casefile.ReviewHeld:
		return kit.Notice{Title: "等候帳號審核", Lines: []string{"這份申請單與帳號申請單 " + p.Case.With + " 一併送出。帳號審核通過後自動開始審核，未通過則一併結束。"}}
	case r.State == casefile.ReviewRejected && len(p.Stages) == 0:
		return kit.Notice{Title: "審核未通過", Lines: []string{"一併送出的帳號申請單 " + p.Case.With + " 審核未通過，這份申請單隨之結束。"}}
	case r.State == casefile.ReviewApproved && r.Kind.Account():
		return kit.Notice{Title: "審核通過", Lines: []string{accountDone(r.Kind)}}
	case r.State == casefile.ReviewApproved && r.Kind.Offering():
		return p.inForce()
	case r.State == casefile.ReviewApproved:
		return kit.Notice{Title: "審核通過", Lines: []string{approvedWords(r.Kind)},
			Links: []kit.Link{{Text: "查看服務「" + p.Case.ServiceName + "」", Href: "/services/" + p.Case.ServiceID}}}
	case r.State == casefile.ReviewRejected:
		return kit.Notice{Title: "審核未通過", Lines: []string{"由「" + p.titleOf(r.Stage) + "」於 " + calendar.Minute(stage.Decided) + " 決定，這次申請已經結束。"}}
	}
	return kit.Notice{Title: "已撤回", Lines: []string{"申請機關已撤回這份申請單，審核已經結束。"}}
}
