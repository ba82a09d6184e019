package store

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func organisationRow(o account.Organisation) row {
	r := row{key: organisationKey(o.ID), record: o, shown: []entry{
		{GSI1, organisationNames, byName(o.Name)},
	}}
	if o.Authority {
		r.shown = append(r.shown, entry{GSI2, authorities, byName(o.Name)})
	}
	if o.Domain != "" {
		r.shown = append(r.shown, entry{GSI3, organisationsAt(o.Domain), byName(o.Name)})
	}
	return r
}

func officeRow(o account.Office) row {
	return row{key: officeKey(o.OrganisationID), record: o, shown: []entry{
		{GSI1, peopleOf(o.OrganisationID), beforeLogins},
	}}
}

// Office returns who an organisation's officer is, read consistently.
func (s *Store) Office(ctx context.Context, organisationID string) (account.Office, error) {
	return one[account.Office](ctx, s, officeKey(organisationID))
}

// Authorities lists the competent authorities by name, as they stood within the
// last minute. The list is shared: nobody may change it.
func (s *Store) Authorities(ctx context.Context) ([]account.Organisation, error) {
	if kept, ok := s.shelf.authorities.take(s.shelf.now); ok {
		return kept, nil
	}
	list, err := listed[account.Organisation](ctx, s, Query{Index: GSI2, PK: authorities})
	if err == nil && len(list) > 0 {
		s.shelf.authorities.put(s.shelf.now, list)
	}
	return list, err
}

// Organisations lists organisations by name: those whose name begins so.
func (s *Store) Organisations(ctx context.Context, begins string, p onboarding.Page) ([]account.Organisation, string, error) {
	q := Query{Index: GSI1, PK: organisationNames}
	if name := byName(begins); name != "" {
		q.Range = Range{From: name, To: name + lastRune}
	}
	return page[account.Organisation](ctx, s, q, p, nil)
}

// OrganisationsAt lists the organisations with a registrable mail domain.
func (s *Store) OrganisationsAt(ctx context.Context, domain string) ([]account.Organisation, error) {
	return listed[account.Organisation](ctx, s, Query{Index: GSI3, PK: organisationsAt(domain)})
}

// Organisation returns one organisation, read consistently.
func (s *Store) Organisation(ctx context.Context, id string) (account.Organisation, error) {
	return one[account.Organisation](ctx, s, organisationKey(id))
}
