package onboarding_test

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// atOnce runs do n times beside each other and counts the results by code.
func atOnce(n int, do func(i int) error) map[fault.Code]int {
	results := make([]error, n)
	var race sync.WaitGroup
	for i := range n {
		race.Go(func() { results[i] = do(i) })
	}
	race.Wait()
	codes := map[fault.Code]int{}
	for _, err := range results {
		codes[fault.CodeOf(err)]++
	}
	return codes
}

// inMailTo is what the newest mail to somebody has at the pattern's group.
func inMailTo(t *testing.T, w *portaltest.World, address, pattern string) string {
	t.Helper()
	w.Settle(t)
	mails := w.Mail.To(address)
	for i := len(mails) - 1; i >= 0; i-- {
		if found := regexp.MustCompile(pattern).FindStringSubmatch(mails[i].Text); found != nil {
			return found[1]
		}
	}
	t.Fatalf("no %s among %d mails to %s", pattern, len(mails), address)
	return ""
}

const (
	inCodeMail  = `驗證碼：(\d{8})`
	inResetMail = `/reset\?link=(\S+)`
)

func TestTrust13_SixtyFourUsesOfOneCodeAreOneSession(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	door, c := halfIn(t, w, w.Officer), code(t, w, w.Officer)
	codes := atOnce(64, func(int) error {
		_, err := w.VerifyCode(t.Context(), door, c, visit)
		return err
	})
	if codes[""] != 1 || codes[fault.Internal]+codes[fault.Unavailable] > 0 {
		t.Errorf("%v", codes)
	}
}

func TestTrust14_SixtyFourUsesOfOneMailedCodeAreOneSession(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	door := halfIn(t, w, w.Officer)
	if err := w.SendCode(t.Context(), door, account.ToSignIn); err != nil {
		t.Fatal(err)
	}
	c := inMailTo(t, w, w.Officer.Mail, inCodeMail)
	codes := atOnce(64, func(int) error {
		_, err := w.VerifyMailedCode(t.Context(), door, c)
		return err
	})
	if codes[""] != 1 || codes[fault.Internal]+codes[fault.Unavailable] > 0 {
		t.Errorf("%v", codes)
	}
}

func TestTrust15_SixtyFourUsesOfOneResetLinkAreOneReset(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	if err := w.Forgot(t.Context(), w.Officer.Login, visit); err != nil {
		t.Fatal(err)
	}
	link := inMailTo(t, w, w.Officer.Mail, inResetMail)
	codes := atOnce(64, func(i int) error {
		password := fmt.Sprintf("Zk-%02dwuq.p", i)
		return w.Reset(t.Context(), link, password, password)
	})
	if codes[""] != 1 || codes[fault.Expired] != 63 {
		t.Errorf("%v", codes)
	}
	if err := w.Reset(t.Context(), link, "xV4!pmqRt9", "xV4!pmqRt9"); !strings.Contains(fault.MessageOf(err), "已經使用過") {
		t.Errorf("later it says %v", err)
	}
}

// FiveHundred wrong guesses at once are looked at five times at most.
func TestTrust12_OfFiveHundredGuessesFiveAreLookedAt(t *testing.T) {
	t.Parallel()
	for name, guess := range map[string]func(*testing.T, *portaltest.World) func(int) error{
		"passwords": func(t *testing.T, w *portaltest.World) func(int) error {
			return func(i int) error {
				_, err := w.SignIn(t.Context(), w.Officer.Login, fmt.Sprintf("Wr0ng.%d", i), onboarding.Visit{Source: fmt.Sprint(i)})
				if fault.Is(err, fault.Unauthenticated) {
					return fault.New(fault.Invalid, "") // it was looked at
				}
				return err
			}
		},
		"codes": func(t *testing.T, w *portaltest.World) func(int) error {
			door := halfIn(t, w, w.Officer)
			return func(i int) error {
				_, err := w.VerifyCode(t.Context(), door, fmt.Sprintf("%06d", i), visit)
				return err
			}
		},
		"mailed codes": func(t *testing.T, w *portaltest.World) func(int) error {
			door := halfIn(t, w, w.Officer)
			if err := w.SendCode(t.Context(), door, account.ToSignIn); err != nil {
				t.Fatal(err)
			}
			return func(i int) error {
				_, err := w.VerifyMailedCode(t.Context(), door, fmt.Sprintf("%08d", i))
				return err
			}
		},
		"recovery codes": func(t *testing.T, w *portaltest.World) func(int) error {
			door := halfIn(t, w, w.Officer)
			return func(i int) error {
				_, err := w.SignInByRecovery(t.Context(), door, fmt.Sprintf("aaaaa-%05d", i))
				return err
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := portaltest.NewWorld(t)
			codes := atOnce(500, guess(t, w))
			if codes[fault.Invalid] != 5 || codes[fault.TooMany] != 495 {
				t.Errorf("%v", codes)
			}
		})
	}
}

