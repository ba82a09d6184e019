package onboarding

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

// recoveryCodes is how many a person gets at once.
const recoveryCodes = 10

// recoveryLength is of one code, in characters of base32: 50 bits.
const recoveryLength = 10

// newRecovery draws codes: as they are shown, once, and as they are kept.
func (s *Service) newRecovery(accountID string) (shown, kept []string) {
	for range recoveryCodes {
		sum := sha256.Sum256([]byte(s.NewSecret()))
		code := strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:recoveryLength])
		shown = append(shown, code[:recoveryLength/2]+"-"+code[recoveryLength/2:])
		kept = append(kept, s.recoveryMAC(accountID, code))
	}
	return shown, kept
}

func (s *Service) recoveryMAC(accountID, code string) string {
	return hex.EncodeToString(s.Mailed.MAC("recovery code", accountID, code))
}

// keyring is an account's keyring; a new one where there is none yet.
func (s *Service) keyring(ctx context.Context, accountID string) (account.Keyring, error) {
	k, err := s.Store.Keyring(ctx, accountID)
	if fault.Is(err, fault.NotFound) {
		return account.Keyring{AccountID: accountID}, nil
	}
	return k, err
}

// putKeyring puts the next keyring with its history.
func (c *change) putKeyring(act string, next account.Keyring) {
	c.seal("keyring/"+next.AccountID, next.Version, &next.LogHash, act, nil, nil)
	c.Puts = append(c.Puts, next)
}

// SignInByRecovery uses up a recovery code in place of the authenticator's. The
// session is of LevelMail, since whoever reads over a shoulder once may have the
// code; account and officer are told.
func (s *Service) SignInByRecovery(ctx context.Context, door Door, code string) (Ticket, error) {
	const op = "onboarding.SignInByRecovery"
	_, next, err := s.checkRecovery(ctx, door, code)
	if err != nil {
		return Ticket{}, fault.Wrap(op, err)
	}
	c := s.begin(account.ActorOf(door.Account, account.LevelMail))
	c.putKeyring("keyring.use-code", next)
	ticket, err := s.weakSession(ctx, c, door, notice.RecoveryUsed)
	if err == nil {
		err = s.Store.Commit(ctx, c.Tx)
	}
	if fault.Is(err, fault.Conflict) {
		err = errSpentRecovery
	}
	return ticket, fault.Wrap(op, err)
}

var errSpentRecovery = codeFault("這組備用驗證碼不正確或已經用過，請確認後再試。")

// Recover uses up a recovery code so that another authenticator may be bound in
// this browser (A15); a mailed code has to prove the mailbox besides. The one
// that is bound stays until then.
func (s *Service) Recover(ctx context.Context, door Door, code string) error {
	const op = "onboarding.Recover"
	sit, next, err := s.checkRecovery(ctx, door, code)
	if err != nil {
		return fault.Wrap(op, err)
	}
	c := s.begin(account.ActorOf(door.Account, account.LevelPassword))
	c.putKeyring("keyring.use-code", next)
	sit.Recovered = true
	s.offerFactor(&sit, door.Account)
	c.putSitting("sitting.recover", sit)
	if err = s.warn(ctx, c, door.Account, notice.RecoveryUsed); err == nil {
		err = s.Store.Commit(ctx, c.Tx)
	}
	if fault.Is(err, fault.Conflict) {
		err = errSpentRecovery
	}
	if err == nil {
		err = s.linger(ctx, door)
	}
	return fault.Wrap(op, err)
}

// checkRecovery counts the try, then looks for the code. The keyring it returns
// lacks it, and has to be stored with what the code allows.
func (s *Service) checkRecovery(ctx context.Context, door Door, code string) (account.Sitting, account.Keyring, error) {
	var none account.Keyring
	if err := halfway(door); err != nil {
		return account.Sitting{}, none, err
	}
	if !door.Account.Usable() {
		return account.Sitting{}, none, fault.New(fault.Forbidden, "請先綁定驗證器。")
	}
	if err := s.count(ctx, recoveryLimit(door.Account.ID)); err != nil {
		return account.Sitting{}, none, err
	}
	sit, k, err := s.sitting(ctx, door)
	if err != nil {
		return sit, none, err
	}
	next, ok := k.Spend(s.recoveryMAC(door.Account.ID, secret.Typed(code)))
	if !ok {
		return sit, none, errSpentRecovery
	}
	return sit, next, nil
}

// RenewRecovery voids the recovery codes and returns ten others, which are shown
// this once. It takes a code of the authenticator.
func (s *Service) RenewRecovery(ctx context.Context, door Door, code string) ([]string, error) {
	const op = "onboarding.RenewRecovery"
	actor := account.ActorOf(door.Account, door.Session.Level)
	if err := account.Attempt(actor, account.ManageSelf); err != nil {
		return nil, fault.Wrap(op, err)
	}
	a, step, err := s.checkCode(ctx, door.Account.ID, door.Session.Device, code)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	k, err := s.keyring(ctx, a.ID)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	c := s.begin(actor)
	c.spend(a, step)
	shown, kept := s.newRecovery(a.ID)
	c.putKeyring("keyring.renew", k.Renew(kept, c.now))
	if err := s.warn(ctx, c, a, notice.RecoveryRenewed); err != nil {
		return nil, fault.Wrap(op, err)
	}
	if err := s.Store.Commit(ctx, c.Tx); err != nil {
		if fault.Is(err, fault.Conflict) {
			err = usedCode()
		}
		return nil, fault.Wrap(op, err)
	}
	return shown, nil
}
