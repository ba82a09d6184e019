package store

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/offering"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func offeringRow(o offering.Offering) row {
	name := byName(o.Name)
	r := row{key: offeringKey(o.ID), record: o, shown: []entry{
		{GSI1, offeringsOf(o.OrganisationID, o.Letter), name},
		{GSI3, offeringNames(o.Letter), name},
	}}
	if o.AuthorityID != "" {
		r.shown = append(r.shown, entry{GSI2, offeringsUnder(o.AuthorityID, o.Letter), name})
	}
	return r
}

// Offering returns a data set or counter service, read consistently.
func (s *Store) Offering(ctx context.Context, id string) (offering.Offering, error) {
	return one[offering.Offering](ctx, s, offeringKey(id))
}

// Offerings lists those of a letter by name, taken down ones included.
func (s *Store) Offerings(ctx context.Context, scope onboarding.Scope, letter casefile.Letter, p onboarding.Page) ([]offering.Offering, string, error) {
	q := Query{Index: GSI3, PK: offeringNames(letter)}
	switch {
	case scope.OrganisationID != "":
		q = Query{Index: GSI1, PK: offeringsOf(scope.OrganisationID, letter)}
	case scope.AuthorityID != "":
		q = Query{Index: GSI2, PK: offeringsUnder(scope.AuthorityID, letter)}
	case !scope.All:
		return nil, "", noScope()
	}
	return page[offering.Offering](ctx, s, q, p, nil)
}

// Catalogue returns the catalogue with what was retired, read consistently.
func (s *Store) Catalogue(ctx context.Context) (onboarding.Catalogue, error) {
	items, err := s.get(ctx, catalogueKey())
	if err != nil {
		return onboarding.Catalogue{}, err
	}
	return decode[onboarding.Catalogue](items[0])
}
