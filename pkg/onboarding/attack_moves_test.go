package onboarding_test

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/link"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

// Passwords that are set on the way.
const (
	attackers = "Zk-48wuq.p"
	victims   = "xV4!pmqRt9"
)

// move is one step of the attacker, or of the victim, who goes about their day.
// It is false where it changes nothing.
type move struct {
	name string
	do   func(*testing.T, *attack) bool
}

var moves = []move{
	{"asks for a password link", func(t *testing.T, a *attack) bool {
		return a.w.Forgot(t.Context(), a.victim.Login, visit) == nil
	}},
	{"sets a password by a link", func(t *testing.T, a *attack) bool {
		for _, mailed := range a.known {
			for _, password := range []string{attackers, attackers + "2"} { // where the first was used before
				if a.w.Reset(t.Context(), mailed, password, password) == nil {
					a.passwords, a.current = append(a.passwords, password), password
					return true
				}
			}
		}
		return false
	}},
	{"types a password", func(t *testing.T, a *attack) bool {
		for _, password := range a.passwords {
			if ticket, err := a.w.SignIn(t.Context(), a.victim.Login, password, onboarding.Visit{Source: "192.0.2.66"}); err == nil {
				a.tickets = append(a.tickets, ticket)
				return true
			}
		}
		return false
	}},
	{"has a code mailed to sign in", each(func(t *testing.T, a *attack, door onboarding.Door) bool {
		return a.w.SendCode(t.Context(), door, account.ToSignIn) == nil
	})},
	{"has a code mailed as proof", each(func(t *testing.T, a *attack, door onboarding.Door) bool {
		return a.w.SendCode(t.Context(), door, account.ToProve) == nil
	})},
	{"signs in by what is known as a mailed code", typed(func(t *testing.T, a *attack, door onboarding.Door, text string) (onboarding.Ticket, error) {
		return a.w.VerifyMailedCode(t.Context(), door, text)
	})},
	{"signs in by what is known as a code", typed(func(t *testing.T, a *attack, door onboarding.Door, text string) (onboarding.Ticket, error) {
		return a.w.VerifyCode(t.Context(), door, text, onboarding.Visit{})
	})},
	{"signs in by what is known as a recovery code", typed(func(t *testing.T, a *attack, door onboarding.Door, text string) (onboarding.Ticket, error) {
		return a.w.SignInByRecovery(t.Context(), door, text)
	})},
	{"proves the mailbox by what is known", typed(func(t *testing.T, a *attack, door onboarding.Door, text string) (onboarding.Ticket, error) {
		return onboarding.Ticket{}, a.w.ProveMailbox(t.Context(), door, text)
	})},
	{"recovers by what is known", typed(func(t *testing.T, a *attack, door onboarding.Door, text string) (onboarding.Ticket, error) {
		return onboarding.Ticket{}, a.w.Recover(t.Context(), door, text)
	})},
	{"binds the secret that is shown", each(func(t *testing.T, a *attack, door onboarding.Door) bool {
		b, err := a.w.Binding(t.Context(), door)
		if err != nil || b.Secret == "" {
			return false
		}
		totp, err := secret.ParseTOTP(b.Secret)
		if err != nil {
			t.Fatal(err)
		}
		c, _ := totp.Code(a.w.Clock.Now())
		ticket, _, err := a.w.Bind(t.Context(), door, c, onboarding.Visit{})
		a.tickets = append(a.tickets, ticket)
		return err == nil
	})},
	{"asks ops for another authenticator", each(func(t *testing.T, a *attack, door onboarding.Door) bool {
		_, err := a.w.AskRebind(t.Context(), door)
		return err == nil
	})},
	{"decides by a link and what is known", func(t *testing.T, a *attack) bool {
		b, open := a.decision(t)
		for _, mailed := range a.known {
			if _, err := a.w.OpenLink(t.Context(), mailed); err != nil || !open {
				continue
			}
			for _, text := range append(a.known, a.passwords...) {
				if _, err := a.w.DecideByLink(t.Context(), mailed, text, b); err == nil {
					a.decided = true
					return true
				}
			}
		}
		return false
	}},
	{"decides in a session", each(func(t *testing.T, a *attack, door onboarding.Door) bool {
		b, open := a.decision(t)
		if open {
			_, err := a.w.Decide(t.Context(), account.ActorOf(door.Account, door.Session.Level), b)
			a.decided = a.decided || err == nil
		}
		return a.decided
	})},
	{"changes the password in a session", each(func(t *testing.T, a *attack, door onboarding.Door) bool {
		for _, text := range a.known {
			in := onboarding.Change{Current: a.current, Code: text, Password: attackers, Again: attackers}
			if ticket, err := a.w.ChangePassword(t.Context(), door, in, onboarding.Visit{}); err == nil {
				a.tickets, a.current = append(a.tickets, ticket), attackers
				return true
			}
		}
		return false
	})},
	{"the victim signs in with the authenticator", func(t *testing.T, a *attack) bool {
		if a.current != portaltest.Password && a.current != victims {
			return false
		}
		half, err := a.w.SignIn(t.Context(), a.victim.Login, a.current, visit)
		if err != nil {
			t.Fatal(err)
		}
		door, _ := a.door(t.Context(), half)
		_, err = a.w.VerifyCode(t.Context(), door, freshCode(t, a.w, a.victim), visit)
		return err == nil
	}},
	{"the victim sets another password by mail", func(t *testing.T, a *attack) bool {
		if a.current == portaltest.Password || a.current == victims || a.w.Forgot(t.Context(), a.victim.Login, visit) != nil {
			return false
		}
		a.w.Settle(t)
		for _, m := range a.w.Mail.To(a.victim.Mail) {
			if found := secretsInMail.FindStringSubmatch(m.Text); found != nil && found[1] != "" && a.w.Reset(t.Context(), found[1], victims, victims) == nil {
				a.current = victims
				return true
			}
		}
		return false
	}},
	{"the victim decides by the mailed link", func(t *testing.T, a *attack) bool {
		b, open := a.decision(t)
		if !open {
			return false
		}
		acc, err := a.w.Store.Account(t.Context(), a.victim.AccountID)
		if err != nil {
			t.Fatal(err)
		}
		mailed := a.w.Links.Issue(link.Claims{CaseID: a.caseID, Review: b.Review, Round: b.Round, Stage: b.Stage, AccountID: acc.ID, Epoch: acc.Epoch,
			Expires: a.w.Clock.Now().Add(time.Hour)})
		if a.reads {
			a.note(mailed)
		}
		_, err = a.w.DecideByLink(t.Context(), mailed, freshCode(t, a.w, a.victim), b)
		return err == nil
	}},
}

// each makes a move in every session that is alive.
func each(do func(*testing.T, *attack, onboarding.Door) bool) func(*testing.T, *attack) bool {
	return func(t *testing.T, a *attack) bool {
		moved := false
		for _, ticket := range a.tickets {
			if door, alive := a.door(t.Context(), ticket); alive && do(t, a, door) {
				moved = true
			}
		}
		return moved
	}
}

// typed makes a move with everything that is known, in every session.
func typed(do func(*testing.T, *attack, onboarding.Door, string) (onboarding.Ticket, error)) func(*testing.T, *attack) bool {
	return each(func(t *testing.T, a *attack, door onboarding.Door) bool {
		for _, text := range a.known {
			if ticket, err := do(t, a, door, text); err == nil {
				if ticket.Secret != "" {
					a.tickets = append(a.tickets, ticket)
				}
				return true
			}
		}
		return false
	})
}
