package onboarding_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// attack is one state of somebody who wants into a reviewer's account: what they
// hold and know, in a portal of their own.
type attack struct {
	w         *portaltest.World
	victim    account.Actor
	caseID    string
	reads     bool // the victim's mailbox
	passwords []string
	known     []string // everything that can be typed as a code, opened as a link, or sent as a cookie
	tickets   []onboarding.Ticket
	current   string // the password in force
	decided   bool
	trace     []string
}

// unlimited is a store that counts nothing: what is out of reach with any number
// of tries is out of reach with five.
type unlimited struct{ onboarding.Store }

func (unlimited) Count(context.Context, string, time.Time, time.Time) (int, error) { return 1, nil }
func (unlimited) CountRow(context.Context, string, time.Time, time.Time, int) (onboarding.Tally, error) {
	return onboarding.Tally{N: 1}, nil
}
func (u unlimited) CountCode(ctx context.Context, id string, _ time.Time, _ time.Duration, _ int) (account.Account, error) {
	return u.Account(ctx, id)
}

// copy is the same state, to be changed by one move.
func (a *attack) copy(move string) *attack {
	next := *a
	next.w = a.w.Copy()
	deps := next.w.Deps
	deps.Store = unlimited{deps.Store}
	next.w.Service = onboarding.New(deps)
	next.passwords, next.known, next.tickets = slices.Clone(a.passwords), slices.Clone(a.known), slices.Clone(a.tickets)
	next.trace = append(slices.Clone(a.trace), move)
	return &next
}

var secretsInMail = regexp.MustCompile(`/(?:reset\?link=|a/)(\S+)|驗證碼：(\d{8})`)

// learn lets the mails go out, and reads them where the mailbox is owned.
func (a *attack) learn(t *testing.T) {
	a.w.Settle(t)
	for _, m := range a.w.Mail.To(a.victim.Mail) {
		for _, found := range secretsInMail.FindAllStringSubmatch(m.Text, -1) {
			if a.reads {
				a.note(found[1] + found[2])
			}
		}
	}
	a.w.Mail.Forget()
}

func (a *attack) note(s string) {
	if !slices.Contains(a.known, s) {
		a.known = append(a.known, s)
	}
}

// door is the session behind a ticket, if it is alive.
func (a *attack) door(ctx context.Context, t onboarding.Ticket) (onboarding.Door, bool) {
	door, err := a.w.Store.Session(ctx, t.AccountID, t.Hash(), onboarding.Besides{})
	return door, err == nil && door.Session.Alive(door.Account, a.w.Clock.Now())
}

// reach is the strongest session held.
func (a *attack) reach(ctx context.Context) account.Level {
	best := account.Level("")
	for _, t := range a.tickets {
		door, alive := a.door(ctx, t)
		switch level := door.Session.Level; {
		case !alive:
		case level == account.LevelTOTP, best == "", best == account.LevelPassword:
			best = level
		}
	}
	return best
}

// key is what of the state decides about what can follow.
func (a *attack) key(ctx context.Context) string {
	acc, _ := a.w.Store.Account(ctx, a.victim.AccountID)
	var b strings.Builder
	fmt.Fprint(&b, a.current, acc.FactorOnly, acc.Bound(), slices.Contains(a.passwords, a.current), a.decided)
	links := 0
	for _, k := range a.known {
		if _, err := a.w.OpenReset(ctx, k); err == nil {
			links = 1
		}
		if view, err := a.w.OpenLink(ctx, k); err == nil && !view.Lapsed {
			b.WriteString(" action")
		}
	}
	fmt.Fprint(&b, links)
	var sittings []string
	for _, t := range a.tickets {
		if door, alive := a.door(ctx, t); alive {
			sit, _, _ := a.w.Store.Sitting(ctx, t.AccountID, t.Hash())
			sittings = append(sittings, fmt.Sprint(door.Session.Level, sit.CodeFor, sit.CodeMAC != "", sit.Proved.IsZero(), sit.Recovered, len(sit.FactorSealed)))
		}
	}
	slices.Sort(sittings)
	return b.String() + strings.Join(slices.Compact(sittings), "|")
}

// explore looks at every state that can be reached and returns them all.
func explore(t *testing.T, start *attack) []*attack {
	t.Helper()
	ctx := t.Context()
	seen, list := map[string]bool{start.key(ctx): true}, []*attack{start}
	for i := 0; i < len(list); i++ {
		for _, m := range moves {
			next := list[i].copy(m.name)
			if !m.do(t, next) {
				continue
			}
			next.learn(t)
			if key := next.key(ctx); !seen[key] {
				seen[key] = true
				list = append(list, next)
			}
		}
		if len(list) > 400 {
			t.Fatalf("%d states and no end", len(list))
		}
	}
	return list
}

// begin is a reviewer whose case waits, and who has just signed in and out.
func begin(t *testing.T) (a *attack, used string, old onboarding.Ticket) {
	t.Helper()
	w, _, caseID := submitted(t)
	a = &attack{w: w, victim: w.Bureau, caseID: caseID, current: portaltest.Password}
	used = code(t, w, w.Bureau)
	old, err := w.VerifyCode(t.Context(), halfIn(t, w, w.Bureau), used, visit)
	if err == nil {
		err = w.SignOut(t.Context(), doorOf(t, w, old).Session)
	}
	if err != nil {
		t.Fatal(err)
	}
	return a.copy("begin"), used, old
}

