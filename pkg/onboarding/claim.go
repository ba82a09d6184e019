package onboarding

import (
	"context"
	"fmt"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Spot is a stage that somebody has on the screen.
type Spot struct {
	CaseID string
	Review int
	Round  int
	Stage  int
}

// Claim has a reviewer take on a stage that waits for their party (認領, F7), and
// Release gives it back (釋出). Neither changes what a decision is about, so that
// neither refuses anybody's answer (C9). A repeat is no error.
func (s *Service) Claim(ctx context.Context, a account.Actor, at Spot) (casefile.Stage, error) {
	stage, err := s.arrange(ctx, a, at, "desk.claim", func(stage casefile.Stage) (casefile.Stage, error) {
		return stage.Claim(a.AccountID, a.Name, s.Now())
	})
	return stage, fault.Wrap("onboarding.Claim", err)
}

// Release goes with Claim. Colleagues of who has it may do it too.
func (s *Service) Release(ctx context.Context, a account.Actor, at Spot) (casefile.Stage, error) {
	stage, err := s.arrange(ctx, a, at, "desk.release", casefile.Stage.Release)
	return stage, fault.Wrap("onboarding.Release", err)
}

// arrange looks again where another change came first, so that of two who claim
// at once the second hears who has it.
func (s *Service) arrange(ctx context.Context, a account.Actor, at Spot, act string, arranged func(casefile.Stage) (casefile.Stage, error)) (stage casefile.Stage, err error) {
	return stage, s.commit(ctx, func() (*change, error) {
		d, err := s.Store.Dossier(ctx, at.CaseID)
		if err != nil {
			return nil, err
		}
		found, ok := d.Stage(at.Review, at.Round, at.Stage)
		if !ok {
			return nil, fault.New(fault.NotFound, "")
		}
		object := caseObject(d.Case)
		object.WaitsFor = found.PartyID
		if err := account.May(a, account.Arrange, object); err != nil {
			return nil, err
		}
		if err := separate(a, d, found); err != nil {
			return nil, err
		}
		if stage, err = arranged(found); err != nil || stage.Version == found.Version {
			return nil, err
		}
		c := s.begin(a)
		c.seal(deskObject(stage), stage.Acts, &stage.LogHash, act, facts{"holder": found.HolderID}, facts{"holder": stage.HolderID})
		c.Puts = append(c.Puts, stage)
		return c, nil
	})
}

// deskObject names the history of what a party arranges about one stage.
func deskObject(s casefile.Stage) string {
	return fmt.Sprintf("desk/%s/%d/%d/%d", s.CaseID, s.Review, s.Round, s.Order)
}
