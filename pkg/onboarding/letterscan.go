package onboarding

import (
	"context"
	"fmt"
	"time"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// FieldLetterScan is the key of the letter's scan on the decision form: the
// control, and the id of the upload that was shown.
const FieldLetterScan = "letter-scan"

// OpenLetterScan leads from the decision form of a letter stage to the upload of
// its scan (C4), which begins where there is none. What was typed, by control,
// is kept for the way back.
func (s *Service) OpenLetterScan(ctx context.Context, a account.Actor, caseID string, typed map[string]string) (uploadID string, err error) {
	const op = "onboarding.OpenLetterScan"
	if faults := tooLong(typed); len(faults) > 0 {
		return "", fault.InvalidFields(faults)
	}
	l, err := s.letterDraft(ctx, a, caseID)
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	if l.Scan.ID == "" {
		u, err := s.startLetterScan(ctx, a, caseID, typed)
		return u.ID, fault.Wrap(op, err)
	}
	l.Typed = typed
	l.Version++
	return l.Scan.ID, fault.Wrap(op, s.Store.SaveLetterDraft(ctx, l))
}

// tooLong lists what a decision could not keep either.
func tooLong(typed map[string]string) []fault.Field {
	var faults []fault.Field
	for control, text := range typed {
		if utf8.RuneCountInString(text) > TextLimit {
			faults = append(faults, fault.Field{Key: control, Control: control, Message: fmt.Sprintf("這一欄最多 %d 字。", TextLimit)})
		}
	}
	return faults
}

// ReplaceLetterScan begins another upload; the former is given up.
func (s *Service) ReplaceLetterScan(ctx context.Context, a account.Actor, caseID string) (upload.Upload, error) {
	u, err := s.startLetterScan(ctx, a, caseID, nil)
	return u, fault.Wrap("onboarding.ReplaceLetterScan", err)
}

// startLetterScan begins an upload; typed nil leaves what is kept.
func (s *Service) startLetterScan(ctx context.Context, a account.Actor, caseID string, typed map[string]string) (u upload.Upload, err error) {
	if err := s.count(ctx, limit{key: "upload#" + a.OrganisationID, most: uploadsPerDay, window: 24 * time.Hour,
		refusal: "貴機關今天上傳的次數過多，請明天再試。"}); err != nil {
		return u, err
	}
	return u, again(func() error {
		l, err := s.letterDraft(ctx, a, caseID)
		if err != nil {
			return err
		}
		c := s.begin(a)
		if removed, err := l.Scan.Remove(); l.Scan.ID != "" && err == nil {
			c.putUpload("upload.remove", l.Scan, removed)
		}
		u = upload.Upload{ID: c.newID(), OrganisationID: a.OrganisationID, Purpose: upload.Letter, State: upload.Quarantined, By: a.Name, Asked: c.now,
			Place: upload.Place{Letter: &upload.LetterPlace{CaseID: caseID, Review: l.Review, Round: l.Round, Order: l.Order}}, Version: 1}
		u = c.putUpload("upload.start", upload.Upload{}, u)
		if typed != nil {
			l.Typed = typed
		}
		l.Scan = u
		l.Version++
		c.Puts = append(c.Puts, l)
		return s.Store.Commit(ctx, c.Tx)
	})
}

// letterDraft is what was prepared at the letter stage that waits for a; where
// none waits for them it is Conflict.
func (s *Service) letterDraft(ctx context.Context, a account.Actor, caseID string) (casefile.LetterDraft, error) {
	d, err := s.Store.Dossier(ctx, caseID)
	if err != nil {
		return casefile.LetterDraft{}, err
	}
	if err := account.May(a, account.ReadCase, account.Object{OrganisationID: d.Case.OrganisationID, AuthorityID: d.Case.AuthorityID}); err != nil {
		return casefile.LetterDraft{}, err
	}
	stage, turn, err := Turn(a, d)
	if err == nil && !(turn && stage.Letter) {
		err = fault.New(fault.Conflict, "這份申請單目前沒有等候貴機關發文。")
	}
	return d.LetterDraft(stage), err
}

// LetterScan returns the record of a scan to the authority's people. Anybody
// else's is NotFound.
func (s *Service) LetterScan(ctx context.Context, a account.Actor, caseID, id string) (upload.Upload, error) {
	const op = "onboarding.LetterScan"
	u, err := s.Store.Upload(ctx, id)
	if err == nil && (u.Place.Letter == nil || u.Place.Letter.CaseID != caseID || u.OrganisationID != a.OrganisationID) {
		err = fault.New(fault.NotFound, "")
	}
	return u, fault.Wrap(op, err)
}

// RemoveLetterScan gives a scan up; one that was recorded with its letter stays:
// Conflict.
func (s *Service) RemoveLetterScan(ctx context.Context, a account.Actor, caseID, id string) error {
	u, err := s.LetterScan(ctx, a, caseID, id)
	if err == nil {
		err = s.removeUpload(ctx, u, func() *change { return s.begin(a) })
	}
	return fault.Wrap("onboarding.RemoveLetterScan", err)
}

// referLetter writes a scan's record, or with remove none, into the draft of the
// letter that refers to it; where it refers to another by now, nothing.
func (s *Service) referLetter(ctx context.Context, c *change, u upload.Upload) error {
	at := u.Place.Letter
	l, err := s.Store.LetterDraft(ctx, at.CaseID, at.Review, at.Round, at.Order)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil || l.Scan.ID != u.ID {
		return err
	}
	l.Scan = upload.Upload{}
	if u.State != upload.Removed {
		l.Scan = u
	}
	l.Version++
	c.Puts = append(c.Puts, l)
	return nil
}

// scanFaults lists what keeps a prepared scan from being recorded with its
// letter, and puts it into the ballot where nothing does.
func scanFaults(l casefile.LetterDraft, b *Ballot) (faults []fault.Field) {
	add := func(message string) {
		faults = append(faults, fault.Field{Key: FieldLetterScan, Control: FieldLetterScan, Message: message})
	}
	switch {
	case l.Scan.ID != b.Scan:
		add("公文掃描檔在您開啟頁面之後已經更換或移除，請確認目前的檔案後再送出。")
	case l.Scan.ID == "":
	case l.Scan.State == upload.Quarantined:
		add("公文掃描檔還沒有通過檢查，請稍候再送出，或先移除檔案。")
	case !l.Scan.State.Usable():
		add("公文掃描檔沒有通過檢查，請更換或移除檔案。")
	default:
		file := l.Scan.File()
		file.State = upload.Kept
		b.Official.Scan = &file
	}
	return faults
}

// keepScan makes a decision refer to its letter's scan, for ever.
func (c *change) keepScan(l casefile.LetterDraft, o *casefile.Official) error {
	if o == nil || o.Scan == nil {
		return nil
	}
	kept, changed, err := l.Scan.Keep(l.CaseID)
	if err == nil && changed {
		c.putUpload("upload.keep", l.Scan, kept)
	}
	return err
}
