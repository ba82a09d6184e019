package portaltest

import (
	"sync"
	"time"
)

// Clock is a time that moves only when a test says so. It is safe for
// concurrent use.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock stands at an instant.
func NewClock(at time.Time) *Clock { return &Clock{now: at.UTC()} }

// Now is the instant it stands at, in UTC; pass it as the func() time.Time that
// use cases ask for.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set moves it to an instant, earlier ones included.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = at.UTC()
}

// Advance moves it by d.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
