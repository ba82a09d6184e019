package web

import (
	"net/http"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// draftSectionPage is templates/page/draft_section.html.
type draftSectionPage struct {
	kit.Page
	About  []kit.SummaryRow
	Theirs kit.Table // after a conflict: what is stored beside what was typed
	Form   kit.Form
}

// Names that a section's page sends beside its fields, and what act may be.
const (
	actName      = "act"
	seenName     = "seen" // what was stored when the page was shown: sheet.seen
	actContinue  = "continue"
	actSave      = "save"
	actAutosave  = "autosave"
	seenHeader   = "Draft-Seen" // answers an autosave
	checkedQuery = "check"      // the page shows its faults at once
)

// section is one of the five pages of an application; its fields are empty for
// a path that names none.
func section(r *http.Request) (form.Section, []form.Field, error) {
	section := form.Section(r.PathValue("section"))
	fields := form.In(form.Application, section)
	if len(fields) == 0 {
		return "", nil, fault.New(fault.NotFound, "")
	}
	return section, fields, nil
}

func (s *Server) newSection(v *visit, sh *sheet, section form.Section, fields []form.Field, values form.Values, focus string) *draftSectionPage {
	at := sh.path + "/" + string(section)
	t := typing{values: values, context: sh.context(s), before: sh.changes(values), notes: sh.notes, focus: focus}
	page := draftSectionPage{Page: s.sheetFrame(v, sh, section.Title()), Form: kit.Form{Action: at, Autosave: at,
		Hidden: []kit.Hidden{{Name: seenName, Value: sh.seen(fields)}}, Fields: t.controls(fields),
		Buttons: []kit.Button{{Text: "儲存並繼續", Name: actName, Value: actContinue}, {Text: "儲存草稿", Name: actName, Value: actSave}},
		Cancel:  kit.Link{Text: "回" + sh.title, Href: sh.path}}}
	switch section {
	case form.Basics:
		page.About = sh.about(v)
	case form.Period:
		page.About = []kit.SummaryRow{itemRow(casefile.TestKind)}
	}
	return &page
}

func (s *Server) draftSection(w http.ResponseWriter, r *http.Request, v *visit, sh *sheet) error {
	section, fields, err := section(r)
	if err != nil {
		return err
	}
	page := s.newSection(v, sh, section, fields, sh.Draft.Values, "")
	found := form.Check(fields, sh.Draft.Values, sh.context(s))
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
	section, fields, err := section(r)
	if err == nil {
		err = parse(r)
	}
	if err != nil {
		return err
	}
	act := r.PostForm.Get(actName)
	if !slices.Contains([]string{"", actContinue, actSave, actAutosave}, act) {
		return fault.New(fault.Invalid, "沒有這個操作。")
	}
	typed, sh, err := s.keep(r, v, sh, fields)
	switch {
	case fault.Is(err, fault.Conflict) && sh.sent == "":
		return s.draftConflict(w, r, v, sh, typed)
	case err != nil:
		return err
	case act == actAutosave:
		w.Header().Set(seenHeader, sh.seen(fields))
		w.WriteHeader(http.StatusNoContent)
		return nil
	case act == actSave:
		return s.redirect(w, r, "草稿已儲存。", sh.path)
	}
	found := form.Check(fields, typed.Values, sh.context(s))
	status := http.StatusUnprocessableEntity
	switch {
	case typed.Focus != "":
		status, found.Faults = http.StatusOK, nil
	case len(found.Faults) == 0:
		return s.redirect(w, r, "「"+section.Title()+"」已儲存。", sh.path+"/"+next(section))
	}
	page := s.newSection(v, sh, section, fields, typed.Values, typed.Focus)
	page.Faults = found.Faults
	beside(page.Form.Fields, found)
	return s.kit.Page(w, r, status, "draft_section", page)
}

// next is the page after a section.
func next(s form.Section) string {
	all := form.Sections()
	if i := slices.Index(all, s) + 1; i < len(all) {
		return string(all[i])
	}
	return "preview"
}

// keep saves what was typed into the sheet as it now stands. It is Conflict,
// with nothing saved, where somebody else has changed the same answers since the
// page was shown; changes to other sections do not matter.
func (s *Server) keep(r *http.Request, v *visit, sh *sheet, fields []form.Field) (typed form.Parsed, now *sheet, err error) {
	for range saveTries {
		if sh.sent != "" {
			return typed, sh, sh.closed()
		}
		typed, err = form.Parse(fields, r.PostForm, sh.Draft.Values, actName, seenName)
		if err != nil {
			return typed, sh, err
		}
		if r.PostForm.Get(seenName) != sh.seen(fields) && len(form.Diff(sh.Draft.Values, typed.Values)) > 0 {
			return typed, sh, fault.New(fault.Conflict, "")
		}
		saved, err := s.Portal.SaveDraft(r.Context(), v.actor, sh.Draft, typed, sh.Draft.Version)
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
