package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// servicePapers are the pages on which something is asked for a service that
// exists, by their kind; all but a change and a resumption are one page each.
var servicePapers = map[casefile.Kind]struct{ title, page, act string }{
	casefile.ExtendKind: {"延長測試申請", "/extend", "申請"},
	casefile.GoLiveKind: {"上線申請 試辦環境參數", "/golive", "申請"},
	casefile.ReportKind: {"上線申請 正式環境參數", "/pilot-report", "申請"},
	casefile.DelistKind: {"下架申請單 (服務)", "/delist", "申請"},
	casefile.ResumeKind: {"恢復介接", "/resume", "送出審核"},
	casefile.AmendKind:  {"異動服務資料", "/edit", "送出審核"},
}

// paperLink leads to the paper that a draft is, and names its service; ok is
// false for a draft that is none.
func paperLink(draftID string) (serviceID string, link kit.Link, ok bool) {
	for kind, page := range servicePapers {
		if id, ok := strings.CutPrefix(draftID, onboarding.PaperID(kind, "")); ok {
			return id, kit.Link{Text: page.title, Href: "/services/" + id + page.page}, true
		}
	}
	return "", kit.Link{}, false
}

// paperSheet is what is asked for the service that the path names.
func paperSheet(kind casefile.Kind) sheetLoader {
	return func(s *Server, r *http.Request, v *visit) (*sheet, error) {
		return s.serviceSheet(r, v, kind, v.door.Service)
	}
}

// reportSheet is the pilot report of the case that the path names (D7).
func reportSheet(s *Server, r *http.Request, v *visit) (*sheet, error) {
	p, err := s.numbered(r, v)
	if err != nil {
		return nil, err
	}
	sv, _, err := s.Store.Service(r.Context(), p.Case.ServiceID)
	if err != nil {
		return nil, err
	}
	sh, err := s.serviceSheet(r, v, casefile.ReportKind, sv)
	if err != nil {
		return nil, err
	}
	sh.path = p.path() + "/pilot-report"
	sh.trail = []kit.Link{{Text: casesTitle(v.actor.Role), Href: "/cases"}, {Text: p.Case.Title(), Href: p.path()}}
	return sh, nil
}

func (s *Server) serviceSheet(r *http.Request, v *visit, kind casefile.Kind, sv service.Service) (*sheet, error) {
	seen, err := formVersion(r)
	if err != nil {
		return nil, err
	}
	desk, err := s.Portal.PaperOf(r.Context(), v.actor, kind, sv, seen)
	if err != nil {
		return nil, err
	}
	id := sv.ID
	page := servicePapers[kind]
	sh := &sheet{Desk: desk, uploads: s.uploadsOf(v), title: page.title, act: page.act, service: sv, path: "/services/" + id + page.page,
		trail: []kit.Link{{Text: "線上服務列表", Href: "/services"}, {Text: "編輯線上服務", Href: "/services/" + id}}, before: desk.Draft.InForce,
		send: func(ctx context.Context, a account.Actor) (string, error) { return s.Portal.Ask(ctx, a, kind, id) }}
	if desk.Draft.Done() {
		sh.sent = desk.Draft.Number
	}
	return sh, nil
}

// formVersion is the version of the draft that a post was made from; -1 where it
// names none.
func formVersion(r *http.Request) (int, error) {
	if safe(r.Method) {
		return -1, nil
	}
	if err := parse(r); err != nil {
		return -1, err
	}
	if n, err := strconv.Atoi(r.PostForm.Get(versionName)); err == nil && n >= 0 {
		return n, nil
	}
	return -1, nil
}

// newPaperPage is a whole paper on one page (figs. 23, 28, 33).
func (s *Server) newPaperPage(v *visit, sh *sheet, p part, typed form.Parsed) *draftSectionPage {
	t := typing{values: typed.Values, context: sh.context, before: sh.changes(typed.Values), notes: sh.notes, focus: typed.Focus}
	page := draftSectionPage{Page: s.sheetFrame(v, sh, ""), About: sh.standing(s.Now()), Form: kit.Form{Action: sh.path, Autosave: sh.path,
		Hidden:  []kit.Hidden{{Name: seenName, Value: sh.seen(p.fields)}, {Name: versionName, Value: strconv.Itoa(sh.Draft.Version)}},
		Fields:  t.controls(p.fields),
		Buttons: []kit.Button{{Text: sh.act, Name: actName, Value: actContinue}, {Text: "儲存草稿", Name: actName, Value: actSave}},
		Cancel:  kit.Link{Text: "取消", Href: sh.trail[len(sh.trail)-1].Href}}}
	page.Caption, page.Opinion = cmp.Or(sh.service.Name, page.Caption), sh.opinionNotice()
	return &page
}

