package portaltest

import (
	"context"
	"slices"
	"sync"

	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// Mailbox is an onboarding.Mailer that keeps what it was given. It is safe for
// concurrent use.
type Mailbox struct {
	mu   sync.Mutex
	sent []onboarding.Message
	err  error
}

var _ onboarding.Mailer = (*Mailbox)(nil)

// Send keeps m, or fails as Refuse said.
func (b *Mailbox) Send(_ context.Context, m onboarding.Message) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err != nil {
		return b.err
	}
	b.sent = append(b.sent, m)
	return nil
}

// Refuse makes every later Send fail with err, until it is called with nil.
func (b *Mailbox) Refuse(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.err = err
}

// Sent lists all messages in the order of sending, repeats included.
func (b *Mailbox) Sent() []onboarding.Message {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.sent)
}

// To lists the messages to one address.
func (b *Mailbox) To(address string) []onboarding.Message {
	return slices.DeleteFunc(b.Sent(), func(m onboarding.Message) bool { return m.To != address })
}

// Forget drops what was kept so far.
func (b *Mailbox) Forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.sent = nil
}
