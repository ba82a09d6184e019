package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/store"
)

var morning = time.Date(2024, 4, 1, 1, 0, 0, 0, time.UTC)

// lostReply lets the next request take effect, answers that the table is busy,
// and so has it repeated.
func lostReply() (*store.Store, *portaltest.Memory) {
	m := portaltest.NewMemory()
	m.Fail(portaltest.Fault{Call: 1, After: true, Err: store.ErrBusy})
	return store.New(m), m
}

func TestTrust8_ARepeatedRequestHasOneEffect(t *testing.T) {
	t.Parallel()
	draft := onboarding.Draft{ID: "d", OrganisationID: "o", Changed: morning, Version: 1}
	event := onboarding.Event{ID: "e", Due: morning}
	for _, c := range []struct {
		name string
		do   func(*testing.T, *store.Store) error
	}{
		{"a commit", func(t *testing.T, s *store.Store) error {
			tx := onboarding.Tx{Puts: []onboarding.Record{account.Account{ID: "a", Login: "l", Version: 1}}, Audit: []audit.Entry{{Object: "o", Seq: 1}}}
			return s.Commit(t.Context(), tx)
		}},
		{"a saved draft", func(t *testing.T, s *store.Store) error { return s.SaveDraft(t.Context(), draft) }},
		{"a fan-out", func(t *testing.T, s *store.Store) error { return s.FanOut(t.Context(), []onboarding.Event{event}) }},
		{"a forgotten counter", func(t *testing.T, s *store.Store) error { return s.ResetCount(t.Context(), "k") }},
	} {
		s, m := lostReply()
		if err := c.do(t, s); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if m.Calls() < 2 {
			t.Errorf("%s: was not repeated", c.name)
		}
	}
}

func TestB8_ARepeatedDrawLeavesAGapAndNoRepeat(t *testing.T) {
	t.Parallel()
	s, _ := lostReply()
	day := calendar.Date{Year: 2024, Month: time.April, Day: 1}
	var drawn []int
	for range 2 {
		n, err := s.NextNumber(t.Context(), casefile.OnlineService, day)
		if err != nil {
			t.Fatal(err)
		}
		drawn = append(drawn, n)
	}
	if diff := cmp.Diff([]int{2, 3}, drawn); diff != "" {
		t.Error(diff)
	}
}

func TestARepeatedLeaseIsLeftToTheNextTry(t *testing.T) {
	t.Parallel()
	s, m := lostReply()
	tx := onboarding.Tx{Audit: []audit.Entry{{Object: "o", Seq: 1}}, Outbox: []onboarding.Event{{ID: "e", Due: morning}}}
	if err := s.Commit(t.Context(), tx); err != nil {
		t.Fatal(err)
	}
	m.Fail(portaltest.Fault{Call: 1, After: true, Err: store.ErrBusy})
	until := morning.Add(time.Minute)
	if _, taken, err := s.Lease(t.Context(), "e", morning, until); taken || err != nil {
		t.Errorf("taken %v, %v", taken, err)
	}
	if _, taken, err := s.Lease(t.Context(), "e", until, until.Add(time.Minute)); !taken || err != nil {
		t.Errorf("the next try: taken %v, %v", taken, err)
	}
}

func TestWhatCannotBeReachedIsUnavailable(t *testing.T) {
	t.Parallel()
	m := portaltest.NewMemory()
	m.Fail(portaltest.Fault{Call: 1})
	if _, err := store.New(m).Account(t.Context(), "a"); !fault.Is(err, fault.Unavailable) {
		t.Errorf("got %v", err)
	}
}

func TestTrust9_ARefusedChangeIsNotEvenSent(t *testing.T) {
	t.Parallel()
	someone := account.Account{ID: "a", Login: "l", Version: 1}
	many := make([]audit.Entry, 101)
	for i := range many {
		many[i] = audit.Entry{Object: "o", Seq: i + 1}
	}
	for name, tx := range map[string]onboarding.Tx{
		"without an audit entry":  {Puts: []onboarding.Record{someone}},
		"two actions on one item": {Puts: []onboarding.Record{someone, someone}, Audit: many[:1]},
		"more than 100 items":     {Audit: many},
		"a kind without a place":  {Puts: []onboarding.Record{stranger{}}, Audit: many[:1]},
	} {
		m := portaltest.NewMemory()
		if err := store.New(m).Commit(t.Context(), tx); !fault.Is(err, fault.Internal) || m.Calls() != 0 {
			t.Errorf("%s: got %v after %d requests", name, err, m.Calls())
		}
	}
}

// stranger is a record the table does not know.
type stranger struct{}

func (stranger) RecordVersion() int { return 1 }

func TestTrust12_ATryOfACodeIsOneRequest(t *testing.T) {
	t.Parallel()
	m := portaltest.NewMemory()
	s := store.New(m)
	tx := onboarding.Tx{Puts: []onboarding.Record{account.Account{ID: "a", Login: "l", Version: 1}}, Audit: []audit.Entry{{Object: "o", Seq: 1}}}
	if err := s.Commit(t.Context(), tx); err != nil {
		t.Fatal(err)
	}
	before := m.Calls()
	if a, err := s.CountCode(t.Context(), "a", morning, time.Minute, 5); err != nil || a.CodeTries != 1 {
		t.Fatalf("%+v, %v", a, err)
	}
	if n := m.Calls() - before; n != 1 {
		t.Errorf("%d requests", n)
	}
}
