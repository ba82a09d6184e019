package casefile_test

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

func TestF7_AStageIsTakenOnAndGivenBack(t *testing.T) {
	t.Parallel()
	now := time.Date(2024, 3, 15, 2, 0, 0, 0, time.UTC)
	free := casefile.Stage{Party: chain.Ops, Opened: now, Version: 1}
	held, err := free.Claim("me", "維一", now)
	if err != nil || held.HolderID != "me" || !held.Held.Equal(now) || held.Version != 2 {
		t.Fatalf("%+v, %v", held, err)
	}
	if again, err := held.Claim("me", "維一", now.Add(time.Hour)); err != nil || again.Version != held.Version {
		t.Errorf("a repeat is %+v, %v", again, err)
	}
	if _, err := held.Claim("other", "維二", now); !fault.Is(err, fault.Conflict) {
		t.Errorf("a colleague's claim: %v", err)
	}
	back, err := held.Release()
	if err != nil || back.HolderID != "" || back.Acts != 2 {
		t.Errorf("given back: %+v, %v", back, err)
	}
	if again, err := back.Release(); err != nil || again.Version != back.Version {
		t.Errorf("a repeat is %+v, %v", again, err)
	}
	decided := held.Decide(casefile.Decision{Answer: chain.Approve}, "me", "維一", now)
	if _, err := decided.Claim("other", "維二", now); !fault.Is(err, fault.Conflict) {
		t.Errorf("a claim after the decision: %v", err)
	}
	if _, err := decided.Release(); !fault.Is(err, fault.Conflict) || decided.HolderID != "" {
		t.Errorf("after the decision %q has it, %v", decided.HolderID, err)
	}
}

func TestC9_WhoHasAStageIsNotWhatADecisionIsAbout(t *testing.T) {
	t.Parallel()
	s := casefile.Stage{Party: chain.Ops, Version: 1}
	shown := s.Shown()
	s, _ = s.Claim("me", "維一", time.Time{})
	s, _ = s.Release()
	s, _ = s.Claim("you", "維二", time.Time{})
	if s.Shown() != shown || s.Version != 4 {
		t.Errorf("shown %d, want %d; version %d", s.Shown(), shown, s.Version)
	}
	if s = s.Decide(casefile.Decision{Answer: chain.Approve}, "you", "維二", time.Time{}); s.Shown() == shown {
		t.Error("a decision does not show")
	}
}

func TestF7_WhenAStageIsOverdue(t *testing.T) {
	t.Parallel()
	patience := casefile.Patience{Ops: 7, MODA: 3}
	opened := time.Date(2024, 3, 15, 2, 0, 0, 0, time.UTC)
	midnight := time.Date(2024, 3, 15, 16, 0, 0, 0, time.UTC) // of the next day, in Taipei
	for _, c := range []struct {
		name  string
		party chain.Party
		after int // days
		want  bool
	}{
		{"an authority has ten days", chain.Authority, 10, false},
		{"and no more", chain.Authority, 11, true},
		{"the operation team has as many as are set", chain.Ops, 7, false},
		{"not one more", chain.Ops, 8, true},
		{"so has the ministry", chain.MODA, 3, false},
		{"nor it", chain.MODA, 4, true},
	} {
		s := casefile.Stage{Party: c.party, Opened: opened}
		last := midnight.AddDate(0, 0, c.after).Add(-time.Second)
		if got := patience.Overdue(s, last); got != c.want {
			t.Errorf("%s: at the end of that day it is overdue: %v", c.name, got)
		}
		s.Decided = last
		if patience.Overdue(s, last) {
			t.Errorf("%s: overdue although it is over", c.name)
		}
	}
}