func TestTrust12_AHundredFailuresInARowLeadToRecovery(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	evaluated := 0
	guess := func(password string) error {
		_, err := w.SignIn(t.Context(), w.Officer.Login, password, onboarding.Visit{Source: fmt.Sprint(evaluated)})
		return err
	}
	for range 30 {
		for range 7 {
			if fault.Is(guess("Wr0ng.p4ss"), fault.Unauthenticated) {
				evaluated++
			}
		}
		w.Clock.Advance(16 * time.Minute)
	}
	if evaluated != 100 {
		t.Errorf("%d guesses were looked at", evaluated)
	}
	if err := guess(portaltest.Password); !fault.Is(err, fault.TooMany) || !strings.Contains(fault.MessageOf(err), "忘記密碼") {
		t.Errorf("then the right password gives %v", err)
	}
	if err := w.Forgot(t.Context(), w.Officer.Login, visit); err != nil {
		t.Fatal(err)
	}
	if err := w.Reset(t.Context(), inMailTo(t, w, w.Officer.Mail, inResetMail), "xV4!pmqRt9", "xV4!pmqRt9"); err != nil {
		t.Fatal(err)
	}
	if err := guess("xV4!pmqRt9"); err != nil {
		t.Errorf("after recovery: %v", err)
	}
}

func TestTrust12_AHundredWrongCodesInARowWaitForAKnownBrowser(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	known, err := w.VerifyCode(t.Context(), halfIn(t, w, w.Officer), code(t, w, w.Officer), visit)
	if err != nil {
		t.Fatal(err)
	}
	evaluated := 0
	for range 30 {
		door := halfIn(t, w, w.Officer)
		for range 7 {
			if _, err := w.VerifyCode(t.Context(), door, "000000", visit); fault.Is(err, fault.Invalid) {
				evaluated++
			}
		}
		w.Clock.Advance(16 * time.Minute)
	}
	if evaluated != 100 {
		t.Errorf("%d codes were looked at", evaluated)
	}
	if _, err := w.VerifyCode(t.Context(), halfIn(t, w, w.Officer), code(t, w, w.Officer), visit); !fault.Is(err, fault.TooMany) {
		t.Errorf("the right code of a stranger's browser: %v", err)
	}
	home := visit
	home.Device = known.Device
	ticket, err := w.SignIn(t.Context(), w.Officer.Login, portaltest.Password, home)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.VerifyCode(t.Context(), doorOf(t, w, ticket), code(t, w, w.Officer), home); err != nil {
		t.Errorf("in the known browser: %v", err)
	}
	w.Clock.Advance(time.Minute)
	if _, err := w.VerifyCode(t.Context(), halfIn(t, w, w.Officer), code(t, w, w.Officer), visit); err != nil {
		t.Errorf("and afterwards anywhere: %v", err)
	}
}

func TestTrust12_OneSourceTriesFiftyPasswords(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	var looked atomic.Int64
	atOnce(120, func(i int) error {
		_, err := w.SignIn(t.Context(), fmt.Sprintf("nobody%d", i), "Wr0ng.p4ss", visit)
		if fault.Is(err, fault.Unauthenticated) {
			looked.Add(1)
		}
		return err
	})
	if looked.Load() != 50 {
		t.Errorf("%d passwords were looked at", looked.Load())
	}
}

func TestTrust12_OpsSeesLocksAndLiftsThem(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	door := halfIn(t, w, w.Officer)
	for range 7 {
		_, _ = w.SignIn(t.Context(), w.Officer.Login, "Wr0ng.p4ss", visit) // refused, as it has to be
		_, _ = w.VerifyCode(t.Context(), door, "000000", visit)
	}
	victim, err := w.Store.Account(t.Context(), w.Officer.AccountID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Locks(t.Context(), w.Officer, victim); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the officer sees them: %v", err)
	}
	locks, err := w.Locks(t.Context(), w.Ops, victim)
	closed := map[onboarding.LockKind]bool{}
	for _, l := range locks {
		closed[l.What] = l.Closed() && l.Until.After(w.Clock.Now())
	}
	if err != nil || !closed[onboarding.PasswordLock] || !closed[onboarding.CodeLock] {
		t.Errorf("ops sees %+v, %v", locks, err)
	}
	if err := w.LiftLocks(t.Context(), w.Moda, w.Officer.AccountID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("moda lifts: %v", err)
	}
	if err := w.LiftLocks(t.Context(), w.Ops, w.Officer.AccountID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.VerifyCode(t.Context(), halfIn(t, w, w.Officer), code(t, w, w.Officer), visit); err != nil {
		t.Errorf("after the locks were lifted: %v", err)
	}
	log, err := w.Store.Log(t.Context(), "account/"+w.Officer.AccountID)
	if err != nil || len(log) == 0 || log[len(log)-1].Act != "account.lift-locks" || log[len(log)-1].Actor.AccountID != w.Ops.AccountID {
		t.Errorf("the history ends with %+v, %v", log[len(log)-1], err)
	}
}
