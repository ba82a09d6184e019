package onboarding

import (
	"context"
	"strconv"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/bulletin"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// Bulletins says which of the 公佈欄 are listed: those on show, up to a day, or
// those that were retired.
type Bulletins struct {
	UpTo    calendar.Date // zero: later ones too, which only ops sees
	Retired bool
}

// BulletinWords is what ops writes, as posted. HTML is the text as the editor
// sends it, where there is one.
type BulletinWords struct{ Kind, Date, Title, Text, HTML string }

// Rich is the text by itself.
func (w BulletinWords) Rich() form.RichText { return form.ReadRich(w.Text, w.HTML, form.RichText{}) }

func (w BulletinWords) into(b bulletin.Bulletin) bulletin.Bulletin {
	b.Kind, b.Title, b.Text = bulletin.Kind(w.Kind), trimmed(w.Title), form.ReadRich(w.Text, w.HTML, b.Text)
	b.Date, _ = calendar.ParseDate(trimmed(w.Date)) // a date that is none is reported as missing
	return b
}

// WriteBulletin puts a bulletin on the board (E2). Its id follows from who sent
// which form, so that a form sent twice makes one bulletin (trust 8).
func (s *Service) WriteBulletin(ctx context.Context, a account.Actor, formKey string, words BulletinWords) (bulletin.Bulletin, error) {
	const op = "onboarding.WriteBulletin"
	if err := account.May(a, account.WriteBulletins, account.Object{}); err != nil {
		return bulletin.Bulletin{}, fault.Wrap(op, err)
	}
	id := eventID("bulletin", a.AccountID, formKey)
	b := words.into(bulletin.Bulletin{ID: id, Written: s.Now(), WrittenBy: a.AccountID, Version: 1})
	if faults := b.Check(); len(faults) > 0 {
		return b, fault.Wrap(op, fault.InvalidFields(faults))
	}
	c := s.begin(a)
	c.putBulletin("bulletin.write", bulletin.Bulletin{}, b)
	err := s.Store.Commit(ctx, c.Tx)
	if fault.Is(err, fault.Conflict) {
		return s.Store.Bulletin(ctx, id)
	}
	return b, fault.Wrap(op, err)
}

// EditBulletin replaces the words of a bulletin that was seen at a version;
// where somebody changed it meanwhile it is Conflict.
func (s *Service) EditBulletin(ctx context.Context, a account.Actor, id string, seen int, words BulletinWords) error {
	const op = "onboarding.EditBulletin"
	return fault.Wrap(op, s.changeBulletin(ctx, a, id, "bulletin.edit", func(b bulletin.Bulletin) (bulletin.Bulletin, error) {
		if b.Retired || b.Version != seen {
			return b, fault.New(fault.Conflict, "這則公告在您開啟頁面之後已有異動，請重新檢視後再修改。")
		}
		b = words.into(b)
		b.Edited = s.Now()
		if faults := b.Check(); len(faults) > 0 {
			return b, fault.InvalidFields(faults)
		}
		return b, nil
	}))
}

// RetireBulletin takes a bulletin off the board; a repeat is no error.
func (s *Service) RetireBulletin(ctx context.Context, a account.Actor, id string) error {
	return fault.Wrap("onboarding.RetireBulletin", s.changeBulletin(ctx, a, id, "bulletin.retire", func(b bulletin.Bulletin) (bulletin.Bulletin, error) {
		b.Retired = true
		return b, nil
	}))
}

// changeBulletin commits what next makes of a bulletin, if that is a change.
func (s *Service) changeBulletin(ctx context.Context, a account.Actor, id, act string, next func(bulletin.Bulletin) (bulletin.Bulletin, error)) error {
	if err := account.May(a, account.WriteBulletins, account.Object{}); err != nil {
		return err
	}
	return s.commit(ctx, func() (*change, error) {
		before, err := s.Store.Bulletin(ctx, id)
		if err != nil {
			return nil, err
		}
		after, err := next(before)
		if err != nil || after.Retired && before.Retired {
			return nil, err
		}
		after.Version++
		c := s.begin(a)
		c.putBulletin(act, before, after)
		return c, nil
	})
}

// SeeBulletins marks what is on the board now as read by the actor.
func (s *Service) SeeBulletins(ctx context.Context, a account.Actor) error {
	return fault.Wrap("onboarding.SeeBulletins", s.Store.NoteSeen(ctx, a.AccountID, s.Now()))
}

func (c *change) putBulletin(act string, before, after bulletin.Bulletin) {
	c.seal("bulletin/"+after.ID, after.Version, &after.LogHash, act, bulletinFacts(before), bulletinFacts(after))
	c.Puts = append(c.Puts, after)
}

// bulletinFacts leave the words out, which may say anything.
func bulletinFacts(b bulletin.Bulletin) facts {
	if b.Version == 0 {
		return nil
	}
	return facts{"kind": string(b.Kind), "date": b.Date.String(), "length": strconv.Itoa(b.Text.Length()), "retired": strconv.FormatBool(b.Retired)}
}
