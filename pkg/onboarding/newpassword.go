package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

// passwordFaults is what the rules of A4 and trust 11 say of a new password; about
// is what is known of its person.
func passwordFaults(password string, about ...string) []fault.Field {
	messages := secret.ManualRule().Check(password)
	if len(messages) == 0 {
		if guessed := secret.Guessable(password, about...); guessed != "" {
			messages = []string{guessed}
		}
	}
	var faults []fault.Field
	for _, m := range messages {
		faults = append(faults, fault.Field{Key: FieldPassword, Control: FieldPassword, Message: m})
	}
	return faults
}

// typedTwice lists the faults of a password typed in two boxes.
func typedTwice(password, again string, about ...string) []fault.Field {
	var faults []fault.Field
	if password == "" {
		faults = append(faults, fault.Field{Key: FieldPassword, Control: FieldPassword, Message: "請輸入密碼。"})
	} else {
		faults = passwordFaults(password, about...)
	}
	if password != again {
		faults = append(faults, fault.Field{Key: FieldPasswordAgain, Control: FieldPasswordAgain, Message: "兩次輸入的密碼不同，請重新輸入。"})
	}
	return faults
}

// replacePassword puts the account with another password, and a keyring that
// remembers the one it had. Sessions and links end (trust 16). A password that
// breaks a rule, or is one of the last three, is Invalid.
func (s *Service) replacePassword(ctx context.Context, c *change, act string, a account.Account, password, again string) (account.Account, error) {
	org, err := s.Store.Organisation(ctx, a.OrganisationID)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return a, err
	}
	faults := typedTwice(password, again, a.Login, a.Name, a.Mail, a.Phone, org.Name, org.Domain)
	k, err := s.keyring(ctx, a.ID)
	if err != nil {
		return a, err
	}
	if len(faults) == 0 && s.usedBefore(password, append(k.Before, a.PasswordHash)) {
		faults = append(faults, fault.Field{Key: FieldPassword, Control: FieldPassword, Message: "新密碼不可以與最近三次使用的密碼相同。"})
	}
	if len(faults) > 0 {
		return a, fault.InvalidFields(faults)
	}
	next := a
	next.PasswordHash = s.Passwords.Hash(password)
	next.FactorOnly = a.Bound() && act == actReset
	next.Epoch++
	c.replace(act, a, next)
	c.putKeyring("keyring.retire", k.Retire(a.PasswordHash))
	next.Version++
	return next, nil
}

// Acts of the account's history.
const (
	actReset  = "account.reset"
	actChange = "account.password"
)

func (s *Service) usedBefore(password string, hashes []string) bool {
	for _, h := range hashes {
		if h != "" && s.Passwords.Verify(h, password) {
			return true
		}
	}
	return false
}
