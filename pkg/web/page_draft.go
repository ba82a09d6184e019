package web

import (
	"fmt"
	"net/http"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// draftPage is templates/page/draft.html: the task list of an application.
type draftPage struct {
	kit.Page
	Opinion kit.Notice // why it was sent back
	Cost    kit.Notice // of a change: what it comes to (F5)
	Saved   string
	Tasks   []kit.Task
	Stages  []kit.Stage
	Links   []kit.Link
	Drop    *kit.Form // of a change: gives up what was not sent
}

func (s *Server) draft(w http.ResponseWriter, r *http.Request, v *visit, sh *sheet) error {
	page := draftPage{Page: s.sheetFrame(v, sh, ""), Links: []kit.Link{{Text: "預覽並" + sh.act, Href: sh.path + "/preview"}}}
	for _, section := range sh.Draft.Asks().Paper().Sections() {
		progress := form.ProgressOf(sh.Draft.Asks().Paper(), section, sh.Draft.Values, sh.context)
		task := kit.Task{Title: section.Title(), Href: sh.path + "/" + string(section), State: progressState(progress)}
		notes, untouched := sh.notesAt(section)
		if notes > 0 {
			task.Hint = fmt.Sprintf("審核單位有 %d 則意見", notes)
		}
		if untouched && progress == form.Complete {
			task.State = kit.Faulty
		}
		page.Tasks = append(page.Tasks, task)
	}
	page.Cost = sh.cost(sh.Draft.Values)
	if sh.number == "" && sh.Draft.Asks().Change() && sh.Draft.ChangedBy != "" {
		page.Drop = &kit.Form{Action: sh.path + "/drop", Buttons: []kit.Button{{Text: "捨棄修改", Look: kit.Danger}}}
	}
	page.Opinion = sh.opinionNotice()
	if d := sh.Draft; d.ChangedBy != "" {
		page.Saved = "草稿最後由" + d.ChangedBy + "於 " + calendar.Minute(d.Changed) + " 儲存。"
	}
	var err error
	if page.Stages, err = sh.ahead(); err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "draft", &page)
}

// opinionNotice is why a submission was sent back; nothing of one that was not.
func (sh *sheet) opinionNotice() kit.Notice {
	if sh.number == "" {
		return kit.Notice{}
	}
	return kit.Notice{Title: "退回補正的審核意見", Lines: strings.Split(sh.opinion, "\n"), Warning: true}
}

func progressState(p form.Progress) kit.State {
	switch p {
	case form.Complete:
		return kit.Complete
	case form.Incomplete:
		return kit.Incomplete
	}
	return kit.NotStarted
}

// notesAt counts the reviewer's notes to a section's fields, and says whether
// one of these fields is still as it was sent back.
func (sh *sheet) notesAt(section form.Section) (notes int, untouched bool) {
	changes := sh.changes(sh.Draft.Values)
	for _, note := range sh.notes {
		f, ok := form.Lookup(form.Key(note.Field))
		if !ok || f.Section != section {
			continue
		}
		notes++
		if before(changes, f, sh.Catalogue) == nil {
			untouched = true
		}
	}
	return notes, untouched
}
