package storetest

import (
	"fmt"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/store"
)

func (b bench) emit(t *testing.T, name string, events ...onboarding.Event) {
	t.Helper()
	tx := change(name)
	tx.Outbox = events
	b.commit(t, tx)
}

func (b bench) overdue(t *testing.T, before time.Time) []string {
	t.Helper()
	b.settle()
	events, err := b.Overdue(t.Context(), before, 10)
	if err != nil {
		t.Fatal(err)
	}
	return ids(events, eventID)
}

var eventTests = []test{
	{"an event keeps every field, its due time in an attribute the stream can see", func(t *testing.T, b bench) {
		e := filled[onboarding.Event](t)
		b.emit(t, "a", e)
		b.settle()
		events, err := b.Overdue(t.Context(), e.Due.Add(time.Minute), 10)
		want(t, []onboarding.Event{e})(events, err)
		lease := e.Due.Add(time.Hour)
		got, taken, err := b.Lease(t.Context(), e.ID, e.Due, lease)
		e.Due, e.Tries = lease, e.Tries+1
		want(t, e)(got, err)
		want(t, true)(taken, nil)
	}},
	{"overdue are events due before a time, longest first", func(t *testing.T, b bench) {
		b.emit(t, "a", onboarding.Event{ID: "late", Due: noon.Add(-time.Hour)}, onboarding.Event{ID: "now", Due: noon},
			onboarding.Event{ID: "later", Due: noon.Add(-2 * time.Hour)}, onboarding.Event{ID: "future", Due: noon.Add(time.Hour)})
		want(t, []string{"later", "late"})(b.overdue(t, noon), nil)
	}},
	{"one of several relays takes an event", func(t *testing.T, b bench) {
		b.emit(t, "a", onboarding.Event{ID: "e", Due: noon})
		winners := 0
		for range 3 {
			if _, taken, err := b.Lease(t.Context(), "e", noon, noon.Add(time.Minute)); err != nil {
				t.Fatal(err)
			} else if taken {
				winners++
			}
		}
		want(t, 1)(winners, nil)
		want(t, []string{})(b.overdue(t, noon.Add(time.Minute)), nil)
		want(t, []string{"e"})(b.overdue(t, noon.Add(2*time.Minute)), nil)
	}},
	{"an unknown event cannot be taken", func(t *testing.T, b bench) {
		_, taken, err := b.Lease(t.Context(), "x", noon, noon.Add(time.Minute))
		want(t, false)(taken, err)
	}},
	{"a deferred event can be taken at its new time", func(t *testing.T, b bench) {
		b.emit(t, "a", onboarding.Event{ID: "e", Due: noon})
		later := noon.Add(time.Hour)
		must(t, b.Defer(t.Context(), "e", later))
		_, taken, err := b.Lease(t.Context(), "e", noon, later.Add(time.Minute))
		want(t, false)(taken, err)
		_, taken, err = b.Lease(t.Context(), "e", later, later.Add(time.Minute))
		want(t, true)(taken, err)
	}},
	{"the stream's filter sees an event until it is delivered, then it may be forgotten", func(t *testing.T, b bench) {
		b.emit(t, "a", onboarding.Event{ID: "e", Due: noon})
		look := func() (due, ttl string) {
			items, err := b.Table.Get(t.Context(), true, store.Key{PK: "OUT#e", SK: "META"})
			must(t, err)
			return attribute(items[0], "due"), attribute(items[0], "ttl")
		}
		due, ttl := look()
		want(t, [2]string{"2024-04-01T12:00:00.000Z", ""})([2]string{due, ttl}, nil)
		must(t, b.Delivered(t.Context(), "e", noon))
		due, ttl = look()
		want(t, [2]string{"", fmt.Sprint(noon.AddDate(0, 0, 30).Unix())})([2]string{due, ttl}, nil)
	}},
	{"a delivered event is over for good, however often that is said", func(t *testing.T, b bench) {
		b.emit(t, "a", onboarding.Event{ID: "e", Due: noon})
		for range 2 {
			must(t, b.Delivered(t.Context(), "e", noon))
		}
		must(t, b.Defer(t.Context(), "e", noon))
		_, taken, err := b.Lease(t.Context(), "e", noon, noon.Add(time.Minute))
		want(t, false)(taken, err)
		want(t, []string{})(b.overdue(t, noon.Add(time.Hour)), nil)
	}},
	{"an event that does not exist is neither deferred nor delivered into being", func(t *testing.T, b bench) {
		must(t, b.Defer(t.Context(), "e", noon))
		must(t, b.Delivered(t.Context(), "e", noon))
		items, err := b.Table.Get(t.Context(), true, store.Key{PK: "OUT#e", SK: "META"})
		if err != nil || items[0] != nil {
			t.Errorf("got %v, %v", items, err)
		}
	}},
	{"a second fan-out adds nothing and brings nothing back", func(t *testing.T, b bench) {
		mails := []onboarding.Event{{ID: "m1", Kind: onboarding.Mail, Due: noon}, {ID: "m2", Kind: onboarding.Mail, Due: noon}}
		must(t, b.FanOut(t.Context(), mails[:1]))
		must(t, b.Delivered(t.Context(), "m1", noon))
		must(t, b.FanOut(t.Context(), mails))
		want(t, []string{"m2"})(b.overdue(t, noon.Add(time.Hour)), nil)
	}},
}
