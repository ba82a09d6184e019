package onboarding

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

// Limits of trust 12.
const (
	tryWindow    = 15 * time.Minute
	triesAccount = 5  // passwords for one account, or codes of one person
	triesSource  = 50 // passwords from one address
)

// Ticket is what a browser's cookie holds: the account and the session's secret.
type Ticket struct {
	AccountID string
	Secret    string
}

// Hash is the session's key in the table.
func (t Ticket) Hash() string {
	sum := sha256.Sum256([]byte(t.Secret))
	return hex.EncodeToString(sum[:])
}

// SignIn checks account name and password and opens a session that leads to the
// code page and nowhere else (A7). Known and unknown names take the same way: a
// hash is computed for both, and the refusal is one sentence (trust 17).
// source is the caller's address as the gateway saw it.
func (s *Service) SignIn(ctx context.Context, login, password, source, browser string) (Ticket, error) {
	const op = "onboarding.SignIn"
	login = strings.ToLower(strings.TrimSpace(login))
	if err := s.countPassword(ctx, login, source); err != nil {
		return Ticket{}, fault.Wrap(op, err)
	}
	owner, err := s.Store.Claimed(ctx, LoginClaim, login)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return Ticket{}, fault.Wrap(op, err)
	}
	if owner == "" {
		owner = "nobody" // an unknown name costs the same requests
	}
	found, err := s.Store.Account(ctx, owner)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return Ticket{}, fault.Wrap(op, err)
	}
	if !s.Passwords.Verify(found.PasswordHash, password) || !found.Usable() {
		return Ticket{}, fault.Wrap(op, fault.New(fault.Unauthenticated, "帳號或密碼不正確。"))
	}
	ticket, err := s.openSession(ctx, found, account.LevelPassword, browser, nil)
	return ticket, fault.Wrap(op, err)
}

func (s *Service) countPassword(ctx context.Context, login, source string) error {
	until := s.Now().Add(tryWindow)
	for _, limit := range []struct {
		key string
		max int
	}{{"password#account#" + digest(login), triesAccount}, {"password#source#" + digest(source), triesSource}} {
		n, err := s.Store.Count(ctx, limit.key, s.Now(), until)
		if err != nil {
			return err
		}
		if n > limit.max {
			return fault.New(fault.TooMany, "嘗試次數過多，請於 15 分鐘後再試。")
		}
	}
	return nil
}

// VerifyCode checks the authenticator's code of a person whose password was
// right, and replaces the session by one that opens the portal (A7, trust 13,
// 16). A code opens one session, however often it is sent.
func (s *Service) VerifyCode(ctx context.Context, door Door, code string) (Ticket, error) {
	const op = "onboarding.VerifyCode"
	if door.Session.Level != account.LevelPassword {
		return Ticket{}, fault.Wrap(op, fault.New(fault.Unauthenticated, "請重新登入。"))
	}
	bound, step, err := s.checkCode(ctx, door.Account.ID, code)
	if err != nil {
		return Ticket{}, fault.Wrap(op, err)
	}
	if !door.Session.Alive(bound, s.Now()) {
		return Ticket{}, fault.Wrap(op, fault.New(fault.Unauthenticated, "請重新登入。"))
	}
	ticket, err := s.openSession(ctx, bound, account.LevelTOTP, door.Session.Browser, func(c *change) {
		c.spend(bound, step)
		c.Deletes = append(c.Deletes, door.Session)
	})
	if fault.Is(err, fault.Conflict) {
		return Ticket{}, fault.Wrap(op, usedCode())
	}
	if err != nil {
		return Ticket{}, fault.Wrap(op, err)
	}
	return ticket, fault.Wrap(op, s.Store.ResetCount(ctx, "password#account#"+digest(bound.Login)))
}

// checkCode counts the try, then looks at the code. The step it returns has to
// be stored with what the code allows: see spend.
func (s *Service) checkCode(ctx context.Context, accountID, code string) (account.Account, int64, error) {
	a, err := s.Store.CountCode(ctx, accountID, s.Now(), tryWindow)
	if err != nil {
		return a, 0, err
	}
	if a.CodeTries > triesAccount {
		return a, 0, fault.New(fault.TooMany, "驗證碼錯誤次數過多，請於 15 分鐘後再試。")
	}
	if !a.Usable() {
		return a, 0, fault.New(fault.Unauthenticated, "請重新登入。")
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
	return a, 0, fault.InvalidFields([]fault.Field{{Key: FieldCode, Control: FieldCode, Message: "驗證碼不正確，請輸入驗證器目前顯示的 6 位數字。"}})
}

// FieldCode is the key of the control for a one-time code.
const FieldCode = "code"

func usedCode() error {
	return fault.InvalidFields([]fault.Field{{Key: FieldCode, Control: FieldCode, Message: "這組驗證碼已經用過，請等候驗證器產生下一組。"}})
}

// spend uses up the step of a right code together with what it allows.
func (c *change) spend(a account.Account, step int64) {
	c.Spends = append(c.Spends, account.Spent{AccountID: a.ID, Epoch: a.Epoch, Was: a.FactorStep, Step: step})
	c.Checks = nil // the account is pinned by what is spent
}

// openSession commits a new session at a level; also adds what belongs to it.
func (s *Service) openSession(ctx context.Context, a account.Account, level account.Level, browser string, also func(*change)) (Ticket, error) {
	ticket := Ticket{AccountID: a.ID, Secret: s.NewSecret()}
	c := s.begin(account.ActorOf(a, level))
	session := account.Session{AccountID: a.ID, Hash: ticket.Hash(), Level: level, Epoch: a.Epoch, Opened: c.now, Seen: c.now,
		Expires: c.now.Add(account.SessionTotal), Browser: browser}
	c.seal(sessionObject(session), 1, &session.LogHash, "session.open", nil, facts{"level": string(level)})
	c.Puts = append(c.Puts, session)
	if also != nil {
		also(c)
	}
	return ticket, s.Store.Commit(ctx, c.Tx)
}

// SignOut ends a session (A14). One that is gone already is no error.
func (s *Service) SignOut(ctx context.Context, session account.Session) error {
	c := s.change(audit.Actor{AccountID: session.AccountID})
	hash := session.LogHash
	c.seal(sessionObject(session), 2, &hash, "session.end", nil, nil)
	c.Deletes = append(c.Deletes, session)
	err := s.Store.Commit(ctx, c.Tx)
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	return fault.Wrap("onboarding.SignOut", err)
}

func sessionObject(s account.Session) string { return "session/" + s.Hash }

// factorContext binds a sealed TOTP secret to its account.
func factorContext(accountID string) string { return "account/" + accountID }

// digest keeps names and addresses out of keys.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:16])
}
