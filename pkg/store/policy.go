package store

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/policy"
)

func policyRow(p policy.Policy) row { return row{key: policyKey(p.Version), record: p} }

// Policy is the newest version that was published, as of the last minute;
// NotFound while there is none.
func (s *Store) Policy(ctx context.Context) (policy.Policy, error) {
	kept, ok := s.shelf.policy.take(s.shelf.now)
	if !ok {
		list, err := first[policy.Policy](ctx, s, Query{PK: policyPartition, Backward: true}, 1)
		if err != nil {
			return policy.Policy{}, err
		}
		kept = append(list, policy.Policy{})[0]
		s.shelf.policy.put(s.shelf.now, kept)
	}
	if kept.Version == "" {
		return kept, fault.New(fault.NotFound, "")
	}
	return kept, nil
}

// Policies lists every version, the newest first, read consistently.
func (s *Store) Policies(ctx context.Context) ([]policy.Policy, error) {
	return listed[policy.Policy](ctx, s, Query{PK: policyPartition, Backward: true})
}
