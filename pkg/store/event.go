package store

import (
	"context"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// outboxKept is how long a delivered event stays: much longer than the stream
// (a day) and any queue may repeat it.
const outboxKept = 30 * 24 * time.Hour

const (
	attrTries     = "tries"
	attrDelivered = "delivered"
)

// eventPut is the write of a new event. Its due time lies in an attribute of its
// own, which the stream's filter and the index look at.
func eventPut(e onboarding.Event) (Write, error) {
	write, err := row{key: eventKey(e.ID), record: e, shown: dueEntry(e.ID, e.Due)}.put(absent())
	if err == nil {
		write.Item[attrDue] = text(stamp(e.Due))
	}
	return write, err
}

func dueEntry(id string, due time.Time) []entry {
	return []entry{{GSI1, undelivered, inOrder(due, id)}}
}

func eventOf(item Item) (onboarding.Event, error) {
	e, err := decode[onboarding.Event](item)
	e.Due = instantOf(textOf(item[attrDue]))
	return e, err
}

// Event returns an event of the outbox, delivered or not, while it is kept.
func (s *Store) Event(ctx context.Context, id string) (onboarding.Event, error) {
	items, err := s.get(ctx, eventKey(id))
	if err != nil {
		return onboarding.Event{}, err
	}
	if items[0] == nil {
		return onboarding.Event{}, fault.New(fault.NotFound, "")
	}
	return eventOf(items[0])
}

// Overdue lists events that were due before a time, longest first.
func (s *Store) Overdue(ctx context.Context, before time.Time, limit int) ([]onboarding.Event, error) {
	items, _, err := s.query(ctx, Query{Index: GSI1, PK: undelivered, Range: Range{To: stamp(before)}, Limit: limit})
	if err != nil {
		return nil, err
	}
	var events []onboarding.Event
	for _, item := range items {
		e, err := eventOf(item)
		if err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	return events, nil
}

// Lease moves the due time of an event that is still due at due to until, and
// returns it with the try counted and Due at until. Of several callers one has
// taken true.
func (s *Store) Lease(ctx context.Context, id string, due, until time.Time) (e onboarding.Event, taken bool, err error) {
	write := redue(id, until, is(attrDue, text(stamp(due))))
	write.Change.Add = map[string]int{attrTries: 1}
	item, taken, err := s.note(ctx, write)
	if err != nil || !taken {
		return e, false, err
	}
	e, err = eventOf(item)
	return e, err == nil, err
}

// Defer sets the due time of an event that is not delivered yet; for one that
// is, or is unknown, it does nothing.
func (s *Store) Defer(ctx context.Context, id string, due time.Time) error {
	_, _, err := s.note(ctx, redue(id, due, has(attrDue)))
	return err
}

func redue(id string, due time.Time, c Condition) Write {
	place := dueEntry(id, due)[0]
	_, sk := place.index.Attributes()
	return Write{Action: Update, Key: eventKey(id), If: []Condition{c},
		Change: Change{Set: Item{attrDue: text(stamp(due)), sk: text(place.sk)}}}
}

// Delivered takes an event out of the index and the stream's filter, and lets
// it be forgotten after a month. A second call does nothing.
func (s *Store) Delivered(ctx context.Context, id string, now time.Time) error {
	pk, sk := GSI1.Attributes()
	_, _, err := s.note(ctx, Write{Action: Update, Key: eventKey(id), If: []Condition{has(attrDue)}, Change: Change{
		Set: Item{attrDelivered: text(stamp(now)), attrTTL: number(now.Add(outboxKept).Unix())}, Remove: []string{attrDue, pk, sk},
	}})
	return err
}

// FanOut adds each event that does not exist yet, in a request of its own. It
// may stop half way; the caller's next try adds the rest.
func (s *Store) FanOut(ctx context.Context, events []onboarding.Event) error {
	for _, e := range events {
		write, err := eventPut(e)
		if err != nil {
			return err
		}
		if _, _, err := s.note(ctx, write); err != nil {
			return err
		}
	}
	return nil
}
