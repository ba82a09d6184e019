package onboarding

import (
	"context"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// seat is who has the name of an organisation: what it is, and its id. Whoever
// finds a name taken so knows at once whether a sign-up could join it.
type seat struct {
	kind seatKind
	id   string
}

type seatKind string

const (
	applicantSeat seatKind = "applicant"
	authoritySeat seatKind = "authority"
	teamSeat      seatKind = "team" // ops and moda, which nobody joins by sign-up
)

func (s seat) owner() string { return string(s.kind) + "/" + s.id }

func seatOf(o account.Organisation) seat {
	switch {
	case o.ID == account.OpsID || o.ID == account.ModaID:
		return seat{teamSeat, o.ID}
	case o.Authority:
		return seat{authoritySeat, o.ID}
	}
	return seat{applicantSeat, o.ID}
}

// seatFor is the kind of organisation that a sign-up of that kind makes or joins.
func seatFor(k casefile.Kind) seatKind {
	if k == casefile.AuthorityKind {
		return authoritySeat
	}
	return applicantSeat
}

// named finds who has that full name; the zero seat is nobody.
func (s *Service) named(ctx context.Context, name string) (seat, error) {
	key := account.NameKey(name)
	if key == "" {
		return seat{}, nil
	}
	owner, err := s.Store.Claimed(ctx, OrganisationClaim, key)
	if fault.Is(err, fault.NotFound) {
		return seat{}, nil
	}
	kind, id, _ := strings.Cut(owner, "/")
	return seat{seatKind(kind), id}, err
}

// found puts a new organisation with its name.
func (c *change) found(o account.Organisation) {
	c.putOrganisation("organisation.found", account.Organisation{}, o)
	c.Claims = append(c.Claims, Claim{Space: OrganisationClaim, Value: account.NameKey(o.Name), Owner: seatOf(o).owner()})
}

// settleName makes the approval of a sign-up take the name of the organisation it
// founds, or depend on the name of the one it joins, so that neither has to be
// looked up before. The organisation is made when the approval is concluded.
func (c *change) settleName(paper casefile.Case, confirmed *casefile.Confirmation) {
	if confirmed == nil {
		return
	}
	key, s := account.NameKey(confirmed.Name), seat{seatFor(paper.Kind), confirmed.Attach}
	if confirmed.Attach != "" {
		c.Passes = append(c.Passes, Handover{Space: OrganisationClaim, Value: key, From: s.owner(), To: s.owner()})
		return
	}
	s.id = paper.OrganisationID
	c.Claims = append(c.Claims, Claim{Space: OrganisationClaim, Value: key, Owner: s.owner()})
}
