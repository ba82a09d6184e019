package onboarding

import (
	"context"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Lock is a counter of an account that refuses what is tried, or counts towards
// it (trust 12).
type Lock struct {
	What  LockKind
	Known bool // counted in one browser the account knows, not of strangers
	Tries int  // in the present window
	Row   int  // without a success between them
	Until time.Time
}

// Closed reports whether the lock refuses every try now; ended by time alone
// unless too many came in a row.
func (l Lock) Closed() bool { return l.Tries > triesAccount || l.Row > triesInRow }

// LockKind is what a lock counts.
type LockKind string

// The kinds of lock.
const (
	PasswordLock LockKind = "password" // too many in a row: until a new password is set
	CodeLock     LockKind = "code"     // too many in a row: until a right code in a known browser
	RecoveryLock LockKind = "recovery"
)

// counted is a limit with what it counts.
type counted struct {
	limit
	what  LockKind
	known bool
}

// counters are all of an account's that lie beside it.
func (s *Service) counters(ctx context.Context, a account.Account) ([]counted, error) {
	devices, err := s.Store.Devices(ctx, a.ID)
	list := []counted{{passwordLimit(a.Login, ""), PasswordLock, false}, {recoveryLimit(a.ID), RecoveryLock, false}}
	for _, d := range devices[:min(len(devices), devicesShown)] {
		list = append(list, counted{passwordLimit(a.Login, d.Hash), PasswordLock, true}, counted{codeLimit(a.ID, d.Hash), CodeLock, true})
	}
	return list, err
}

// devicesShown keeps the counters below the hundred items of one request.
const devicesShown = 40

// Locks lists what is counted against an account, for ops.
func (s *Service) Locks(ctx context.Context, actor account.Actor, a account.Account) ([]Lock, error) {
	const op = "onboarding.Locks"
	if err := account.May(actor, account.SetAccounts, account.Object{OrganisationID: a.OrganisationID}); err != nil {
		return nil, fault.Wrap(op, err)
	}
	list, err := s.counters(ctx, a)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	var keys []string
	for _, c := range list {
		keys = append(keys, c.key)
	}
	tallies, err := s.Store.Counts(ctx, s.Now(), keys...)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	var locks []Lock
	note := func(l Lock) {
		if l.Row += l.Tries; l.Row > 0 {
			locks = append(locks, l)
		}
	}
	for i, c := range list {
		note(Lock{What: c.what, Known: c.known, Tries: tallies[i].N, Row: tallies[i].Row, Until: tallies[i].Until})
	}
	strangers := Lock{What: CodeLock, Tries: a.CodeTries, Row: a.CodeRow, Until: a.CodeUntil}
	if !a.CodeUntil.After(s.Now()) {
		strangers = Lock{What: CodeLock, Row: a.CodeRow + min(a.CodeTries, triesAccount)}
	}
	note(strangers)
	return locks, nil
}

// LiftLocks lets ops end every lock of an account, with an entry in its history.
// The counters go after the entry stands.
func (s *Service) LiftLocks(ctx context.Context, actor account.Actor, accountID string) error {
	const op = "onboarding.LiftLocks"
	if err := account.May(actor, account.SetAccounts, account.Object{}); err != nil {
		return fault.Wrap(op, err)
	}
	var a account.Account
	err := again(func() (err error) {
		if a, err = s.Store.Account(ctx, accountID); err != nil {
			return err
		}
		next := a
		next.CodeTries, next.CodeRow, next.CodeUntil = 0, 0, time.Time{}
		c := s.begin(actor)
		c.replace("account.lift-locks", a, next)
		return s.Store.Commit(ctx, c.Tx)
	})
	if err != nil {
		return fault.Wrap(op, err)
	}
	list, err := s.counters(ctx, a)
	for _, counter := range list {
		if err == nil {
			err = s.Store.ResetCount(ctx, counter.key)
		}
	}
	return fault.Wrap(op, err)
}
