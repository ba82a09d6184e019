package store

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/apikey"
)

func apiKeyRow(k apikey.Key) row {
	return row{key: apiKeyKey(k.ID), record: k, shown: []entry{{GSI1, keysOf(k.OrganisationID), inOrder(k.Created, k.ID)}}}
}

// Key returns one key of the REST API, read consistently: one that was revoked
// this second opens nothing.
func (s *Store) Key(ctx context.Context, id string) (apikey.Key, error) {
	return one[apikey.Key](ctx, s, apiKeyKey(id))
}

// Keys lists an organisation's keys, the newest first, revoked ones included.
func (s *Store) Keys(ctx context.Context, organisationID string) ([]apikey.Key, error) {
	return listed[apikey.Key](ctx, s, Query{Index: GSI1, PK: keysOf(organisationID), Backward: true})
}
