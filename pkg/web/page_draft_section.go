package web

import (
	"net/http"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// draftSectionPage is templates/page/draft_section.html.
type draftSectionPage struct {
	kit.Page
	Opinion kit.Notice // why a paper of one page was sent back
	Cost    kit.Notice // of a change: what it comes to (F5)
	About   []kit.SummaryRow
	Theirs  kit.Table // after a conflict: what is stored beside what was typed
	Form    kit.Form
}

// Names that a section's page sends beside its fields, and what act may be.
const (
	actName      = "act"
	seenName     = "seen" // what was stored when the page was shown: sheet.seen
	actContinue  = "continue"
	actSave      = "save"
	actAutosave  = "autosave"
	actFind      = "find" // what the catalogue has, without script
	findName     = "find"
	seenHeader   = "Draft-Seen"   // answers an autosave
	uploadName   = kit.UploadName // the button of a file
	checkedQuery = "check"        // the page shows its faults at once
)

// part is one of the pages of an application.
type part struct {
	section form.Section
	fields  []form.Field
}

// partOf is the part that the path names.
func partOf(r *http.Request, sh *sheet) (part, error) {
	p := part{section: form.Section(r.PathValue("section"))}
	if p.section == "" {
		return p, fault.New(fault.NotFound, "")
	}
	p.fields = sh.fields(p.section, sh.Draft.Values)
	if len(p.fields) == 0 {
		return p, fault.New(fault.NotFound, "")
	}
	return p, nil
}

// next is the page after a part.
func (p part) next(sh *sheet) string {
	all := sh.Draft.Asks().Paper().Sections()
	if i := slices.Index(all, p.section) + 1; i < len(all) {
		return string(all[i])
	}
	return "preview"
}

func (s *Server) newSection(v *visit, sh *sheet, p part, typed form.Parsed) *draftSectionPage {
	at := sh.path + "/" + string(p.section)
	t := typing{values: typed.Values, context: sh.context, before: sh.changes(typed.Values), notes: sh.notes, focus: typed.Focus}
	page := draftSectionPage{Page: s.sheetFrame(v, sh, p.section.Title()), Form: kit.Form{Action: at, Autosave: at,
		Hidden: []kit.Hidden{{Name: seenName, Value: sh.seen(sh.fields(p.section, sh.Draft.Values))}}, Fields: sh.costed(t.controls(sh.fields(p.section, typed.Values)), p.fields),
		Buttons: []kit.Button{{Text: "儲存並繼續", Name: actName, Value: actContinue}, {Text: "儲存草稿", Name: actName, Value: actSave}},
		Cancel:  kit.Link{Text: "回" + sh.title, Href: sh.path}}}
	page.Cost = sh.cost(typed.Values)
	switch p.section {
	case form.Basics:
		page.About = sh.about(v)
	case form.Period:
		page.About = []kit.SummaryRow{itemRow(sh.Draft.Asks())}
	}
	return &page
}

func (s *Server) draftSection(w http.ResponseWriter, r *http.Request, v *visit, sh *sheet) error {
	p, err := partOf(r, sh)
	if err != nil {
		return err
	}
	page := s.newSection(v, sh, p, form.Parsed{Values: sh.Draft.Values})
	found := form.Check(p.fields, sh.Draft.Values, sh.context)
	if !r.URL.Query().Has(checkedQuery) {
		found.Faults = nil
	}
	page.Faults = found.Faults
	beside(page.Form.Fields, found)
	return s.kit.Page(w, r, http.StatusOK, "draft_section", page)
}

// draftSectionPost saves what was typed, faults or not, before it says what is
// wrong with it (F1, B6).
func (s *Server) draftSectionPost(w http.ResponseWriter, r *http.Request, v *visit, sh *sheet) error {
	p, err := partOf(r, sh)
	if err == nil {
		err = parse(r)
	}
	if err != nil {
		return err
	}
	act := r.PostForm.Get(actName)
	if !slices.Contains([]string{"", actContinue, actSave, actAutosave, actFind}, act) {
		return fault.New(fault.Invalid, "沒有這個操作。")
	}
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
	}
	found := form.Check(p.fields, typed.Values, sh.context)
	status := http.StatusUnprocessableEntity
	switch {
	case typed.Focus != "" || act == actFind: // a row was added or removed, or data sets looked for
		status, found.Faults = http.StatusOK, nil
	case len(found.Faults) == 0:
		return s.redirect(w, r, "「"+p.section.Title()+"」已儲存。", sh.path+"/"+p.next(sh))
	}
	page := s.newSection(v, sh, p, typed)
	page.Faults = found.Faults
	beside(page.Form.Fields, found)
	narrow(page.Form.Fields, r.PostForm.Get(findName), typed.Values.Get(form.Mode), act == actFind)
	return s.kit.Page(w, r, status, "draft_section", page)
}

// keep saves what was typed into the sheet as it now stands. It is Conflict,
// with nothing saved, where somebody else has changed the same answers since the
// page was shown; changes to other sections do not matter.
func (s *Server) keep(r *http.Request, v *visit, sh *sheet, p part) (typed form.Parsed, now *sheet, err error) {
	for range saveTries {
		if sh.sent != "" {
			return typed, sh, sh.closed()
		}
		typed, err = form.Parse(p.fields, r.PostForm, sh.Draft.Values, actName, seenName, versionName, uploadName, findName)
		if err != nil {
			return typed, sh, err
		}
		if r.PostForm.Get(seenName) != sh.seen(p.fields) && len(form.Diff(sh.Draft.Values, typed.Values)) > 0 {
			return typed, sh, fault.New(fault.Conflict, "")
		}
		saved, err := sh.save(r.Context(), v.actor, sh.Draft, typed)
		if err == nil {
			sh.Draft = saved
		}
		if !fault.Is(err, fault.Conflict) {
			return typed, sh, err
		}
		if sh, err = sh.reload(); err != nil { // somebody saved this very moment
			return typed, sh, err
		}
	}
	return typed, sh, fault.New(fault.Conflict, "")
}

// saveTries bounds how often a save is repeated because of others' saves.
const saveTries = 3
