package store

import (
	"context"
	"time"

	"mydata.nat.gov.tw/portal/pkg/bulletin"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func bulletinRow(b bulletin.Bulletin) row {
	board := bulletinsShown
	if b.Retired {
		board = bulletinsRetired
	}
	return row{key: bulletinKey(b.ID), record: b, shown: []entry{{GSI1, board, b.Date.String() + "#" + inOrder(b.Written, b.ID)}}}
}

// Bulletin returns one entry of the board, read consistently.
func (s *Store) Bulletin(ctx context.Context, id string) (bulletin.Bulletin, error) {
	return one[bulletin.Bulletin](ctx, s, bulletinKey(id))
}

// Bulletins lists the board, the newest date first.
func (s *Store) Bulletins(ctx context.Context, which onboarding.Bulletins, p onboarding.Page) ([]bulletin.Bulletin, string, error) {
	q := Query{Index: GSI1, PK: bulletinsShown, Backward: true}
	if which.Retired {
		q.PK = bulletinsRetired
	}
	if !which.UpTo.IsZero() {
		q.Range.To = which.UpTo.String() + "~"
	}
	return page[bulletin.Bulletin](ctx, s, q, p, nil)
}

// newestKept is how many bulletins lie on the shelf.
const newestKept = 5

// NewestBulletins are those of the newest dates, tomorrow's not yet among them.
// A process keeps them for a minute, as it does the catalogue: everybody's home
// page shows them.
func (s *Store) NewestBulletins(ctx context.Context, which onboarding.Bulletins) ([]bulletin.Bulletin, error) {
	if kept, ok := s.shelf.bulletins.take(s.shelf.now); ok {
		return kept, nil
	}
	list, _, err := s.Bulletins(ctx, which, onboarding.Page{Limit: newestKept})
	if err == nil {
		s.shelf.bulletins.put(s.shelf.now, list)
	}
	return list, err
}

// NoteSeen marks the board as read by an account up to a time. It is no change
// of the account: its version stays, and a change of it that was read before
// takes the mark back, which shows a bulletin as unread once more.
func (s *Store) NoteSeen(ctx context.Context, accountID string, at time.Time) error {
	_, _, err := s.note(ctx, Write{Action: Update, Key: accountKey(accountID), If: []Condition{present()},
		Change: Change{Set: Item{attrBulletins: text(stamp(at))}}})
	return err
}

const attrBulletins = "bulletins"
