package onboarding_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

var visit = onboarding.Visit{Source: "203.0.113.7", Browser: "test"}

// halfIn is the door of a person who gave the password.
func halfIn(t *testing.T, w *portaltest.World, who account.Actor) onboarding.Door {
	t.Helper()
	ticket, err := w.SignIn(t.Context(), who.Login, portaltest.Password, visit)
	if err != nil {
		t.Fatal(err)
	}
	return doorOf(t, w, ticket)
}

func doorOf(t *testing.T, w *portaltest.World, ticket onboarding.Ticket) onboarding.Door {
	t.Helper()
	door, err := w.Store.Session(t.Context(), ticket.AccountID, ticket.Hash(), onboarding.Besides{})
	if err != nil {
		t.Fatal(err)
	}
	return door
}

func TestA7_PasswordThenCodeOpensASession(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	half := halfIn(t, w, w.Officer)
	if half.Session.Level != account.LevelPassword {
		t.Errorf("after the password the session is at %q", half.Session.Level)
	}
	if err := account.Attempt(account.ActorOf(half.Account, half.Session.Level), account.UsePortal); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("half a sign-in uses the portal: %v", err)
	}
	ticket, err := w.VerifyCode(t.Context(), half, code(t, w, w.Officer), visit)
	if err != nil {
		t.Fatal(err)
	}
	door := doorOf(t, w, ticket)
	if door.Session.Level != account.LevelTOTP || !door.Session.Alive(door.Account, w.Clock.Now()) {
		t.Errorf("session %+v", door.Session)
	}
	if _, err := w.Store.Session(t.Context(), half.Account.ID, half.Session.Hash, onboarding.Besides{}); !fault.Is(err, fault.NotFound) {
		t.Errorf("the half session is still there: %v", err)
	}
}

func TestA7_ACodeOpensOneSession(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	doors := make([]onboarding.Door, 4)
	for i := range doors {
		doors[i] = halfIn(t, w, w.Officer)
	}
	c := code(t, w, w.Officer)
	results := make([]error, len(doors))
	var race sync.WaitGroup
	for i, door := range doors {
		race.Go(func() { _, results[i] = w.VerifyCode(t.Context(), door, c, visit) })
	}
	race.Wait()
	won := 0
	for _, err := range results {
		switch {
		case err == nil:
			won++
		case !fault.Is(err, fault.Invalid):
			t.Errorf("a loser gets %v", err)
		}
	}
	if won != 1 {
		t.Errorf("%d sessions from one code", won)
	}
	if _, err := w.VerifyCode(t.Context(), halfIn(t, w, w.Officer), c, visit); !fault.Is(err, fault.Invalid) {
		t.Errorf("the same code later in its window: %v", err)
	}
	w.Clock.Advance(time.Minute)
	if _, err := w.VerifyCode(t.Context(), halfIn(t, w, w.Officer), code(t, w, w.Officer), visit); err != nil {
		t.Errorf("the next code: %v", err)
	}
}

func TestA7_KnownAndUnknownNamesAreRefusedAlike(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	_, known := w.SignIn(t.Context(), w.Officer.Login, "Wr0ng.p4ss", visit)
	_, unknown := w.SignIn(t.Context(), "nobody01", "Wr0ng.p4ss", visit)
	if known == nil || unknown == nil || fault.MessageOf(known) != fault.MessageOf(unknown) || fault.CodeOf(known) != fault.CodeOf(unknown) {
		t.Errorf("known: %v, unknown: %v", known, unknown)
	}
}

func TestPasswordsAreCountedBeforeTheyAreLookedAt(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	for i := range 5 {
		if _, err := w.SignIn(t.Context(), w.Officer.Login, "Wr0ng.p4ss", visit); !fault.Is(err, fault.Unauthenticated) {
			t.Fatalf("guess %d: %v", i+1, err)
		}
	}
	if _, err := w.SignIn(t.Context(), strings.ToUpper(w.Officer.Login), portaltest.Password, onboarding.Visit{Source: "198.51.100.1"}); !fault.Is(err, fault.TooMany) {
		t.Errorf("the right password after five wrong ones: %v", err)
	}
	if _, err := w.SignIn(t.Context(), w.Ops.Login, portaltest.Password, visit); err != nil {
		t.Errorf("another account: %v", err)
	}
	w.Clock.Advance(16 * time.Minute)
	if _, err := w.SignIn(t.Context(), w.Officer.Login, portaltest.Password, visit); err != nil {
		t.Errorf("after a quarter of an hour: %v", err)
	}
}

func TestA14_ASessionEnds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		end  func(*testing.T, *portaltest.World, onboarding.Door)
	}{
		{"after fifteen idle minutes", func(_ *testing.T, w *portaltest.World, _ onboarding.Door) { w.Clock.Advance(15 * time.Minute) }},
		{"after twelve hours, busy as it may be", func(t *testing.T, w *portaltest.World, door onboarding.Door) {
			for range 12 * 6 {
				w.Clock.Advance(10 * time.Minute)
				if err := w.Store.TouchSession(t.Context(), door.Session, w.Clock.Now()); err != nil {
					t.Fatal(err)
				}
			}
		}},
		{"with a new password", func(t *testing.T, w *portaltest.World, door onboarding.Door) {
			if err := w.SetPassword(t.Context(), door.Account.ID, "Zk-48wuq.p"); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := portaltest.NewWorld(t)
			ticket, err := w.VerifyCode(t.Context(), halfIn(t, w, w.Officer), code(t, w, w.Officer), visit)
			if err != nil {
				t.Fatal(err)
			}
			c.end(t, w, doorOf(t, w, ticket))
			if door := doorOf(t, w, ticket); door.Session.Alive(door.Account, w.Clock.Now()) {
				t.Error("it is alive")
			}
		})
	}
}

func TestA14_SigningOutTwiceIsNoError(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	half := halfIn(t, w, w.Officer)
	for range 2 {
		if err := w.SignOut(t.Context(), half.Session); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Store.Session(t.Context(), half.Account.ID, half.Session.Hash, onboarding.Besides{}); !fault.Is(err, fault.NotFound) {
		t.Errorf("the session is still there: %v", err)
	}
}
