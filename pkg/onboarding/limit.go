package onboarding

import (
	"context"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Limits of trust 12 and 14.
const (
	tryWindow    = 15 * time.Minute
	triesAccount = 5   // passwords for one account, or codes of one person, from strangers or from one known browser
	triesSource  = 50  // passwords from one address
	triesInRow   = 100 // failures without a success between them, however slowly they come
	codesMailed  = 3   // mailed codes in one window
	linksAccount = 3   // password links for one account name in an hour
	linksSource  = 30  // and from one source
)

// Visit is the browser that somebody signs in with.
type Visit struct {
	Source  string // the caller's address as the gateway saw it, never from a header
	Browser string // what it calls itself
	Device  string // the secret of its device cookie; "" for none
}

// deviceHash is the key of the browser among those an account knows.
func (v Visit) deviceHash() string {
	if v.Device == "" {
		return ""
	}
	return hashed(v.Device)
}

// limit is one counter and how far it may go.
type limit struct {
	key     string
	most    int // in each window
	window  time.Duration
	refusal string
	row     string // refusal after triesInRow of them without a success; "" where they are not counted in a row
}

// count adds one to each counter in turn and stops at the first that has gone
// too far: TooMany. It is called before anything is looked at, so that of many
// guesses at once no more are looked at than may be.
func (s *Service) count(ctx context.Context, limits ...limit) error {
	now := s.Now()
	for _, l := range limits {
		var t Tally
		var err error
		if l.row == "" {
			t.N, err = s.Store.Count(ctx, l.key, now, now.Add(l.window))
		} else {
			t, err = s.Store.CountRow(ctx, l.key, now, now.Add(l.window), l.most)
		}
		switch {
		case err != nil:
			return err
		case t.N > l.most:
			return fault.New(fault.TooMany, l.refusal)
		case l.row != "" && t.Row+t.N > triesInRow:
			return fault.New(fault.TooMany, l.row)
		}
	}
	return nil
}

// forget resets counters after a success.
func (s *Service) forget(ctx context.Context, limits ...limit) error {
	for _, l := range limits {
		if err := s.Store.ResetCount(ctx, l.key); err != nil {
			return err
		}
	}
	return nil
}

// strangers is the scope of all browsers that an account does not know. A known
// one is a scope of its own, named by the hash of its device secret, so that
// strangers cannot lock a person out of it.
const strangers = "strangers"

func scopeOf(device string) string {
	if device == "" {
		return strangers
	}
	return device
}

// passwordLimit counts passwords typed for an account name.
func passwordLimit(login, device string) limit {
	return limit{key: "password#account#" + digest(login) + "#" + scopeOf(device), most: triesAccount, window: tryWindow, refusal: passwordsLocked,
		row: "密碼連續錯誤次數過多，請以「忘記密碼」重新設定密碼後再登入。"}
}

func sourceLimit(source string) limit {
	return limit{key: "password#source#" + digest(source), most: triesSource, window: tryWindow, refusal: passwordsLocked}
}

// Refusals of passwords and codes.
const (
	passwordsLocked = "嘗試次數過多，請於 15 分鐘後再試。"
	codesLocked     = "驗證碼錯誤次數過多，請於 15 分鐘後再試。"
	codesOver       = "驗證碼連續錯誤次數過多，請改用曾經登入的瀏覽器或備用驗證碼登入，或與客服聯絡。"
)

// codeLimit counts codes typed in a browser the account knows; those of
// strangers are counted on the account itself.
func codeLimit(accountID, device string) limit {
	return limit{key: "code#" + accountID + "#" + device, most: triesAccount, window: tryWindow, refusal: codesLocked, row: codesOver}
}

// recoveryLimit counts recovery codes, which are too long to be found by trying.
func recoveryLimit(accountID string) limit {
	return limit{key: "recovery#" + accountID, most: triesAccount, window: tryWindow, refusal: codesLocked}
}

// countCode counts a code of an authenticator before it is looked at, and
// returns the account as it then is.
func (s *Service) countCode(ctx context.Context, accountID, device string) (a account.Account, err error) {
	if device != "" {
		if err = s.count(ctx, codeLimit(accountID, device)); err == nil {
			a, err = s.Store.Account(ctx, accountID)
		}
		return a, err
	}
	a, err = s.Store.CountCode(ctx, accountID, s.Now(), tryWindow, triesAccount)
	switch {
	case err != nil:
		return a, err
	case a.CodeTries > triesAccount:
		return a, fault.New(fault.TooMany, codesLocked)
	case a.CodeRow+a.CodeTries > triesInRow:
		return a, fault.New(fault.TooMany, codesOver)
	}
	return a, nil
}
