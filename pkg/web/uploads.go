package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/upload"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// uploads are the use cases of files for whoever hands them in: an organisation's
// people, somebody who is signing up, or ops for what it publishes.
type uploads struct {
	path   string // below which the page of each lies
	get    func(ctx context.Context, id string) (upload.Upload, error)
	start  func(ctx context.Context, old upload.Upload) (upload.Upload, error) // in place of another
	remove func(ctx context.Context, id string) error
	frame  func(v *visit, title string, trail ...kit.Link) kit.Page
	trail  func(p upload.Place) []kit.Link // to the page that an upload belongs to
	clean  string                          // what a file is good for that nothing is wrong with
	kept   string                          // why one cannot be changed any more
	act    *kit.Button                     // takes a clean file into use; nil where its paper does
}

// What the page of a paper's file says.
const (
	cleanFile = "檔案已經可以隨申請單送出。"
	keptFile  = "檔案已隨申請單送出，不能更換；需要修正時，由審核單位退回補正後再上傳新的檔案。"
)

func (s *Server) uploadsOf(v *visit) uploads {
	return uploads{path: "/uploads", frame: s.frame, clean: cleanFile, kept: keptFile,
		get: func(ctx context.Context, id string) (upload.Upload, error) { return s.Portal.Upload(ctx, v.actor, id) },
		start: func(ctx context.Context, old upload.Upload) (upload.Upload, error) {
			return s.Portal.StartUpload(ctx, v.actor, old.Place.Draft, form.Key(old.Place.Field))
		},
		remove: func(ctx context.Context, id string) error { return s.Portal.RemoveUpload(ctx, v.actor, id) },
		trail: func(p upload.Place) []kit.Link {
			if number, fix := strings.CutPrefix(p.Draft, onboarding.CorrectionID("")); fix {
				return correctionTrail(number)
			}
			if id, link, ok := paperLink(p.Draft); ok {
				return []kit.Link{{Text: "線上服務列表", Href: "/services"}, {Text: "編輯線上服務", Href: "/services/" + id}, link}
			}
			return draftTrail(p.Draft)
		},
	}
}

func (s *Server) signUpUploads(u onboarding.SignUp) uploads {
	return uploads{path: "/signup/uploads", frame: s.signUpFrame, clean: cleanFile, kept: keptFile,
		get: func(ctx context.Context, id string) (upload.Upload, error) { return s.Portal.SignUpUpload(ctx, u, id) },
		start: func(ctx context.Context, old upload.Upload) (upload.Upload, error) {
			return s.Portal.StartSignUpUpload(ctx, u, form.Key(old.Place.Field))
		},
		remove: func(ctx context.Context, id string) error { return s.Portal.RemoveSignUpUpload(ctx, u, id) },
		trail: func(upload.Place) []kit.Link {
			return []kit.Link{{Text: "機關單位基本資料", Href: "/signup/details"}, {Text: "介接申請單", Href: applicationPath}}
		},
	}
}

type uploadHandler func(*Server, http.ResponseWriter, *http.Request, *visit, uploads) error

func onUploads(handle uploadHandler) handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request, v *visit) error {
		return handle(s, w, r, v, s.uploadsOf(v))
	}
}

func onSignUpUploads(handle uploadHandler) signUpHandler {
	return func(s *Server, w http.ResponseWriter, r *http.Request, v *visit, u onboarding.SignUp) error {
		return handle(s, w, r, v, s.signUpUploads(u))
	}
}

// above are the pages above an upload's; the last is the field that it belongs to.
func (d uploads) above(u upload.Upload) []kit.Link {
	trail := d.trail(u.Place)
	f, ok := form.Lookup(form.Key(u.Place.Field))
	if !ok {
		return trail
	}
	if last := &trail[len(trail)-1]; onePage(u.Place.Draft) {
		last.Href += "#" + string(f.Key)
		return trail
	}
	return append(trail, kit.Link{Text: f.Section.Title(), Href: trail[len(trail)-1].Href + "/" + string(f.Section) + "#" + string(f.Key)})
}

// toUpload leads from a form to the page of the file in a field. Where there is
// none, or one that a case refers to already, a new upload begins.
func (s *Server) toUpload(w http.ResponseWriter, r *http.Request, sh *sheet, k form.Key) error {
	if file := sh.Draft.Values.File(k); file.ID != "" {
		u, err := sh.uploads.get(r.Context(), file.ID)
		switch {
		case err != nil && !fault.Is(err, fault.NotFound):
			return err
		case err == nil && u.State != upload.Kept:
			return s.redirect(w, r, "", sh.uploads.path, u.ID)
		}
	}
	u, err := sh.uploads.start(r.Context(), upload.Upload{Place: upload.Place{Draft: sh.Draft.ID, Field: string(k)}})
	if err != nil {
		return err
	}
	return s.redirect(w, r, "", sh.uploads.path, u.ID)
}

// files is the path below which a sheet's files are fetched.
func (sh *sheet) files() string {
	if sh.number != "" {
		return "/cases/" + sh.number + "/files"
	}
	return sh.uploads.path
}

// uploadOf is what a page shows of a file; nil where there is none.
func uploadOf(f upload.File, href string) *kit.Upload {
	if f.ID == "" {
		return nil
	}
	shown := kit.Upload{Name: f.Name, Hash: f.Hash, Href: href, State: kit.Checking, Why: f.Reason.Label()}
	switch f.State {
	case upload.Clean, upload.Kept:
		shown.State = kit.Checked
	case upload.Refused:
		shown.State = kit.Unsafe
	}
	if shown.Name == "" {
		shown.Name = "尚未收到檔案"
	}
	if f.Size > 0 {
		shown.Facts = strings.TrimPrefix(f.Type.Label()+"，"+sizeOf(f.Size), "，")
	}
	return &shown
}

// sizeOf is a size for people.
func sizeOf(bytes int64) string {
	switch {
	case bytes >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	case bytes >= 1<<10:
		return fmt.Sprintf("%.0f KB", float64(bytes)/(1<<10))
	}
	return fmt.Sprintf("%d 位元組", bytes)
}

// caseUpload hands out a file of a case to those who may read the case: the very
// version its newest paper refers to (B11).
func (s *Server) caseUpload(w http.ResponseWriter, r *http.Request, v *visit) error {
	p, err := s.numbered(r, v)
	if err != nil {
		return err
	}
	for _, stage := range p.Stages {
		if o := stage.Official; o != nil && o.Scan != nil && o.Scan.ID == r.PathValue("id") {
			return s.handOut(w, r, *o.Scan)
		}
	}
	sub, err := s.Store.Submission(r.Context(), p.Case.ID, p.review.Seq, p.review.Round)
	if err != nil {
		return err
	}
	for _, values := range []form.Values{sub.Values, sub.Before} {
		for _, f := range values.FileFields() {
			if file := values.File(f.Key); file.ID == r.PathValue("id") {
				return s.handOut(w, r, file)
			}
		}
	}
	return fault.New(fault.NotFound, "")
}

// handOut leads to the bucket, which sends the file as an attachment.
func (s *Server) handOut(w http.ResponseWriter, r *http.Request, f upload.File) error {
	link, err := s.Files.Link(r.Context(), f)
	if err != nil {
		return err
	}
	http.Redirect(w, r, link, http.StatusSeeOther)
	return nil
}
