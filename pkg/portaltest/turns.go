package portaltest

import (
	"context"
	"math/rand/v2"
	"sync"

	"mydata.nat.gov.tw/portal/pkg/store"
)

// Turns is a table whose users take turns: between two requests of one, any
// number of requests of the others may come, in an order drawn from a seed. The
// same seed gives the same order, so that a race can be looked at again.
type Turns struct {
	store.Table
	mu      sync.Mutex
	rng     *rand.Rand
	waiting []chan struct{}
	busy    int // users between two requests
	at      int64
}

var _ store.Table = (*Turns)(nil)

// NewTurns returns a table on top of another.
func NewTurns(table store.Table, seed uint64) *Turns {
	return &Turns{Table: table, rng: rand.New(rand.NewPCG(seed, 0))}
}

// Play runs users beside each other and returns when all are done. Nobody else
// may use the table meanwhile.
func (t *Turns) Play(users ...func()) {
	t.busy = len(users)
	var all sync.WaitGroup
	for _, use := range users {
		all.Go(func() {
			t.take()
			defer t.leave()
			use()
		})
	}
	all.Wait()
}

// Tick is a moment later than every one before it.
func (t *Turns) Tick() int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.at++
	return t.at
}

// take waits for the next turn. Outside of Play there is no waiting.
func (t *Turns) take() {
	t.mu.Lock()
	if t.busy == 0 {
		t.mu.Unlock()
		return
	}
	mine := make(chan struct{})
	t.waiting = append(t.waiting, mine)
	t.busy--
	t.pass()
	t.mu.Unlock()
	<-mine
}

func (t *Turns) leave() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.busy--
	t.pass()
}

// pass gives the turn to somebody who waits, once nobody has it.
func (t *Turns) pass() {
	if t.busy > 0 || len(t.waiting) == 0 {
		return
	}
	i := t.rng.IntN(len(t.waiting))
	next := t.waiting[i]
	t.waiting = append(t.waiting[:i], t.waiting[i+1:]...)
	t.busy++
	close(next)
}

// Get implements store.Table.
func (t *Turns) Get(ctx context.Context, consistent bool, keys ...store.Key) ([]store.Item, error) {
	t.take()
	return t.Table.Get(ctx, consistent, keys...)
}

// Query implements store.Table.
func (t *Turns) Query(ctx context.Context, q store.Query) ([]store.Item, bool, error) {
	t.take()
	return t.Table.Query(ctx, q)
}

// Write implements store.Table.
func (t *Turns) Write(ctx context.Context, w store.Write) (store.Item, error) {
	t.take()
	return t.Table.Write(ctx, w)
}

// Transact implements store.Table.
func (t *Turns) Transact(ctx context.Context, token string, writes []store.Write) error {
	t.take()
	return t.Table.Transact(ctx, token, writes)
}
