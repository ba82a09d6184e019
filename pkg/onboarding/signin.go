package onboarding

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

// Ticket is what a browser's cookies hold: the account, the session's secret,
// and the secret by which the browser is known the next time.
type Ticket struct {
	AccountID string
	Secret    string
	Device    string // "" where nothing is to be kept
}

// Hash is the session's key in the table.
func (t Ticket) Hash() string { return hashed(t.Secret) }

// nobody stands for the account of a name that has none: unknown names cost the
// same requests. It is as long as an id.
const nobody = "nobody00000000000000000000"

// SignIn checks account name and password and opens a session that leads to the
// code page and nowhere else (A7). Known and unknown names take the same way: a
// hash is computed for both, and the refusal is one sentence (trust 17).
func (s *Service) SignIn(ctx context.Context, login, password string, v Visit) (_ Ticket, err error) {
	const op = "onboarding.SignIn"
	owner := nobody
	defer func() { s.failed(ctx, "sign-in.password", owner, v.Source, err) }()
	login = strings.ToLower(strings.TrimSpace(login))
	owner, err = s.owner(ctx, login)
	if err != nil {
		return Ticket{}, fault.Wrap(op, err)
	}
	device := v.deviceHash()
	found, known, err := s.Store.Caller(ctx, owner, device, s.Now())
	if err != nil {
		return Ticket{}, fault.Wrap(op, err)
	}
	if !known {
		device = ""
	}
	if err := s.count(ctx, sourceLimit(v.Source), passwordLimit(login, device)); err != nil {
		return Ticket{}, fault.Wrap(op, err)
	}
	if !s.Passwords.Verify(found.PasswordHash, password) || found.Status != account.Active {
		return Ticket{}, fault.Wrap(op, fault.New(fault.Unauthenticated, "帳號或密碼不正確。"))
	}
	c := s.begin(account.ActorOf(found, account.LevelPassword))
	ticket := s.openSession(c, found, account.LevelPassword, v.Browser, device)
	return ticket, fault.Wrap(op, s.Store.Commit(ctx, c.Tx))
}

// owner is the id of the account with a name, or nobody.
func (s *Service) owner(ctx context.Context, login string) (string, error) {
	id, err := s.Store.Claimed(ctx, LoginClaim, login)
	if fault.Is(err, fault.NotFound) {
		return nobody, nil
	}
	return id, err
}

// VerifyCode checks the authenticator's code of a person whose password was
// right, and replaces the session by one that opens the portal (A7, trust 13,
// 16). A code opens one session, however often it is sent. The browser is known
// from then on.
func (s *Service) VerifyCode(ctx context.Context, door Door, code string, v Visit) (Ticket, error) {
	const op = "onboarding.VerifyCode"
	if err := halfway(door); err != nil {
		return Ticket{}, fault.Wrap(op, err)
	}
	a, step, err := s.checkCode(ctx, door.Account.ID, door.Session.Device, code)
	if err != nil {
		return Ticket{}, fault.Wrap(op, err)
	}
	if !door.Session.Alive(a, s.Now()) {
		return Ticket{}, fault.Wrap(op, errAgain)
	}
	c := s.begin(account.ActorOf(a, account.LevelTOTP))
	c.spend(a, step)
	c.Spends[0].SignsIn = true
	ticket := s.fullSession(c, door, a, v)
	err = s.Store.Commit(ctx, c.Tx)
	if fault.Is(err, fault.Conflict) {
		return Ticket{}, fault.Wrap(op, usedCode())
	}
	if err == nil {
		err = s.forgetTries(ctx, a, door.Session.Device)
	}
	return ticket, fault.Wrap(op, err)
}

// errAgain leads back to the sign-in page.
var errAgain = fault.New(fault.Unauthenticated, "請重新登入。")

// halfway refuses a session that is not between its password and its code.
func halfway(door Door) error {
	if door.Session.Level != account.LevelPassword {
		return errAgain
	}
	return nil
}

