package onboarding

import (
	"context"
	"time"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Archive keeps signed days where nobody can change or remove them (F8).
type Archive interface {
	// Newest returns the last day that is kept, or NotFound.
	Newest(ctx context.Context) (audit.SignedDay, error)
	// Keep adds a day, or says Conflict where one of its date is kept already.
	Keep(ctx context.Context, day audit.SignedDay) error
}

// Signer signs a sum with a key that it names and does not give away.
type Signer interface {
	Sign(ctx context.Context, sum []byte) (key string, signature []byte, err error)
}

// settled is how long after its end a day can still get entries: no request
// takes longer, and the index of days is complete by then.
const settled = 15 * time.Minute

// Attest signs and keeps where the histories ended on each day that is over, as
// far as that was not done yet, and says how many days it did. The first time it
// begins with yesterday.
func (s *Service) Attest(ctx context.Context) (done int, err error) {
	const op = "onboarding.Attest"
	yesterday := calendar.Today(s.Now().Add(-settled)).AddDays(-1)
	last, err := s.Archive.Newest(ctx)
	day, prev := last.Day.Date.AddDays(1), []byte(nil)
	switch {
	case fault.Is(err, fault.NotFound):
		day = yesterday
	case err != nil:
		return 0, fault.Wrap(op, err)
	default:
		prev = last.Day.Sum()
	}
	for ; !day.After(yesterday); day = day.AddDays(1) {
		signed, err := s.attest(ctx, day, prev)
		if err != nil {
			return done, fault.Wrap(op, err)
		}
		if err := s.Archive.Keep(ctx, signed); fault.Is(err, fault.Conflict) {
			return done, nil // another is at it
		} else if err != nil {
			return done, fault.Wrap(op, err)
		}
		done, prev = done+1, signed.Day.Sum()
	}
	return done, nil
}

func (s *Service) attest(ctx context.Context, date calendar.Date, prev []byte) (audit.SignedDay, error) {
	var entries []audit.Entry
	for page := (Page{Limit: exportedAtOnce}); ; {
		rows, next, err := s.Store.Acts(ctx, Search{Day: date}, page)
		if err != nil {
			return audit.SignedDay{}, err
		}
		for _, e := range rows {
			entries = append(entries, audit.Entry{Object: e.Object, Seq: e.Seq, Hash: e.Hash})
		}
		if page.After = next; next == "" {
			break
		}
	}
	day := audit.NewDay(date, entries, prev)
	key, signature, err := s.Signer.Sign(ctx, day.Sum())
	return audit.SignedDay{Day: day, Signed: s.Now(), Key: key, Signature: signature}, err
}
