package onboarding

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
)

const (
	// ResetLife is of a password link, to the second (trust 15).
	ResetLife    = time.Hour
	resetKept    = 7 * 24 * time.Hour // a second click is told what happened
	resetPurpose = "password"
)

// Forgot has a link mailed by which a password can be set (A8): another one, or
// the first one of somebody who was invited. It does and answers the same for a
// name that nobody has (trust 17): relay drops that mail.
func (s *Service) Forgot(ctx context.Context, login string, v Visit) error {
	const op = "onboarding.Forgot"
	login = strings.ToLower(strings.TrimSpace(login))
	owner, err := s.owner(ctx, login)
	if err != nil {
		return fault.Wrap(op, err)
	}
	device := v.deviceHash()
	a, known, err := s.Store.Caller(ctx, owner, device, s.Now())
	if err != nil {
		return fault.Wrap(op, err)
	}
	if !known {
		device = ""
	}
	const refusal = "寄送次數過多，請於一小時後再試。"
	err = s.count(ctx, limit{key: "forgot#source#" + digest(v.Source), most: linksSource, window: time.Hour, refusal: refusal},
		limit{key: "forgot#account#" + digest(login) + "#" + scopeOf(device), most: linksAccount, window: time.Hour, refusal: refusal})
	if err != nil {
		return fault.Wrap(op, err)
	}
	if a.Status != account.Active {
		a = account.Account{ID: nobody, Epoch: 1}
	}
	c := s.change(audit.Actor{Role: "system", Party: "forgot"})
	event := c.newID()
	c.putOneTime("one-time.issue", OneTime{Hash: hashed(s.Mailed.Token(resetPurpose, event)), Purpose: resetPurpose, AccountID: a.ID, Epoch: a.Epoch,
		Expires: c.now.Add(ResetLife), Forget: c.now.Add(resetKept), Version: 1})
	c.tellAs(Event{ID: event, Kind: Mail, Recipient: a.ID, Notice: notice.PasswordLink{}.Name(), Content: json.RawMessage("{}")})
	return fault.Wrap(op, s.Store.Commit(ctx, c.Tx))
}

// ResetView is what a password link opens.
type ResetView struct {
	Login string
	First bool // no password was ever set
}

// OpenReset shows what a link is good for and changes nothing (trust 5). One that
// was used, voided or is an hour old is Expired and says so; one that is none of
// ours is NotFound.
func (s *Service) OpenReset(ctx context.Context, token string) (ResetView, error) {
	_, a, err := s.reset(ctx, token)
	return ResetView{Login: a.Login, First: a.PasswordHash == ""}, fault.Wrap("onboarding.OpenReset", err)
}

// Reset uses up a link and sets the password (A8). Every session and every other
// link of the account ends. The authenticator stays; mailed codes are refused
// until one of its codes was right (trust 14).
func (s *Service) Reset(ctx context.Context, token, password, again string) error {
	const op = "onboarding.Reset"
	o, a, err := s.reset(ctx, token)
	if err != nil {
		return fault.Wrap(op, err)
	}
	c := s.change(audit.Actor{AccountID: a.ID, Role: string(a.Role), Party: a.OrganisationID})
	if _, err := s.replacePassword(ctx, c, actReset, a, password, again); err != nil {
		return fault.Wrap(op, err)
	}
	o.Used = c.now
	o.Version++
	c.putOneTime("one-time.use", o)
	if err := s.warn(ctx, c, a, notice.PasswordReset); err != nil {
		return fault.Wrap(op, err)
	}
	if err := s.Store.Commit(ctx, c.Tx); err != nil {
		if _, _, now := s.reset(ctx, token); fault.Is(err, fault.Conflict) && now != nil {
			err = now // used this very moment
		}
		return fault.Wrap(op, err)
	}
	return fault.Wrap(op, s.forget(ctx, passwordLimit(a.Login, "")))
}

// reset finds the account behind a link.
func (s *Service) reset(ctx context.Context, token string) (OneTime, account.Account, error) {
	wrong := fault.New(fault.NotFound, "這個連結不正確，請確認是否複製完整。")
	if token == "" || len(token) > linkLimit {
		return OneTime{}, account.Account{}, wrong
	}
	o, err := s.Store.OneTime(ctx, hashed(token))
	if fault.Is(err, fault.NotFound) || err == nil && o.Purpose != resetPurpose {
		return o, account.Account{}, wrong
	}
	if err != nil {
		return o, account.Account{}, err
	}
	switch {
	case !o.Used.IsZero():
		return o, account.Account{}, fault.New(fault.Expired, "這個連結已經使用過，密碼已設定完成。")
	case !s.Now().Before(o.Expires):
		return o, account.Account{}, fault.New(fault.Expired, "這個連結已超過一小時，自動失效。")
	}
	a, err := s.Store.Account(ctx, o.AccountID)
	switch {
	case fault.Is(err, fault.NotFound):
		return o, a, wrong
	case err != nil:
		return o, a, err
	case a.Status != account.Active || a.Epoch != o.Epoch:
		return o, account.Account{}, fault.New(fault.Expired, "這個連結寄出後，密碼或帳號已有異動，連結不再有效。")
	}
	return o, a, nil
}