// forgetTries ends the counts of failures after a full sign-in.
func (s *Service) forgetTries(ctx context.Context, a account.Account, device string) error {
	limits := []limit{passwordLimit(a.Login, device)}
	if device != "" {
		limits = append(limits, codeLimit(a.ID, device))
	}
	return s.forget(ctx, limits...)
}

// checkCode counts the try, then looks at the code. The step it returns has to
// be stored with what the code allows: see spend.
func (s *Service) checkCode(ctx context.Context, accountID, device, code string) (_ account.Account, _ int64, err error) {
	defer func() { s.failed(ctx, "sign-in.code", accountID, "", err) }()
	a, err := s.countCode(ctx, accountID, device)
	if err != nil {
		return a, 0, err
	}
	if !a.Usable() {
		return a, 0, errAgain
	}
	raw, err := s.Factors.Open(a.FactorSealed, factorContext(a.ID))
	if err != nil {
		return a, 0, err
	}
	totp, err := secret.ParseTOTP(string(raw))
	if err != nil {
		return a, 0, err
	}
	step, err := totp.Verify(code, s.Now(), a.FactorStep)
	switch {
	case err == nil:
		return a, step, nil
	case errors.Is(err, secret.ErrUsedCode):
		return a, 0, usedCode()
	}
	return a, 0, codeFault("驗證碼不正確，請輸入驗證器目前顯示的 6 位數字。")
}

// FieldCode is the key of the control for a one-time code.
const FieldCode = "code"

func codeFault(message string) error {
	return fault.InvalidFields([]fault.Field{{Key: FieldCode, Control: FieldCode, Message: message}})
}

func usedCode() error {
	return codeFault("這組驗證碼已經用過，請等候驗證器產生下一組。")
}

// spend uses up the step of a right code together with what it allows.
func (c *change) spend(a account.Account, step int64) {
	c.Spends = append(c.Spends, account.Spent{AccountID: a.ID, Epoch: a.Epoch, Was: a.FactorStep, Step: step})
	c.Checks = nil // the account is pinned by what is spent
}

// openSession puts a new session at a level. device is the hash of the browser's
// device secret where it is known.
func (s *Service) openSession(c *change, a account.Account, level account.Level, browser, device string) Ticket {
	ticket := Ticket{AccountID: a.ID, Secret: s.NewSecret()}
	session := account.Session{AccountID: a.ID, Hash: ticket.Hash(), Level: level, Epoch: a.Epoch, Opened: c.now, Seen: c.now,
		Expires: c.now.Add(account.SessionTotal), Browser: browser, Device: device}
	c.seal(sessionObject(session), 1, &session.LogHash, "session.open", nil, facts{"level": string(level)})
	c.Puts = append(c.Puts, session)
	return ticket
}

// fullSession replaces the session of a door by one at the highest level, and
// makes the browser known.
func (s *Service) fullSession(c *change, door Door, a account.Account, v Visit) Ticket {
	if v.Device == "" {
		v.Device = s.NewSecret()
	}
	device := hashed(v.Device)
	c.Puts = append(c.Puts, account.Device{AccountID: a.ID, Hash: device, Expires: c.now.Add(account.DeviceLife)})
	ticket := s.openSession(c, a, account.LevelTOTP, door.Session.Browser, device)
	ticket.Device = v.Device
	c.Deletes = append(c.Deletes, door.Session)
	return ticket
}

// SignOut ends a session (A14). One that is gone already is no error.
func (s *Service) SignOut(ctx context.Context, session account.Session) error {
	c := s.change(audit.Actor{AccountID: session.AccountID})
	c.endSession(session)
	err := s.Store.Commit(ctx, c.Tx)
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	return fault.Wrap("onboarding.SignOut", err)
}

func (c *change) endSession(session account.Session) {
	hash := session.LogHash
	c.seal(sessionObject(session), 2, &hash, "session.end", nil, nil)
	c.Deletes = append(c.Deletes, session)
}

func sessionObject(s account.Session) string { return "session/" + s.Hash }

// factorContext binds a sealed TOTP secret to its account.
func factorContext(accountID string) string { return "account/" + accountID }

// digest keeps names and addresses out of keys.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:16])
}
