package onboarding

import (
	"context"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

// codeLife is how long a mailed code may be typed (trust 14).
const codeLife = 10 * time.Minute

// mailedCodes is the purpose that mailed codes and their MACs are derived for.
const mailedCodes = "sign-in code"

// SendCode mails a code to the person of a half session, good for one purpose in
// that session only (trust 14); the one sent before is void. To sign in it is
// refused where nothing is bound, and after a password reset until a code of the
// authenticator was right: a mailbox alone opens nothing.
func (s *Service) SendCode(ctx context.Context, door Door, p account.CodePurpose) error {
	const op = "onboarding.SendCode"
	if err := halfway(door); err != nil {
		return fault.Wrap(op, err)
	}
	if err := mayUse(door.Account, p); err != nil {
		return fault.Wrap(op, err)
	}
	sent := limit{key: "mail-code#" + door.Account.ID, most: codesMailed, window: tryWindow, refusal: "15 分鐘內最多寄送 3 次驗證碼，請稍後再試。"}
	if err := s.count(ctx, sent); err != nil {
		return fault.Wrap(op, err)
	}
	err := again(func() error {
		sit, _, err := s.sitting(ctx, door)
		if err != nil {
			return err
		}
		c := s.begin(account.ActorOf(door.Account, account.LevelPassword))
		event := c.newID()
		sit.CodeFor, sit.CodeID, sit.CodeUntil = p, event, c.now.Add(codeLife)
		sit.CodeMAC = s.codeMAC(sit, s.Mailed.Code(mailedCodes, event))
		c.putSitting("sitting.send-code", sit)
		content, err := json.Marshal(notice.SignInCode{Binding: p == account.ToProve})
		if err != nil {
			return err
		}
		c.tellAs(Event{ID: event, Kind: Mail, Recipient: door.Account.ID, Notice: notice.SignInCode{}.Name(), Content: content})
		return s.Store.Commit(ctx, c.Tx)
	})
	if err == nil {
		err = s.linger(ctx, door)
	}
	return fault.Wrap(op, err)
}

// mayUse says whether mailed codes serve a purpose for an account.
func mayUse(a account.Account, p account.CodePurpose) error {
	switch {
	case p == account.ToProve:
		return nil
	case !a.Usable():
		return fault.New(fault.Forbidden, "請先綁定驗證器。")
	case a.FactorOnly:
		return fault.New(fault.Forbidden, "重新設定密碼後，須先以驗證器登入一次，才能使用 E-mail 驗證碼。")
	}
	return nil
}

// codeMAC is how a code of a sitting is kept: eight digits would be found from a
// bare hash (trust 15). It binds the code to the browser and the purpose.
func (s *Service) codeMAC(sit account.Sitting, code string) string {
	return hex.EncodeToString(s.Mailed.MAC(mailedCodes, sit.AccountID, sit.Hash, string(sit.CodeFor), code))
}

// VerifyMailedCode opens a session of LevelMail, which may read, fill in and
// submit, but not review and not change accounts (A7). Account and officer are
// told.
func (s *Service) VerifyMailedCode(ctx context.Context, door Door, code string) (Ticket, error) {
	const op = "onboarding.VerifyMailedCode"
	sit, err := s.checkMailed(ctx, door, account.ToSignIn, code)
	if err != nil {
		return Ticket{}, fault.Wrap(op, err)
	}
	c := s.begin(account.ActorOf(door.Account, account.LevelMail))
	c.putSitting("sitting.use-code", sit)
	ticket, err := s.weakSession(ctx, c, door, notice.CodeSignIn)
	if err == nil {
		err = s.Store.Commit(ctx, c.Tx)
	}
	if fault.Is(err, fault.Conflict) {
		err = errSpentCode
	}
	return ticket, fault.Wrap(op, err)
}

var errSpentCode = codeFault("這組驗證碼已經用過或已失效，請重新寄送。")

// weakSession replaces the half session by one of LevelMail and warns of it.
func (s *Service) weakSession(ctx context.Context, c *change, door Door, act notice.SecurityAct) (Ticket, error) {
	ticket := s.openSession(c, door.Account, account.LevelMail, door.Session.Browser, door.Session.Device)
	c.Deletes = append(c.Deletes, door.Session)
	return ticket, s.warn(ctx, c, door.Account, act)
}

// ProveMailbox takes the mailed code that has to come before an authenticator is
// bound, in the same browser.
func (s *Service) ProveMailbox(ctx context.Context, door Door, code string) error {
	const op = "onboarding.ProveMailbox"
	sit, err := s.checkMailed(ctx, door, account.ToProve, code)
	if err != nil {
		return fault.Wrap(op, err)
	}
	c := s.begin(account.ActorOf(door.Account, account.LevelPassword))
	sit.Proved = c.now
	s.offerFactor(&sit, door.Account)
	c.putSitting("sitting.prove", sit)
	err = s.Store.Commit(ctx, c.Tx)
	if fault.Is(err, fault.Conflict) {
		err = errSpentCode
	}
	if err == nil {
		err = s.linger(ctx, door)
	}
	return fault.Wrap(op, err)
}

// checkMailed counts the try, then looks at the code. The sitting it returns has
// the code used up, and has to be stored with what the code allows.
func (s *Service) checkMailed(ctx context.Context, door Door, p account.CodePurpose, code string) (_ account.Sitting, err error) {
	defer func() { s.failed(ctx, "sign-in.mailed-code", door.Account.ID, "", err) }()
	if err := halfway(door); err != nil {
		return account.Sitting{}, err
	}
	if err := mayUse(door.Account, p); err != nil {
		return account.Sitting{}, err
	}
	sit, _, err := s.sitting(ctx, door)
	if err != nil {
		return sit, err
	}
	if !sit.Awaits(p, s.Now()) {
		return sit, errSpentCode
	}
	if err := s.count(ctx, limit{key: "mailed#" + sit.CodeID, most: triesAccount, window: codeLife, refusal: "驗證碼錯誤次數過多，這組驗證碼已失效，請重新寄送。"}); err != nil {
		return sit, err
	}
	if subtle.ConstantTimeCompare([]byte(sit.CodeMAC), []byte(s.codeMAC(sit, secret.Typed(code)))) != 1 {
		return sit, codeFault("驗證碼不正確，請輸入信件中的 8 位數字。")
	}
	sit.CodeMAC = ""
	return sit, nil
}

// sitting is what belongs to a half session, and the account's keyring; new ones
// where there is nothing yet.
func (s *Service) sitting(ctx context.Context, door Door) (account.Sitting, account.Keyring, error) {
	sit, k, err := s.Store.Sitting(ctx, door.Account.ID, door.Session.Hash)
	sit.AccountID, sit.Hash, sit.Expires = door.Account.ID, door.Session.Hash, door.Session.Expires
	k.AccountID = door.Account.ID
	return sit, k, err
}

func (c *change) putSitting(act string, sit account.Sitting) {
	sit.Version++
	c.seal("sitting/"+sit.Hash, sit.Version, &sit.LogHash, act, nil, facts{"for": string(sit.CodeFor)})
	c.Puts = append(c.Puts, sit)
}

// linger gives a person who waits for a mail, or fetches an app, another ten
// minutes.
func (s *Service) linger(ctx context.Context, door Door) error {
	return s.Store.TouchSession(ctx, door.Session, s.Now())
}
