package store

import (
	"context"
	"slices"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// wholeNumber is the length of a number of three digits: B1130131001.
const wholeNumber = 11

// Numbered finds cases by the beginning of their number, the highest number
// first: one query of the numbers and one batch of the cases, read without
// consistency. No beginning, no cases. The numbers of a day are everybody's, so
// that those who see few of them have a part of one looked for among their own.
func (s *Store) Numbered(ctx context.Context, begins string, scope onboarding.Scope, p onboarding.Page) ([]casefile.Case, string, error) {
	if begins == "" {
		return nil, "", nil
	}
	if !scope.All && len(begins) < wholeNumber {
		p.Begins = begins
		return s.Cases(ctx, scope, "", p)
	}
	q := Query{Index: GSI1, PK: numbersOf(begins[:1]), Range: Range{From: begins, To: begins + lastRune}, Backward: true}
	claims, next, err := page[claimed](ctx, s, q, p, nil)
	if err != nil || len(claims) == 0 {
		return nil, "", err
	}
	keys := make([]Key, len(claims))
	for i, claim := range claims {
		keys[i] = caseKey(claim.Owner)
	}
	items, err := s.getSome(ctx, keys...)
	if err != nil {
		return nil, "", err
	}
	wanted := wantedCase(scope, p)
	var rows []casefile.Case
	for _, item := range items {
		c, err := decode[casefile.Case](item)
		if err != nil {
			return nil, "", err
		}
		if c.ID != "" && scope.Shows(c.OrganisationID, c.AuthorityID) && (wanted == nil || wanted(c)) {
			rows = append(rows, c)
		}
	}
	return rows, next, nil
}

// claimed is what a claim tells besides its name.
type claimed struct {
	Owner string `json:"owner"`
}

// wantedCase is whether a case is among those asked for; nil where all are.
func wantedCase(scope onboarding.Scope, p onboarding.Page) func(casefile.Case) bool {
	words := byName(p.Words)
	within := scope.OrganisationID != "" && scope.AuthorityID != ""
	if len(p.States) == 0 && len(p.Items) == 0 && p.Area == "" && words == "" && p.Begins == "" && !within {
		return nil
	}
	return func(c casefile.Case) bool {
		return (len(p.States) == 0 || slices.Contains(p.States, c.State)) &&
			(len(p.Items) == 0 || slices.Contains(p.Items, c.Letter)) &&
			(p.Area == "" || p.Area == c.Area) &&
			strings.HasPrefix(c.Number, p.Begins) &&
			(words == "" || strings.Contains(byName(c.ServiceName), words) || strings.Contains(byName(c.OrganisationName), words)) &&
			scope.Shows(c.OrganisationID, c.AuthorityID)
	}
}
