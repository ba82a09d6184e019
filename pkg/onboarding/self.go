package onboarding

import (
	"context"
	"slices"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
)

// FieldCurrent is the key of the control for the present password.
const FieldCurrent = "current-password"

// Self is what a person sees of their own access.
type Self struct {
	Sessions []account.Session // that are alive, the newest first
	Codes    int               // recovery codes that are left
	Made     time.Time         // when they were
}

// Self loads a person's sessions and recovery codes by one request.
func (s *Service) Self(ctx context.Context, door Door) (Self, error) {
	const op = "onboarding.Self"
	all, k, err := s.Store.Access(ctx, door.Account.ID)
	if err != nil {
		return Self{}, fault.Wrap(op, err)
	}
	self := Self{Codes: len(k.Codes), Made: k.Made}
	for _, session := range all {
		if session.Level != account.LevelPassword && session.Alive(door.Account, s.Now()) {
			self.Sessions = append(self.Sessions, session)
		}
	}
	slices.SortFunc(self.Sessions, func(a, b account.Session) int { return b.Opened.Compare(a.Opened) })
	return self, nil
}

// EndSession ends one of a person's own sessions, named by its hash (A14). One
// that is gone already is no error.
func (s *Service) EndSession(ctx context.Context, door Door, hash string) error {
	const op = "onboarding.EndSession"
	other, err := s.Store.Session(ctx, door.Account.ID, hash, Besides{})
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err == nil {
		err = s.SignOut(ctx, other.Session)
	}
	return fault.Wrap(op, err)
}

// Change is what is typed to change a password.
type Change struct {
	Current  string
	Code     string // of the authenticator
	Password string
	Again    string
}

// ChangePassword changes the password of somebody who is signed in, by the
// present one and a code of the authenticator, both counted. Every session ends;
// this browser gets a new one.
func (s *Service) ChangePassword(ctx context.Context, door Door, in Change, v Visit) (Ticket, error) {
	const op = "onboarding.ChangePassword"
	actor := account.ActorOf(door.Account, door.Session.Level)
	if err := account.Attempt(actor, account.ManageSelf); err != nil {
		return Ticket{}, fault.Wrap(op, err)
	}
	if err := s.count(ctx, passwordLimit(door.Account.Login, door.Session.Device)); err != nil {
		return Ticket{}, fault.Wrap(op, err)
	}
	if !s.Passwords.Verify(door.Account.PasswordHash, in.Current) {
		return Ticket{}, fault.Wrap(op, fault.InvalidFields([]fault.Field{{Key: FieldCurrent, Control: FieldCurrent, Message: "目前的密碼不正確。"}}))
	}
	a, step, err := s.checkCode(ctx, door.Account.ID, door.Session.Device, in.Code)
	if err != nil {
		return Ticket{}, fault.Wrap(op, err)
	}
	c := s.begin(actor)
	a.FactorStep, a.CodeTries, a.CodeRow, a.CodeUntil = step, 0, 0, time.Time{} // used up with the account's next version
	next, err := s.replacePassword(ctx, c, actChange, a, in.Password, in.Again)
	if err != nil {
		return Ticket{}, fault.Wrap(op, err)
	}
	ticket := s.fullSession(c, door, next, v)
	if err = s.warn(ctx, c, a, notice.PasswordChanged); err == nil {
		err = s.Store.Commit(ctx, c.Tx)
	}
	if fault.Is(err, fault.Conflict) {
		err = usedCode()
	}
	if err == nil {
		err = s.forgetTries(ctx, a, door.Session.Device)
	}
	return ticket, fault.Wrap(op, err)
}
