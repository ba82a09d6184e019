package onboarding

import (
	"context"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Lost is what the page of a lost authenticator offers.
type Lost struct {
	Codes  int  // recovery codes that are left
	Typing bool // a mailed code waits to be typed
	Proved bool // one was right: ops can be asked
}

// Lost looks at what a person can do whose authenticator is gone (A15). One that
// was never bound is a Conflict: it is bound, not replaced.
func (s *Service) Lost(ctx context.Context, door Door) (Lost, error) {
	const op = "onboarding.Lost"
	if err := mayLose(door); err != nil {
		return Lost{}, fault.Wrap(op, err)
	}
	sit, k, err := s.sitting(ctx, door)
	return Lost{Codes: len(k.Codes), Typing: sit.Awaits(account.ToProve, s.Now()), Proved: !sit.Proved.IsZero()}, fault.Wrap(op, err)
}

func mayLose(door Door) error {
	if err := halfway(door); err != nil {
		return err
	}
	if !door.Account.Bound() {
		return fault.New(fault.Conflict, "這個帳號還沒有綁定驗證器。")
	}
	return nil
}

// AskRebind asks ops for another authenticator (A15), by password and a mailed
// code of the same browser, and returns the number of the case. Twice in one
// sitting it is the same case. Account and officer are told at once.
func (s *Service) AskRebind(ctx context.Context, door Door) (string, error) {
	const op = "onboarding.AskRebind"
	if err := mayLose(door); err != nil {
		return "", fault.Wrap(op, err)
	}
	sit, _, err := s.sitting(ctx, door)
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	if sit.Proved.IsZero() {
		return "", fault.Wrap(op, fault.New(fault.Conflict, "請先輸入寄到信箱的驗證碼。"))
	}
	asked := limit{key: "rebind#" + door.Account.ID, most: 5, window: 24 * time.Hour, refusal: "今天已多次申請重新綁定，請等候維運團隊處理，或與客服聯絡。"}
	if err := s.count(ctx, asked); err != nil {
		return "", fault.Wrap(op, err)
	}
	number, err := s.RequestRebind(ctx, door.Account.ID, sit.Hash)
	return number, fault.Wrap(op, err)
}
