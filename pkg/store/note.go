package store

import (
	"context"
	"errors"
)

// note is the one writer beside Commit: single conditional writes that change
// no state and leave no audit entry. Who may call it is a closed list, the
// methods of onboarding.Noter. A lost condition is written false and no error.
// A reply that was lost and repeated may show as one: each caller says what
// that means to it.
func (s *Store) note(ctx context.Context, w Write) (after Item, written bool, err error) {
	err = patiently(ctx, func(ctx context.Context) error {
		after, err = s.table.Write(ctx, w)
		return err
	})
	if lost := (*Lost)(nil); errors.As(err, &lost) {
		return nil, false, nil
	}
	return after, err == nil, err
}
