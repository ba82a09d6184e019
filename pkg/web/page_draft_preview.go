package web

import (
	"net/http"
	"strconv"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// draftPreviewPage is templates/page/draft_preview.html: the whole application
// once more, before it is sent.
type draftPreviewPage struct {
	kit.Page
	Notices []kit.Notice
	Who     kit.Summary
	Answers []kit.Summary
	Stages  []kit.Stage
	Form    kit.Form // without buttons as long as something is missing
}

// versionName carries the version of the draft that the preview shows.
const versionName = "version"

func (s *Server) newPreview(v *visit, sh *sheet) (*draftPreviewPage, error) {
	kind := sh.Draft.Asks()
	found := form.Check(sh.fields("", sh.Draft.Values), sh.Draft.Values, sh.context)
	answers := reading{files: sh.files(), values: sh.Draft.Values, catalogue: sh.Catalogue, before: sh.changes(sh.Draft.Values), notes: sh.notes,
		found: found, edit: sh.path}
	if len(found.Faults) > 0 {
		answers.query = "?" + checkedQuery
	}
	page := draftPreviewPage{Page: s.sheetFrame(v, sh, "預覽"), Answers: answers.summaries(form.For(form.On(kind.Paper()), sh.Draft.Values, sh.before)),
		Who: kit.Summary{Title: "申請人", Rows: append(sh.about(v), itemRow(kind))}}
	about := answers
	about.edit = "" // it is read only: what is in force
	page.Answers = append(page.Answers, about.summaries(form.For(kind.About(), sh.Draft.Values))...)
	var err error
	if page.Stages, err = sh.ahead(); err != nil {
		return nil, err
	}
	page.Form = kit.Form{Action: sh.path + "/preview", Cancel: kit.Link{Text: "回" + sh.title, Href: sh.path},
		Hidden: []kit.Hidden{{Name: versionName, Value: strconv.Itoa(sh.Draft.Version)}}}
	if kind.Offering() && len(sh.Draft.InForce) > 0 && len(form.Diff(sh.Draft.InForce, sh.Draft.Values)) == 0 {
		page.Notices = []kit.Notice{{Title: "還沒有異動", Lines: []string{"內容與目前生效的相同。請由各項旁的「修改」前往修改，才會出現「" + sh.act + "」。"}, Warning: true}}
		return &page, nil
	}
	if len(found.Faults) == 0 {
		page.Form.Buttons = []kit.Button{{Text: sh.act}}
		if cost := sh.cost(sh.Draft.Values); cost.Title != "" {
			page.Notices = append(page.Notices, cost)
		}
		page.Notices = append(page.Notices, kit.Notice{Title: "送出前請確認", Lines: []string{"送出後到審核結束前不能修改；需要修改時可以撤回，或由審核單位退回補正。"}, Warning: true})
		return &page, nil
	}
	page.Notices = []kit.Notice{{Title: "還不能送出", Lines: []string{"請由各項旁的「修改」前往補齊或修正，完成後才會出現「" + sh.act + "」。"}, Warning: true}}
	for _, f := range found.Faults {
		f.Control = f.Key // here faults lead to the answers; 修改 leads to the controls
		page.Faults = append(page.Faults, f)
	}
	return &page, nil
}

func (s *Server) draftPreview(w http.ResponseWriter, r *http.Request, v *visit, sh *sheet) error {
	page, err := s.newPreview(v, sh)
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "draft_preview", page)
}

// draftPreviewPost sends the application, as it was shown (C9). Sent again it
// leads to the same case (trust 8).
func (s *Server) draftPreviewPost(w http.ResponseWriter, r *http.Request, v *visit, sh *sheet) error {
	if err := parseOnly(r, versionName); err != nil {
		return err
	}
	if sh.sent != "" {
		return s.redirect(w, r, sh.banner(sh.sent), "/cases", sh.sent)
	}
	if r.PostForm.Get(versionName) != strconv.Itoa(sh.Draft.Version) {
		return s.previewAgain(w, r, v, sh, http.StatusConflict, fault.Field{Message: "這份申請單剛才由" + sh.Draft.ChangedBy + "於 " +
			calendar.Minute(sh.Draft.Changed) + " 修改過，還沒有送出。請檢視以下目前的內容，再決定是否送出。"})
	}
	number, err := sh.send(r.Context(), v.actor)
	if fault.Is(err, fault.Invalid) {
		return s.previewAgain(w, r, v, sh, http.StatusUnprocessableEntity, beyond(err)...)
	}
	if err != nil {
		return err
	}
	if number == "" {
		return s.redirect(w, r, "", "/signup/done")
	}
	return s.redirect(w, r, sh.banner(number), "/cases", number)
}

// beyond are the faults of what is sent that no field has by itself.
func beyond(err error) []fault.Field {
	var list []fault.Field
	for _, f := range fault.FieldsOf(err) {
		if f.Key == "" || f.Key == string(form.TestStart) || f.Key == string(form.TestIPs) {
			f.Control = f.Key
			list = append(list, f)
		}
	}
	return list
}

// previewAgain is the preview that says why nothing was sent; what the form
// lacks comes behind first.
func (s *Server) previewAgain(w http.ResponseWriter, r *http.Request, v *visit, sh *sheet, status int, first ...fault.Field) error {
	page, err := s.newPreview(v, sh)
	if err != nil {
		return err
	}
	page.Faults = append(first, page.Faults...)
	return s.kit.Page(w, r, status, "draft_preview", page)
}

func (sh *sheet) banner(number string) string { return "申請單 " + number + " 已" + sh.act + "。" }
