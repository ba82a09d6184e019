//go:build emulator

package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/test/flow/live"
)

// TestD2_AWindowIsClosedWhenItEnds sets the clock of one Tick to the end of a
// window that begins today; no other test's window has anything due by then.
func TestD2_AWindowIsClosedWhenItEnds(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	x := p.File(t, p.Cast(t), calendar.Today(time.Now()))
	x.ApproveAll(t, 4*live.Soon)
	x.AwaitMails(t, x.Officer.Mail, 2)
	window := x.Service(t).Window
	closes := window.Closes()

	if rules := x.Firewall(t, closes.Add(-time.Second)).Rules; len(rules) != 3 {
		t.Errorf("D12: %d rules are open in the window's last second, want 3", len(rules))
	}
	if rules := x.Firewall(t, closes).Rules; len(rules) != 0 {
		t.Errorf("D12: %d rules are open after the window although its end needs no clock", len(rules))
	}
	for _, at := range []time.Time{closes.Add(-time.Second), closes} {
		if _, err := clockAt(p, at).Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
		want := service.Testing
		if at.Equal(closes) {
			want = service.TestEnded
		}
		if got := x.Service(t).Step; got != want {
			t.Errorf("at %s the service is %s, want %s", at, got.Label(), want.Label())
		}
	}
	if got := x.Service(t).StateAt(closes); got != service.TestOver {
		t.Errorf("after the window the service is %s", got.Label())
	}
	live.Await(t, live.Soon, "the mail about the window's end", func() (bool, string) {
		subjects := x.Subjects(t, x.Officer.Mail)
		return slices.Contains(subjects, ended), strings.Join(subjects, ", ")
	})
}

// TestD2_TheSchedulerClosesAWindowWithinThreeMinutes leaves the clock alone: the
// stack's own scheduler calls functions/clock, which finds what is due.
func TestD2_TheSchedulerClosesAWindowWithinThreeMinutes(t *testing.T) {
	t.Parallel()
	const allowed = 3 * time.Minute
	p := live.Open(t)
	x := p.File(t, p.Cast(t), calendar.Today(time.Now()))
	x.ApproveAll(t, 4*live.Soon)
	since := x.LetWindowEnd(t)
	if got := x.Service(t).StateAt(time.Now()); got != service.TestOver {
		t.Errorf("before the clock has come by the service is %s", got.Label())
	}
	live.Await(t, allowed, "the scheduler to have the window closed", func() (bool, string) {
		step := x.Service(t).Step
		return step == service.TestEnded, step.Label()
	})
	t.Logf("closed after %s", time.Since(since).Round(time.Second))
	live.Await(t, allowed-time.Since(since), "the mail about the window's end", func() (bool, string) {
		subjects := x.Subjects(t, x.Officer.Mail)
		return slices.Contains(subjects, ended), strings.Join(subjects, ", ")
	})
	t.Logf("told after %s", time.Since(since).Round(time.Second))
}

// clockAt is the use cases with their clock at an instant. What they tell goes
// out at once: relay keeps the real time, and would wait for months.
func clockAt(p *live.Portal, at time.Time) *onboarding.Service {
	return p.With(func(deps *onboarding.Deps) {
		deps.Now = func() time.Time { return at }
		deps.Store = live.Tampered(deps.Store, func(tx *onboarding.Tx) {
			for i := range tx.Outbox {
				tx.Outbox[i].Due = time.Now().UTC()
			}
		})
	})
}
