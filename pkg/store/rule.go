package store

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/firewall"
)

func ruleRow(r firewall.Rule) row {
	return row{key: ruleKey(r.Area, r.ServiceID, r.Purpose), record: r}
}

// Rules reads an area's whole ledger consistently, closed rules included.
func (s *Store) Rules(ctx context.Context, area casefile.Area) ([]firewall.Rule, error) {
	return listed[firewall.Rule](ctx, s, Query{PK: rulePartition(area)})
}
