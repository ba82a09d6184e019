package store

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
)

func serviceRow(v service.Service) row {
	name := byName(v.Name)
	if v.Step == service.Deleted { // kept for its history, in no list
		return row{key: serviceKey(v.ID), record: v}
	}
	r := row{key: serviceKey(v.ID), record: v, shown: []entry{
		{GSI1, servicesOf(v.OrganisationID), name},
		{GSI3, serviceNames, name},
	}}
	if v.AuthorityID != "" {
		r.shown = append(r.shown, entry{GSI2, servicesUnder(v.AuthorityID), name})
	}
	return r
}

func revisionRow(v service.Revision) row {
	return row{key: revisionKey(v.ServiceID, v.N), record: v}
}

func credentialRow(c service.Credential) row {
	return row{key: credentialKey(c.ServiceID, c.Area), record: c}
}

// Credentials reads what is known of a service's client_secrets, consistently.
func (s *Store) Credentials(ctx context.Context, serviceID string) ([]service.Credential, error) {
	return listed[service.Credential](ctx, s, Query{PK: credentialsOf(serviceID)})
}

// Service reads a service and its revisions, by number, in one consistent query.
func (s *Store) Service(ctx context.Context, id string) (service.Service, []service.Revision, error) {
	var v service.Service
	items, err := s.all(ctx, Query{PK: serviceKey(id).PK})
	if err != nil {
		return v, nil, err
	}
	if len(items) == 0 || textOf(items[0][attrSK]) != meta {
		return v, nil, fault.New(fault.NotFound, "")
	}
	if v, err = decode[service.Service](items[0]); err != nil {
		return v, nil, err
	}
	revisions, err := decodeAll[service.Revision](items[1:])
	return v, revisions, err
}

// Services lists services by name.
func (s *Store) Services(ctx context.Context, scope onboarding.Scope, p onboarding.Page) ([]service.Service, string, error) {
	q := Query{Index: GSI3, PK: serviceNames}
	switch {
	case scope.OrganisationID != "":
		q = Query{Index: GSI1, PK: servicesOf(scope.OrganisationID)}
	case scope.AuthorityID != "":
		q = Query{Index: GSI2, PK: servicesUnder(scope.AuthorityID)}
	case !scope.All:
		return nil, "", noScope()
	}
	if begins := byName(p.Begins); begins != "" {
		q.Range = Range{From: begins, To: begins + lastRune}
	}
	return page[service.Service](ctx, s, q, p, nil)
}

// noScope refuses a list that would otherwise show everything.
func noScope() error { return fault.Newf(fault.Internal, "a list without a scope") }
