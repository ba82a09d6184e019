package web

import (
	"context"
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/environment"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/upload"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// documentPage is templates/page/document.html: a document with its editions,
// newest first. Ops adds one here (E5).
type documentPage struct {
	kit.Page
	Note  string
	Table kit.Table
	Form  *kit.Form // of ops
}

// publication is the document that a path names. What was never published is ops's alone.
func (s *Server) publication(r *http.Request, v *visit) (environment.Document, error) {
	sheet, err := s.Store.Environment(r.Context())
	if err != nil {
		return environment.Document{}, err
	}
	d, found := sheet.Find(r.PathValue("id"))
	if _, published := d.Newest(); !found || !published && v.actor.Role != account.Ops {
		return d, fault.New(fault.NotFound, "這份文件已經不再提供。")
	}
	return d, nil
}

func (s *Server) document(w http.ResponseWriter, r *http.Request, v *visit) error {
	d, err := s.publication(r, v)
	if err != nil {
		return err
	}
	page := documentPage{Page: s.frame(v, d.Title, environmentLink), Note: d.Note, Table: kit.Table{ID: "editions", Caption: "各版次",
		Empty:   kit.Empty{Text: "這份文件還沒有發布任何版次。"},
		Columns: []kit.Column{{Label: "版次", Header: true, Number: true}, {Label: "發布日期"}, {Label: "檔案"}, {Label: "SHA-256"}}}}
	for _, e := range d.Editions {
		page.Table.Rows = append(page.Table.Rows, kit.TableRow{Cells: append(editionCells(e), kit.Cell{Text: e.File.Hash, Free: true})})
	}
	if v.actor.Role == account.Ops {
		page.Form = &kit.Form{Action: documentsPath + d.ID, Buttons: []kit.Button{{Text: "上傳新版次"}},
			Cancel: kit.Link{Text: "移除文件", Href: documentsPath + d.ID + "/remove"}}
	}
	return s.kit.Page(w, r, http.StatusOK, "document", &page)
}

// documentPost begins the next edition.
func (s *Server) documentPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r); err != nil {
		return err
	}
	u, err := s.Portal.StartDocument(r.Context(), v.actor, r.PathValue("id"), "", "")
	if err != nil {
		return err
	}
	return s.redirect(w, r, "", documentUploads, u.ID)
}

// documentNewPage is templates/page/document_new.html.
type documentNewPage struct {
	kit.Page
	Form kit.Form
}

func (s *Server) newDocument(v *visit, title, note string) *documentNewPage {
	return &documentNewPage{Page: s.frame(v, "新增文件", environmentLink), Form: kit.Form{Action: documentsPath + "new",
		Fields: []kit.Field{
			{Kind: kit.Text, ID: onboarding.FieldTitle, Label: "文件名稱", Autocomplete: "off", Value: title, Hints: []string{"最多 60 字。"}},
			{Kind: kit.TextArea, ID: onboarding.FieldNote, Label: "說明", Optional: true, Lines: 3, Value: note, Hints: []string{"給誰使用、何時使用，最多 200 字。"}}},
		Buttons: []kit.Button{{Text: "選擇檔案"}}, Cancel: kit.Link{Text: "取消", Href: environmentPath}}}
}

func (s *Server) documentNew(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.kit.Page(w, r, http.StatusOK, "document_new", s.newDocument(v, "", ""))
}

func (s *Server) documentNewPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, onboarding.FieldTitle, onboarding.FieldNote); err != nil {
		return err
	}
	title, note := r.PostForm.Get(onboarding.FieldTitle), r.PostForm.Get(onboarding.FieldNote)
	u, err := s.Portal.StartDocument(r.Context(), v.actor, "", title, note)
	if err == nil {
		return s.redirect(w, r, "", documentUploads, u.ID)
	}
	if len(fault.FieldsOf(err)) == 0 {
		return err
	}
	page := s.newDocument(v, title, note)
	page.Faults = fault.FieldsOf(err)
	kit.Mark(page.Form.Fields, page.Faults)
	return s.kit.Page(w, r, http.StatusUnprocessableEntity, "document_new", page)
}

// documentRemovePage is templates/page/document_remove.html.
type documentRemovePage struct {
	kit.Page
	Confirm kit.Confirm
}

func (s *Server) documentRemove(w http.ResponseWriter, r *http.Request, v *visit) error {
	d, err := s.publication(r, v)
	if err != nil {
		return err
	}
	at := documentsPath + d.ID
	page := documentRemovePage{Page: s.frame(v, "移除文件", environmentLink, kit.Link{Text: d.Title, Href: at}), Confirm: kit.Confirm{
		Object:  []kit.SummaryRow{{Label: "文件名稱", Answer: kit.Answer{Text: d.Title}}},
		Effects: []string{"這份文件和它的所有版次不再提供下載。", "要再提供時，請新增文件並重新上傳。"},
		Form:    kit.Form{Action: at + "/remove", Buttons: []kit.Button{{Text: "移除", Look: kit.Danger}}, Cancel: kit.Link{Text: "取消", Href: at}}}}
	return s.kit.Page(w, r, http.StatusOK, "document_remove", &page)
}

func (s *Server) documentRemovePost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r); err != nil {
		return err
	}
	if err := s.Portal.RemoveDocument(r.Context(), v.actor, r.PathValue("id")); err != nil {
		return err
	}
	return s.redirect(w, r, "文件已移除。", environmentPath)
}

// documentUploads is below which the files lie that ops is about to publish.
const documentUploads = environmentPath + "/uploads"

// onDocuments are the pages of a file for ops, which publishes from there.
func onDocuments(handle uploadHandler) handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request, v *visit) error {
		d := s.uploadsOf(v)
		d.path, d.clean, d.kept = documentUploads, "檔案可以發布了。發布後，所有登入的人都能下載。", "檔案已經發布，不能更換；請上傳新的版次。"
		d.act = &kit.Button{Text: "發布", Action: "/publish"}
		d.start = func(ctx context.Context, old upload.Upload) (upload.Upload, error) {
			return s.Portal.ReplaceDocument(ctx, v.actor, old.ID)
		}
		d.trail = func(p upload.Place) []kit.Link {
			return []kit.Link{environmentLink, {Text: "文件", Href: documentsPath + p.Document}}
		}
		return handle(s, w, r, v, d)
	}
}

// documentPublish puts a file in force; pressed twice, once.
func (s *Server) documentPublish(w http.ResponseWriter, r *http.Request, v *visit, d uploads) error {
	if err := parseOnly(r); err != nil {
		return err
	}
	u, err := d.get(r.Context(), r.PathValue("id"))
	if err == nil {
		err = s.Portal.PublishDocument(r.Context(), v.actor, u.ID)
	}
	if err != nil {
		return err
	}
	return s.redirect(w, r, "新版次已發布。", documentsPath, u.Place.Document)
}
