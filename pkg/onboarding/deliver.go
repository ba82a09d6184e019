package onboarding

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// How long a delivery may take before another relay may try, and how the wait
// between failed tries grows.
const (
	leaseTime  = time.Minute
	firstRetry = 15 * time.Second
	lastRetry  = 30 * time.Minute
)

// ErrPutOff is wrapped by the error of a delivery that failed and has a later
// time by now: nothing is left to do about it.
var ErrPutOff = errors.New("put off")

// Deliver tells the outside about one event, if it is still due at that time:
// of two deliveries at once, one has the lease. What fails is put off and never
// dropped; the failure is returned for the log.
func (s *Service) Deliver(ctx context.Context, id string, due time.Time) error {
	const op = "onboarding.Deliver"
	now := s.Now()
	if due.After(now) {
		return nil
	}
	e, taken, err := s.Store.Lease(ctx, id, due, now.Add(leaseTime))
	if err != nil || !taken {
		return fault.Wrap(op, err)
	}
	if err := s.deliver(ctx, e); err != nil {
		if fault.Is(err, fault.Invalid) { // no later try can succeed: it goes aside alone (trust 27)
			return s.giveUp(ctx, e, err)
		}
		if deferErr := s.Store.Defer(ctx, id, s.Now().Add(retryAfter(e.Tries))); deferErr != nil {
			return fault.Wrap(op, deferErr)
		}
		return &fault.Error{Code: fault.CodeOf(err), Op: op + " " + string(e.Kind) + " " + id, Err: fmt.Errorf("%w: %w", ErrPutOff, err)}
	}
	s.recountLater(ctx, e.Party)
	return fault.Wrap(op, s.Store.Delivered(ctx, id, s.Now()))
}

// giveUp closes an event that can never be told, for example a mail to an
// address that SES refuses. The log's line raises an alarm.
func (s *Service) giveUp(ctx context.Context, e Event, cause error) error {
	if err := s.Store.Delivered(ctx, e.ID, s.Now()); err != nil {
		return err
	}
	return &fault.Error{Code: fault.Invalid, Op: "onboarding.Deliver " + string(e.Kind) + " " + e.ID, Err: fmt.Errorf("given up: %w", cause)}
}

func (s *Service) deliver(ctx context.Context, e Event) error {
	switch e.Kind {
	case Start:
		return s.deliverStart(ctx, e)
	case Answer:
		return s.deliverAnswer(ctx, e)
	case Announce:
		return s.announce(ctx, e)
	case Mail:
		return s.deliverMail(ctx, e)
	}
	return fault.Newf(fault.Internal, "event kind %q", e.Kind)
}

// retryAfter is the wait after the nth try: doubled each time, with an end.
func retryAfter(tries int) time.Duration {
	wait := firstRetry
	for range tries - 1 {
		if wait *= 2; wait >= lastRetry {
			return lastRetry
		}
	}
	return wait
}

func (e Event) run() Run {
	return Run{CaseID: e.CaseID, Review: e.Review, Round: e.Round, Attempt: e.Attempt}
}

// deliverStart starts an attempt. Its forerunner, which the machine has lost or
// which waits in vain, is stopped, so that one execution is in charge.
func (s *Service) deliverStart(ctx context.Context, e Event) error {
	if e.Attempt > 1 {
		before := e.run()
		before.Attempt--
		if err := s.Workflow.Stop(ctx, e.Machine, before); err != nil {
			return err
		}
	}
	result, err := s.Workflow.Start(ctx, e.Machine, e.run())
	if err != nil || result == Started {
		return err
	}
	return s.lookAgain(ctx, e)
}

// deliverAnswer answers the machine that waits. The token lies in the event or,
// for a decision, in the table; one that belongs to another stage is not ours.
func (s *Service) deliverAnswer(ctx context.Context, e Event) error {
	sealed := e.Sealed
	if sealed == nil {
		t, err := s.Store.TaskToken(ctx, e.CaseID, e.Review)
		if fault.Is(err, fault.NotFound) {
			return s.lookAgain(ctx, e)
		}
		if err != nil {
			return err
		}
		if t.Round != e.Round || t.Stage != e.Stage {
			return nil
		}
		sealed = t.Sealed
	}
	token, err := s.Tokens.Open(sealed, tokenContext(e.CaseID, e.Review))
	if err != nil {
		return err
	}
	result, err := s.Workflow.Answer(ctx, string(token), e.Reply)
	if err != nil || result == Answered {
		return err
	}
	return s.lookAgain(ctx, e)
}

// lookAgain asks the table after an execution turned out to be gone: where the
// review still owes the step of this very attempt, it gets a new one (trust 3).
func (s *Service) lookAgain(ctx context.Context, e Event) error {
	d, err := s.Store.Dossier(ctx, e.CaseID)
	if err != nil {
		return err
	}
	r, ok := d.Review(e.Review)
	if !ok || r.Round != e.Round || r.Attempt != e.Attempt {
		return nil
	}
	return s.restart(ctx, "relay", r)
}

// announce makes one mail event for each person of the party whose turn it is.
// Their ids follow from the event, so that a second fan-out adds nothing. A
// stage that somebody has answered already is still announced, to the others and
// with the answer; one that was taken back is not: CaseWithdrawn says so.
func (s *Service) announce(ctx context.Context, e Event) error {
	d, err := s.Store.Dossier(ctx, e.CaseID)
	if err != nil {
		return err
	}
	stage, ok := d.Stage(e.Review, e.Round, e.Stage)
	r, _ := d.Review(e.Review)
	if !ok || stage.TakenBack() {
		return nil
	}
	people, err := s.Store.People(ctx, stage.PartyID)
	if err != nil {
		return err
	}
	n, err := stageOpened(d, r, stage)
	if err != nil {
		return err
	}
	content, err := json.Marshal(n)
	if err != nil {
		return err
	}
	var mails []Event
	for _, p := range people {
		if !p.Usable() || p.ID == stage.ActorID {
			continue
		}
		mails = append(mails, Event{ID: eventID(e.ID, p.ID), Kind: Mail, Due: s.Now(), Made: e.Made, Recipient: p.ID,
			CaseID: e.CaseID, Review: e.Review, Round: e.Round, Stage: e.Stage, Notice: n.Name(), Content: content})
	}
	return s.Store.FanOut(ctx, mails)
}

// eventID derives an id from what the event is about.
func eventID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:16]))
}
