package onboarding

import (
	"bytes"
	"context"
	"crypto/sha256"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

// BindStep is where a person stands who binds an authenticator.
type BindStep int

// The steps, in their order.
const (
	GetApp    BindStep = iota // an app is needed, then a code is mailed
	TypeCode                  // the mailed code proves the mailbox
	ScanImage                 // the secret goes into the app, whose first code comes back
)

// Issuer is what an authenticator app lists the account under.
const Issuer = "MyData管理後臺"

// qrSize is of the image, in pixels.
const qrSize = 240

// Binding is what the pages of binding show.
type Binding struct {
	Step   BindStep
	Secret string // of ScanImage: base32, to be typed where the image cannot be read
	Until  time.Time
}

// Binding tells how far a half session has come (A7). Where an authenticator is
// bound and no recovery code allows another, it is a Conflict.
func (s *Service) Binding(ctx context.Context, door Door) (Binding, error) {
	sit, _, err := s.binding(ctx, door)
	if err != nil {
		return Binding{}, fault.Wrap("onboarding.Binding", err)
	}
	switch {
	case len(sit.FactorSealed) > 0:
		totp, err := s.offered(sit)
		return Binding{Step: ScanImage, Secret: totp.Reveal()}, fault.Wrap("onboarding.Binding", err)
	case sit.Awaits(account.ToProve, s.Now()):
		return Binding{Step: TypeCode, Until: sit.CodeUntil}, nil
	}
	return Binding{}, nil
}

// binding is the sitting of somebody who may bind, and the keyring.
func (s *Service) binding(ctx context.Context, door Door) (account.Sitting, account.Keyring, error) {
	if err := halfway(door); err != nil {
		return account.Sitting{}, account.Keyring{}, err
	}
	sit, k, err := s.sitting(ctx, door)
	if err == nil && door.Account.Bound() && !sit.Recovered {
		err = fault.New(fault.Conflict, "這個帳號已綁定驗證器。")
	}
	return sit, k, err
}

// BindImage is the QR code of the secret that is offered, as PNG. Before the
// mailbox is proved there is none: NotFound.
func (s *Service) BindImage(ctx context.Context, door Door) ([]byte, error) {
	const op = "onboarding.BindImage"
	sit, _, err := s.binding(ctx, door)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	if len(sit.FactorSealed) == 0 {
		return nil, fault.Wrap(op, fault.New(fault.NotFound, ""))
	}
	totp, err := s.offered(sit)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	image, err := totp.QR(Issuer, door.Account.Login, qrSize)
	return image, fault.Wrap(op, err)
}

// Bind takes the first code of the app, whose step is used up, and binds the
// authenticator (A7, trust 13). Every other session and link ends; the browser is
// signed in, and the recovery codes are returned, to be shown this once. Account
// and officer are told.
func (s *Service) Bind(ctx context.Context, door Door, code string, v Visit) (Ticket, []string, error) {
	const op = "onboarding.Bind"
	sit, k, err := s.binding(ctx, door)
	if err != nil {
		return Ticket{}, nil, fault.Wrap(op, err)
	}
	if sit.Proved.IsZero() || len(sit.FactorSealed) == 0 {
		return Ticket{}, nil, fault.Wrap(op, fault.New(fault.Conflict, "請先輸入寄到信箱的驗證碼。"))
	}
	if err := s.count(ctx, limit{key: "bind#" + sit.Hash, most: triesAccount, window: tryWindow, refusal: codesLocked}); err != nil {
		return Ticket{}, nil, fault.Wrap(op, err)
	}
	totp, err := s.offered(sit)
	if err != nil {
		return Ticket{}, nil, fault.Wrap(op, err)
	}
	step, err := totp.Verify(code, s.Now(), 0)
	if err != nil {
		return Ticket{}, nil, fault.Wrap(op, codeFault("驗證碼不正確，請確認手機時間為自動設定，並輸入驗證器目前顯示的 6 位數字。"))
	}
	ticket, shown, err := s.bound(ctx, door, sit, k, totp, step, v)
	return ticket, shown, fault.Wrap(op, err)
}

func (s *Service) bound(ctx context.Context, door Door, sit account.Sitting, k account.Keyring, totp secret.TOTP, step int64, v Visit) (Ticket, []string, error) {
	c := s.begin(account.ActorOf(door.Account, account.LevelPassword))
	next := s.withFactor(door.Account, totp, step, c.now)
	c.replace("account.bind", door.Account, next)
	next.Version++
	shown, kept := s.newRecovery(next.ID)
	c.putKeyring("keyring.renew", k.Renew(kept, c.now))
	ticket := s.fullSession(c, door, next, v)
	c.Deletes = append(c.Deletes, sit)
	if err := s.warn(ctx, c, next, notice.FactorBound); err != nil {
		return Ticket{}, nil, err
	}
	if err := s.Store.Commit(ctx, c.Tx); err != nil {
		if fault.Is(err, fault.Conflict) {
			err = usedCode()
		}
		return Ticket{}, nil, err
	}
	return ticket, shown, s.forgetTries(ctx, next, door.Session.Device)
}

// withFactor is the account once an authenticator is bound to it. Its sessions
// and links have ended.
func (s *Service) withFactor(a account.Account, totp secret.TOTP, step int64, now time.Time) account.Account {
	a.FactorSealed = s.Factors.Seal([]byte(totp.Reveal()), factorContext(a.ID))
	a.FactorSince, a.FactorStep, a.FactorOnly = now, step, false
	a.CodeTries, a.CodeRow, a.CodeUntil = 0, 0, time.Time{}
	a.Epoch++
	return a
}

// offerFactor draws the secret of a sitting that has shown all it has to.
func (s *Service) offerFactor(sit *account.Sitting, a account.Account) {
	if sit.Proved.IsZero() || len(sit.FactorSealed) > 0 || a.Bound() && !sit.Recovered {
		return
	}
	drawn := sha256.Sum256([]byte(s.NewSecret()))
	totp := secret.NewTOTP(bytes.NewReader(drawn[:]))
	sit.FactorSealed = s.Factors.Seal([]byte(totp.Reveal()), sittingContext(sit.Hash))
}

func (s *Service) offered(sit account.Sitting) (secret.TOTP, error) {
	raw, err := s.Factors.Open(sit.FactorSealed, sittingContext(sit.Hash))
	if err != nil {
		return secret.TOTP{}, err
	}
	return secret.ParseTOTP(string(raw))
}

func sittingContext(hash string) string { return "sitting/" + hash }
