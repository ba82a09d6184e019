package store

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

const attrOwner = "owner"

// claimRow shows case numbers in an index too, by which they are found from
// their beginning.
func claimRow(c onboarding.Claim) row {
	r := row{key: claimKey(c.Space, c.Value), record: map[string]string{attrOwner: c.Owner}}
	if c.Space == onboarding.NumberClaim && c.Value != "" {
		r.shown = []entry{{GSI1, numbersOf(c.Value[:1]), c.Value}}
	}
	return r
}

// passing is the write of a handover.
func passing(h onboarding.Handover) (Write, error) {
	owned := is(attrOwner, text(h.From))
	if h.To == "" {
		return Write{Action: Delete, Key: claimKey(h.Space, h.Value), If: []Condition{owned}}, nil
	}
	return claimRow(onboarding.Claim{Space: h.Space, Value: h.Value, Owner: h.To}).put(owned)
}

// Claimed returns the owner of a claimed name. A claim of the last second may
// not be seen yet.
func (s *Store) Claimed(ctx context.Context, space onboarding.ClaimSpace, value string) (string, error) {
	item, err := s.getLate(ctx, claimKey(space, value))
	if err != nil {
		return "", err
	}
	if item == nil {
		return "", fault.New(fault.NotFound, "")
	}
	return textOf(item[attrOwner]), nil
}