// standing says what is asked for, by when, and what the manual says beside it.
func (sh *sheet) standing(now time.Time) []kit.SummaryRow {
	rows := []kit.SummaryRow{itemRow(sh.Draft.Asks())}
	switch sh.Draft.Asks() {
	case casefile.ExtendKind:
		rows = append(rows, note("原測試期間尚未到期者，照原定日期到期；核准後連線自延長期間第一天起再次開通。"))
	case casefile.GoLiveKind:
		rows = append(rows, note("請於預計上線日前一週提供試辦報告。測試檢核表的範例在技術文件與範例程式裡。"))
	case casefile.DelistKind:
		rows = append(rows, kit.SummaryRow{Label: "線上服務名稱", Answer: kit.Answer{Text: sh.Draft.Values.Get(form.Name)}},
			kit.SummaryRow{Label: "目的與內容", Answer: kit.Answer{Blocks: sh.Draft.Values.Rich(form.Purpose).Blocks}},
			note("審核通過後服務下架，防火牆規則關閉，client_secret 停用，進行中的其他審核隨之結束。"))
	case casefile.ReportKind:
		for _, d := range sh.service.Deadlines(now) {
			if d.Kind == service.ReportDue || d.Kind == service.LiveFrom {
				rows = append(rows, dayRow(d, now))
			}
		}
		rows = append(rows, note("試辦報告的範例在技術文件與範例程式裡。審核通過後，第一次上線的服務依預估上線日期上線，異動則立即生效。"))
	}
	return rows
}

func note(text string) kit.SummaryRow {
	return kit.SummaryRow{Label: "說明", Answer: kit.Answer{Text: text}}
}

func (s *Server) paperPage(w http.ResponseWriter, r *http.Request, v *visit, sh *sheet) error {
	p := part{fields: sh.fields("", sh.Draft.Values)}
	page := s.newPaperPage(v, sh, p, form.Parsed{Values: sh.Draft.Values})
	return s.kit.Page(w, r, http.StatusOK, "draft_section", page)
}

// paperPost saves what was typed and, where nothing is wrong with it, sends it. A
// repeat is led to its case (trust 8).
func (s *Server) paperPost(w http.ResponseWriter, r *http.Request, v *visit, sh *sheet) error {
	if err := parse(r); err != nil {
		return err
	}
	if sh.sent != "" {
		return s.redirect(w, r, sh.banner(sh.sent), "/cases", sh.sent)
	}
	act := r.PostForm.Get(actName)
	if !slices.Contains([]string{"", actContinue, actSave, actAutosave}, act) {
		return fault.New(fault.Invalid, "沒有這個操作。")
	}
	p := part{fields: sh.fields("", sh.Draft.Values)}
	typed, sh, err := s.keep(r, v, sh, p)
	file := r.PostForm.Get(uploadName)
	switch {
	case fault.Is(err, fault.Conflict) && sh.sent == "":
		return s.draftConflict(w, r, v, sh, p, typed)
	case err != nil:
		return err
	case file != "":
		return s.toUpload(w, r, sh, form.Key(file))
	case act == actAutosave:
		return sh.autosaved(w, p, typed.Values)
	case act == actSave:
		return s.redirect(w, r, "草稿已儲存。", sh.path)
	case typed.Focus != "":
		page := s.newPaperPage(v, sh, p, typed)
		return s.kit.Page(w, r, http.StatusOK, "draft_section", page)
	}
	number, err := sh.send(r.Context(), v.actor)
	if err == nil {
		return s.redirect(w, r, sh.banner(number), "/cases", number)
	}
	if len(fault.FieldsOf(err)) == 0 {
		return err
	}
	page := s.newPaperPage(v, sh, p, typed)
	page.Faults = fault.FieldsOf(err)
	beside(page.Form.Fields, form.Findings{Faults: page.Faults})
	return s.kit.Page(w, r, http.StatusUnprocessableEntity, "draft_section", page)
}

// onePage reports whether a draft is a paper that stands on one page.
func onePage(draftID string) bool {
	for kind := range servicePapers {
		if strings.HasPrefix(draftID, onboarding.PaperID(kind, "")) {
			return kind != casefile.AmendKind && kind != casefile.ResumeKind
		}
	}
	return false
}

// toReport leads from a service to the page of its pilot report, to which files
// are handed in.
func (s *Server) toReport(w http.ResponseWriter, r *http.Request, v *visit) error {
	sv, _, err := s.ownService(r, v, account.Apply)
	if err != nil {
		return err
	}
	return s.redirect(w, r, v.flash, "/cases", sv.CaseNumber, "pilot-report")
}

// asks are what may be asked for a service now, as links of its page.
func (s *Server) asks(sv service.Service) []kit.Link {
	var links []kit.Link
	f := service.Facts{Now: s.Now(), Way: form.Direct}
	at := servicePath(sv)
	if sv.ClientID != "" && sv.Can(service.Applied, f) {
		links = append(links, kit.Link{Text: "恢復介接", Href: at + "/resume"})
	}
	for _, a := range []struct {
		event      service.Event
		text, href string
	}{
		{service.GoLiveAsked, "申請上線", at + "/golive"},
		{service.ExtensionAsked, "延長測試", at + "/extend"},
		{service.ReportSent, "試辦完成", "/cases/" + sv.CaseNumber + "/pilot-report"},
		{service.ChangeAsked, "修改並送出審核", at + "/edit"},
	} {
		if sv.Can(a.event, f) {
			links = append(links, kit.Link{Text: a.text, Href: a.href})
		}
	}
	return links
}
