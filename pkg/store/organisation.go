package store

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
)

func organisationRow(o account.Organisation) row {
	return row{key: organisationKey(o.ID), record: o, shown: []entry{
		{GSI1, organisationNames, byName(o.Name)},
	}}
}

// Organisation returns one organisation, read consistently.
func (s *Store) Organisation(ctx context.Context, id string) (account.Organisation, error) {
	return one[account.Organisation](ctx, s, organisationKey(id))
}