func TestTrust14_NothingAnAttackerHoldsOpensABoundAccount(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		arm  func(t *testing.T, a *attack, used string, old onboarding.Ticket)
		most account.Level // the strongest session there is a way to
	}{
		"a past code": {func(_ *testing.T, a *attack, used string, _ onboarding.Ticket) { a.known = []string{used} }, ""},
		"the cookies of a session that has ended": {func(_ *testing.T, a *attack, _ string, old onboarding.Ticket) {
			a.tickets, a.known = []onboarding.Ticket{old}, []string{old.Secret, old.Device}
		}, ""},
		"the cookie of a sign-in half done": {func(t *testing.T, a *attack, _ string, _ onboarding.Ticket) {
			half, err := a.w.SignIn(t.Context(), a.victim.Login, a.current, visit)
			if err != nil {
				t.Fatal(err)
			}
			a.tickets = []onboarding.Ticket{half}
		}, account.LevelPassword},
		"a mailbox, with a past code and the cookie of a known browser": {func(_ *testing.T, a *attack, used string, old onboarding.Ticket) {
			a.reads, a.known = true, []string{used, old.Device}
		}, account.LevelPassword},
		"a password, with a past code": {func(_ *testing.T, a *attack, used string, _ onboarding.Ticket) {
			a.passwords, a.known = []string{a.current}, []string{used}
		}, account.LevelPassword},
		"a read of the table": {func(t *testing.T, a *attack, _ string, _ onboarding.Ticket) {
			read(t, a)
		}, ""},
		"a read of the table and a password": {func(t *testing.T, a *attack, _ string, _ onboarding.Ticket) {
			read(t, a)
			a.passwords = append(a.passwords, a.current)
		}, account.LevelPassword},
		// The manual's mailed code takes these two for enough: for the weaker session (A7), and for no more.
		"a mailbox and a password": {func(_ *testing.T, a *attack, used string, _ onboarding.Ticket) {
			a.reads, a.passwords, a.known = true, []string{a.current}, []string{used}
		}, account.LevelMail},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, used, old := begin(t)
			c.arm(t, a, used, old)
			states := explore(t, a)
			strength := map[account.Level]int{"": 0, account.LevelPassword: 1, account.LevelMail: 2, account.LevelTOTP: 3}
			for _, s := range states {
				if got := s.reach(t.Context()); strength[got] > strength[c.most] {
					t.Errorf("a session at %q by %s", got, strings.Join(s.trace, " → "))
				}
				if s.decided {
					t.Errorf("a decision by %s", strings.Join(s.trace, " → "))
				}
			}
			t.Logf("%d states", len(states))
		})
	}
}

// read takes every text of the table, after a code, a link and recovery codes
// have been made, for something to try.
func read(t *testing.T, a *attack) {
	t.Helper()
	ctx := t.Context()
	half, err := a.w.SignIn(ctx, a.victim.Login, a.current, visit)
	if err != nil {
		t.Fatal(err)
	}
	door, _ := a.door(ctx, half)
	renewed, err := a.w.VerifyCode(ctx, door, freshCode(t, a.w, a.victim), visit)
	if err != nil {
		t.Fatal(err)
	}
	door, _ = a.door(ctx, renewed)
	if _, err := a.w.RenewRecovery(ctx, door, freshCode(t, a.w, a.victim)); err != nil {
		t.Fatal(err)
	}
	if err := a.w.Forgot(ctx, a.victim.Login, visit); err != nil {
		t.Fatal(err)
	}
	a.w.Settle(t)
	for _, text := range regexp.MustCompile(`[A-Za-z0-9+/=_$,.-]{12,}`).FindAllString(a.w.Table.Dump(), -1) {
		if !slices.Contains(a.known, text) {
			a.known = append(a.known, text)
		}
		if strings.HasPrefix(text, "$argon2id") && len(a.passwords) < 3 {
			a.passwords = append(a.passwords, text)
		}
	}
	for _, text := range a.known {
		if regexp.MustCompile(`^[0-9a-f]{64}$|^[a-z2-7]{26}$`).MatchString(text) {
			a.tickets = append(a.tickets, onboarding.Ticket{AccountID: a.victim.AccountID, Secret: text})
		}
	}
}

// freshCode is a code nobody has used: time goes on for it.
func freshCode(t *testing.T, w *portaltest.World, who account.Actor) string {
	t.Helper()
	w.Clock.Advance(time.Minute)
	return code(t, w, who)
}

// decision is the ballot an attacker would cast.
func (a *attack) decision(t *testing.T) (onboarding.Ballot, bool) {
	t.Helper()
	d, r := dossier(t, a.w, a.caseID)
	if _, open := d.OpenStage(r); !open {
		return onboarding.Ballot{}, false
	}
	return ballot(t, a.w, a.caseID, chain.Approve), true
}
