package store

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func signUpRow(s onboarding.SignUp) row {
	return row{key: signUpKey(s.ID), record: s, forget: s.Forget}
}

// SaveSignUp writes a sign-up whose version is one higher than what was read.
func (s *Store) SaveSignUp(ctx context.Context, u onboarding.SignUp) error {
	write, err := signUpRow(u).put(expecting(u.Version)...)
	if err != nil {
		return err
	}
	_, written, err := s.note(ctx, write)
	if err == nil && !written {
		err = fault.New(fault.Conflict, "這份註冊資料剛才在別處儲存過，請重新載入。")
	}
	return err
}

// SignUp returns a sign-up in progress, read consistently. DynamoDB deletes
// late: what is over by its own times may still lie there.
func (s *Store) SignUp(ctx context.Context, id string) (onboarding.SignUp, error) {
	return one[onboarding.SignUp](ctx, s, signUpKey(id))
}
