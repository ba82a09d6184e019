package onboarding

import (
	"context"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// uploadsPerDay is how many uploads an organisation may begin (trust 24).
const uploadsPerDay = 200

// StartUpload begins to hand in a file for a field of a draft. What stood in the
// field before is given up. The file itself goes from the browser to the bucket;
// nobody sees it before UploadScanned has.
func (s *Service) StartUpload(ctx context.Context, a account.Actor, draftID string, k form.Key) (upload.Upload, error) {
	const op = "onboarding.StartUpload"
	if err := account.May(a, account.Apply, account.Object{OrganisationID: a.OrganisationID}); err != nil {
		return upload.Upload{}, fault.Wrap(op, err)
	}
	u, err := s.startUpload(ctx, place{organisation: a.OrganisationID, draft: draftID, field: k, by: a.Name}, func() *change { return s.begin(a) })
	return u, fault.Wrap(op, err)
}

// StartSignUpUpload is StartUpload for the application of a sign-up.
func (s *Service) StartSignUpUpload(ctx context.Context, up SignUp, k form.Key) (upload.Upload, error) {
	u, err := s.startUpload(ctx, place{organisation: up.OrganisationID, draft: up.DraftID, field: k, signUp: up.ID, by: up.Details.Name},
		func() *change { return s.signUpChange(up) })
	return u, fault.Wrap("onboarding.StartSignUpUpload", err)
}

func (s *Service) signUpChange(up SignUp) *change {
	return s.change(audit.Actor{AccountID: up.AccountID, Role: "sign-up", Party: up.OrganisationID})
}

// place is where an upload will belong, and who begins it.
type place struct {
	organisation, draft, signUp, by string
	field                           form.Key
}

func (s *Service) startUpload(ctx context.Context, p place, begin func() *change) (u upload.Upload, err error) {
	f, known := form.Lookup(p.field)
	if !known || f.Kind != form.FileField {
		return u, fault.New(fault.NotFound, "")
	}
	if err := s.count(ctx, limit{key: "upload#" + p.organisation, most: uploadsPerDay, window: 24 * time.Hour,
		refusal: "貴機關今天上傳的次數過多，請明天再試。"}); err != nil {
		return u, err
	}
	return u, again(func() error {
		d, err := s.openDraft(ctx, p.organisation, p.draft)
		if err != nil {
			return err
		}
		c := begin()
		if err := s.dropFile(ctx, c, d.Values.File(f.Key)); err != nil {
			return err
		}
		u = upload.Upload{ID: c.newID(), OrganisationID: p.organisation, Purpose: f.Purpose, State: upload.Quarantined, By: p.by, Asked: c.now,
			Place: upload.Place{Draft: d.ID, Field: string(f.Key), SignUp: p.signUp}, Version: 1}
		c.putUpload("upload.start", upload.Upload{}, u)
		c.Puts = append(c.Puts, d.holding(f.Key, u.File()))
		return s.Store.Commit(ctx, c.Tx)
	})
}

// openDraft is a draft that can still be filled in.
func (s *Service) openDraft(ctx context.Context, organisationID, id string) (Draft, error) {
	desk, err := s.Store.Sheet(ctx, organisationID, id)
	switch d := desk.Draft; {
	case err != nil:
		return d, err
	case d.ID == "":
		return d, fault.New(fault.NotFound, "找不到這份草稿。")
	case d.Done():
		return d, fault.New(fault.Conflict, "這份草稿已經送出，單號為 "+d.Number+"。")
	}
	return desk.Draft, nil
}

// holding is the draft with another file in a field.
func (d Draft) holding(k form.Key, f upload.File) Draft {
	original := d.Original()
	d.Values = d.Values.Clone()
	d.Values.SetFile(k, f)
	if d.Corrects() {
		d.Before = form.Replaced(original, d.Values)
	}
	d.Version++
	return d
}

// dropFile removes the upload behind a file that nothing will refer to any more.
// One that a case refers to stays.
func (s *Service) dropFile(ctx context.Context, c *change, f upload.File) error {
	if f.ID == "" {
		return nil
	}
	u, err := s.Store.Upload(ctx, f.ID)
	if err != nil {
		return err
	}
	if removed, err := u.Remove(); err == nil {
		c.putUpload("upload.remove", u, removed)
	}
	return nil
}

// Upload returns a file's record to those who hand it in. Anybody else's is
// NotFound.
func (s *Service) Upload(ctx context.Context, a account.Actor, id string) (upload.Upload, error) {
	const op = "onboarding.Upload"
	u, err := s.Store.Upload(ctx, id)
	if err == nil {
		err = mayHandIn(a, u)
	}
	return u, fault.Wrap(op, err)
}

// mayHandIn lets an organisation's people see what they handed in; what came
// with a sign-up is seen on its case.
func mayHandIn(a account.Actor, u upload.Upload) error {
	switch {
	case u.Place.SignUp != "" || u.OrganisationID != a.OrganisationID:
		return fault.New(fault.NotFound, "")
	case u.Purpose == upload.Document:
		return account.May(a, account.PublishDocuments, account.Object{})
	}
	return account.May(a, account.Apply, account.Object{OrganisationID: u.OrganisationID})
}

// SignUpUpload is Upload for the person of a sign-up.
func (s *Service) SignUpUpload(ctx context.Context, up SignUp, id string) (upload.Upload, error) {
	u, err := s.Store.Upload(ctx, id)
	if err == nil && u.Place.SignUp != up.ID {
		err = fault.New(fault.NotFound, "")
	}
	return u, fault.Wrap("onboarding.SignUpUpload", err)
}

// RemoveUpload gives up a file and takes it out of its draft. What a case refers
// to stays: Conflict.
func (s *Service) RemoveUpload(ctx context.Context, a account.Actor, id string) error {
	const op = "onboarding.RemoveUpload"
	u, err := s.Upload(ctx, a, id)
	if err == nil {
		err = s.removeUpload(ctx, u, func() *change { return s.begin(a) })
	}
	return fault.Wrap(op, err)
}

// RemoveSignUpUpload is RemoveUpload for the person of a sign-up.
func (s *Service) RemoveSignUpUpload(ctx context.Context, up SignUp, id string) error {
	const op = "onboarding.RemoveSignUpUpload"
	u, err := s.SignUpUpload(ctx, up, id)
	if err == nil {
		err = s.removeUpload(ctx, u, func() *change { return s.signUpChange(up) })
	}
	return fault.Wrap(op, err)
}

func (s *Service) removeUpload(ctx context.Context, u upload.Upload, begin func() *change) error {
	removed, err := u.Remove()
	if err != nil {
		return err
	}
	c := begin()
	removed = c.putUpload("upload.remove", u, removed)
	if err := s.refer(ctx, c, removed, upload.File{}); err != nil {
		return err
	}
	return s.Store.Commit(ctx, c.Tx)
}

// refer writes a new reference into the draft that refers to an upload; where it
// refers to another by now, or was sent, nothing. u is as c writes it.
func (s *Service) refer(ctx context.Context, c *change, u upload.Upload, f upload.File) error {
	if u.Place.Letter != nil {
		return s.referLetter(ctx, c, u)
	}
	if u.Place.Draft == "" {
		return nil
	}
	desk, err := s.Store.Sheet(ctx, u.OrganisationID, u.Place.Draft)
	if err != nil {
		return err
	}
	k := form.Key(u.Place.Field)
	if desk.Draft.ID != "" && desk.Draft.Values.File(k).ID == u.ID {
		c.Puts = append(c.Puts, desk.Draft.holding(k, f))
	}
	return nil
}

// keepFiles makes a paper refer to the files among its answers, for ever. The
// records are part of the same transaction: a file that is not clean, or not the
// one that was looked through, ends it as Conflict.
func (s *Service) keepFiles(ctx context.Context, c *change, organisationID string, v form.Values, caseID string) error {
	for _, f := range v.FileFields() {
		file := v.File(f.Key)
		u, err := s.Store.Upload(ctx, file.ID)
		if err != nil {
			return err
		}
		if !file.Is(u) || u.OrganisationID != organisationID && u.Case != caseID {
			return fault.New(fault.Conflict, "「"+f.Label+"」已經更換，請重新檢視後再送出。")
		}
		kept, changed, err := u.Keep(caseID)
		if err != nil {
			return err
		}
		if changed {
			c.putUpload("upload.keep", u, kept)
		}
	}
	return nil
}
