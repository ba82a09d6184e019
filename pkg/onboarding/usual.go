package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/figures"
	"mydata.nat.gov.tw/portal/pkg/logging"
)

// usualMonths is how far back the figures of what is usual go.
const usualMonths = 12

// usual is within how many days a stage of a case is usually answered (F2); 0
// where that is not known. Not to know it keeps nothing from being done.
func (s *Service) usual(ctx context.Context, paper casefile.Case, step chain.Stage) int {
	months, err := s.Store.RecentMonths(ctx, figures.MonthsBefore(s.Now(), usualMonths))
	if err != nil {
		logging.Set(ctx, "unusual", fault.CodeOf(err))
		return 0
	}
	return figures.UsualFor(casefile.Stage{Party: step.Party, Letter: step.Letter, PartyID: partyID(step.Party, paper)}, months)
}

// Usual is within how many days each stage of a chain is usually answered, for an
// organisation under an authority (F5); 0 where that is not known.
func (s *Service) Usual(ctx context.Context, way chain.Chain, authorityID string) []int {
	months, err := s.Store.RecentMonths(ctx, figures.MonthsBefore(s.Now(), usualMonths))
	days := make([]int, len(way.Stages()))
	if err != nil {
		logging.Set(ctx, "unusual", fault.CodeOf(err))
		return days
	}
	for i, step := range way.Stages() {
		days[i] = figures.UsualFor(casefile.Stage{Party: step.Party, Letter: step.Letter, PartyID: partyID(step.Party, casefile.Case{AuthorityID: authorityID})}, months)
	}
	return days
}

// mailReceived tells the applicant that a submission has arrived, who has it now
// and how long that usually takes.
func (s *Service) mailReceived(ctx context.Context, c *change, paper casefile.Case, r casefile.Review) error {
	way, err := r.Chain()
	if err != nil {
		return err
	}
	first, err := way.Stage(1)
	if err != nil {
		return err
	}
	return c.received(paper, r, s.usual(ctx, paper, first))
}
