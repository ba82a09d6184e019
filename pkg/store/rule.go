package store

import (
	"context"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// openEnded stands in the index for an end that is not known: behind every time.
const openEnded = "9999"

// ruleRow shows a rule by its end, so that what was open at a moment lies behind
// that moment however long the ledger is.
func ruleRow(r firewall.Rule) row {
	ends := openEnded
	if !r.To.IsZero() {
		ends = stamp(r.To)
	}
	return row{key: ruleKey(r.Area, r.ServiceID, r.ID), record: r, shown: []entry{{GSI1, rulePartition(r.Area), ends + "#" + r.ServiceID + "#" + r.ID}}}
}

// Rules lists the rules of an area that end after at, soonest first; where ended
// is wanted those that had ended by then, last first.
func (s *Store) Rules(ctx context.Context, area casefile.Area, at time.Time, ended bool, p onboarding.Page) ([]firewall.Rule, string, error) {
	q := Query{Index: GSI1, PK: rulePartition(area), Range: Range{From: afterMoment(at)}}
	if ended {
		q.Range, q.Backward = Range{To: afterMoment(at)}, true
	}
	return page[firewall.Rule](ctx, s, q, p, nil)
}

// RulesAt reads every rule of an area that ends after at, which takes a request
// for each megabyte of them.
func (s *Store) RulesAt(ctx context.Context, area casefile.Area, at time.Time) ([]firewall.Rule, error) {
	return listed[firewall.Rule](ctx, s, Query{Index: GSI1, PK: rulePartition(area), Range: Range{From: afterMoment(at)}})
}

// afterMoment is below the place of whatever ends after at and above that of
// whatever has ended by then.
func afterMoment(at time.Time) string { return stamp(at.Add(time.Millisecond)) }

// RulesOf reads all rules of a service in an area, ended ones included,
// consistently.
func (s *Store) RulesOf(ctx context.Context, area casefile.Area, serviceID string) ([]firewall.Rule, error) {
	return listed[firewall.Rule](ctx, s, Query{PK: rulePartition(area), Range: beginning(serviceID + "#")})
}

// FindRules reads rules by their references, consistently and in one request;
// those that do not exist are left out.
func (s *Store) FindRules(ctx context.Context, area casefile.Area, refs []string) ([]firewall.Rule, error) {
	var keys []Key
	for _, ref := range refs {
		service, id, _ := strings.Cut(ref, ".")
		keys = append(keys, ruleKey(area, service, id))
	}
	items, err := s.get(ctx, keys...)
	if err != nil {
		return nil, err
	}
	var list []firewall.Rule
	for _, item := range items {
		if item == nil {
			continue
		}
		r, err := decode[firewall.Rule](item)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}
