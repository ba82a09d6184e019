package onboarding

import (
	"context"
	"strconv"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/environment"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// Keys of the controls with which ops keeps 系統環境主機及網址資訊.
const (
	FieldTestHosts       = "test-hosts"
	FieldProductionHosts = "production-hosts"
	FieldTitle           = "title"
	FieldNote            = "note"
)

// EditHosts replaces the hosts and addresses of both areas by what was typed,
// 「名稱：內容」 a line. seen is the version that was shown: Conflict where
// somebody wrote meanwhile. Lines that are none are Invalid.
func (s *Service) EditHosts(ctx context.Context, a account.Actor, seen int, test, production string) error {
	const op = "onboarding.EditHosts"
	if err := account.May(a, account.PublishDocuments, account.Object{}); err != nil {
		return fault.Wrap(op, err)
	}
	var faults []fault.Field
	read := func(key, text string) []environment.Host {
		hosts, message := environment.ParseHosts(text)
		if message != "" {
			faults = append(faults, fault.Field{Key: key, Control: key, Message: message})
		}
		return hosts
	}
	inTest, inProduction := read(FieldTestHosts, test), read(FieldProductionHosts, production)
	if len(faults) > 0 {
		return fault.Wrap(op, fault.InvalidFields(faults))
	}
	sheet, err := s.Store.Environment(ctx)
	if err != nil {
		return fault.Wrap(op, err)
	}
	if sheet.Version != seen {
		return fault.Wrap(op, fault.New(fault.Conflict, "這些資料剛才由其他人修改過，請重新開啟這一頁再編輯。"))
	}
	next := sheet
	next.Test, next.Production = inTest, inProduction
	c := s.begin(a)
	c.putEnvironment("environment.edit", sheet, next, facts{"test-hosts": strconv.Itoa(len(inTest)), "production-hosts": strconv.Itoa(len(inProduction))})
	return fault.Wrap(op, s.Store.Commit(ctx, c.Tx))
}

// StartDocument begins to hand in a file for 技術文件與範例程式: the first edition
// of a new document, where id is empty, or the next one of a document. Nobody
// sees it before PublishDocument.
func (s *Service) StartDocument(ctx context.Context, a account.Actor, id, title, note string) (upload.Upload, error) {
	const op = "onboarding.StartDocument"
	if err := account.May(a, account.PublishDocuments, account.Object{}); err != nil {
		return upload.Upload{}, fault.Wrap(op, err)
	}
	d := environment.Document{ID: id, Title: trimmed(title), Note: trimmed(note)}
	if id == "" {
		d.ID = s.NewID()
		if faults := documentFaults(d); len(faults) > 0 {
			return upload.Upload{}, fault.Wrap(op, fault.InvalidFields(faults))
		}
	}
	u, err := s.startDocument(ctx, a, d, id == "", upload.File{})
	return u, fault.Wrap(op, err)
}

// ReplaceDocument begins to hand in another file instead of one that was not
// published, which is given up. A published one stays.
func (s *Service) ReplaceDocument(ctx context.Context, a account.Actor, uploadID string) (upload.Upload, error) {
	const op = "onboarding.ReplaceDocument"
	old, err := s.Upload(ctx, a, uploadID)
	if err == nil && old.Purpose != upload.Document {
		err = fault.New(fault.NotFound, "")
	}
	if err != nil {
		return old, fault.Wrap(op, err)
	}
	u, err := s.startDocument(ctx, a, environment.Document{ID: old.Place.Document}, false, old.File())
	return u, fault.Wrap(op, err)
}

// startDocument puts a new document on the list, or finds one that is there, and
// begins an upload for it in place of old.
func (s *Service) startDocument(ctx context.Context, a account.Actor, d environment.Document, fresh bool, old upload.File) (u upload.Upload, err error) {
	return u, again(func() error {
		sheet, err := s.Store.Environment(ctx)
		if err != nil {
			return err
		}
		c := s.begin(a)
		if err := s.dropFile(ctx, c, old); err != nil {
			return err
		}
		if _, found := sheet.Find(d.ID); !found {
			if !fresh {
				return fault.New(fault.NotFound, "找不到這份文件。")
			}
			next, err := sheet.WithDocument(d)
			if err != nil {
				return err
			}
			c.putEnvironment("document.create", sheet, next, facts{"document": d.ID})
		}
		u = upload.Upload{ID: c.newID(), OrganisationID: a.OrganisationID, Purpose: upload.Document, State: upload.Quarantined, By: a.Name, Asked: c.now,
			Place: upload.Place{Document: d.ID}, Version: 1}
		c.putUpload("upload.start", upload.Upload{}, u)
		return s.Store.Commit(ctx, c.Tx)
	})
}

func documentFaults(d environment.Document) []fault.Field {
	var faults []fault.Field
	if message := environment.CheckTitle(d.Title); message != "" {
		faults = append(faults, fault.Field{Key: FieldTitle, Control: FieldTitle, Message: message})
	}
	if len([]rune(d.Note)) > environment.MaxNote {
		faults = append(faults, fault.Field{Key: FieldNote, Control: FieldNote, Message: "說明最多 200 字。"})
	}
	return faults
}

// PublishDocument puts a file that was looked through in force as its document's
// newest edition. Published already, it changes nothing.
func (s *Service) PublishDocument(ctx context.Context, a account.Actor, uploadID string) error {
	const op = "onboarding.PublishDocument"
	u, err := s.Upload(ctx, a, uploadID)
	if err == nil && u.Purpose != upload.Document {
		err = fault.New(fault.NotFound, "")
	}
	if err != nil {
		return fault.Wrap(op, err)
	}
	return fault.Wrap(op, again(func() error {
		sheet, err := s.Store.Environment(ctx)
		if err != nil {
			return err
		}
		if _, published := sheet.File(u.ID); published {
			return nil
		}
		kept, changed, err := u.Keep("")
		if err != nil {
			return err
		}
		next, err := sheet.Published(u.Place.Document, kept.File(), s.Now())
		if err != nil {
			return err
		}
		c := s.begin(a)
		if changed {
			c.putUpload("upload.keep", u, kept)
		}
		c.putEnvironment("document.publish", sheet, next, facts{"document": u.Place.Document, "upload": u.ID, "hash": u.Hash})
		return s.Store.Commit(ctx, c.Tx)
	}))
}

// RemoveDocument takes a document and all its editions off the list. The files
// stay where they are, with nobody led to them.
func (s *Service) RemoveDocument(ctx context.Context, a account.Actor, id string) error {
	const op = "onboarding.RemoveDocument"
	if err := account.May(a, account.PublishDocuments, account.Object{}); err != nil {
		return fault.Wrap(op, err)
	}
	return fault.Wrap(op, again(func() error {
		sheet, err := s.Store.Environment(ctx)
		if err != nil {
			return err
		}
		next, err := sheet.Without(id)
		if err != nil {
			return err
		}
		c := s.begin(a)
		c.putEnvironment("document.remove", sheet, next, facts{"document": id})
		return s.Store.Commit(ctx, c.Tx)
	}))
}

func (c *change) putEnvironment(act string, before, after environment.Sheet, f facts) {
	after.Changed, after.Version = c.now, before.Version+1
	c.seal("environment/all", after.Version, &after.LogHash, act, nil, f)
	c.Puts = append(c.Puts, after)
}
