package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/firewall"
)

// openRules adds rules to the ledger, each with an id of its own.
func (c *change) openRules(rules []firewall.Rule) {
	for _, r := range rules {
		r.ID, r.Version = c.newID(), 1
		c.putRule("rule.open", firewall.Rule{}, r)
	}
}

// MarkRules notes that the real firewall follows: that open rules are set there
// or, with removed, that ended ones are gone from it. It changes nothing of what
// is open (D12). What is marked already, by whomever, stays as it is.
func (s *Service) MarkRules(ctx context.Context, a account.Actor, area casefile.Area, refs []string, removed bool) error {
	const op = "onboarding.MarkRules"
	if err := account.May(a, account.MarkFirewall, account.Object{}); err != nil {
		return fault.Wrap(op, err)
	}
	if len(refs) == 0 {
		return fault.Wrap(op, fault.InvalidFields([]fault.Field{{Key: FieldRules, Control: FieldRules, Message: "請至少選擇一條規則。"}}))
	}
	if len(refs) > MostMarks {
		return fault.Wrap(op, fault.New(fault.Invalid, "一次最多標記 20 條規則。"))
	}
	return fault.Wrap(op, s.commit(ctx, func() (*change, error) {
		rules, err := s.Store.FindRules(ctx, area, refs)
		if err != nil {
			return nil, err
		}
		c := s.begin(a)
		mark := firewall.Mark{At: c.now, AccountID: a.AccountID, Name: a.Name}
		for _, r := range rules {
			next, act := r, "rule.mark-set"
			place := &next.Set
			if removed {
				place, act = &next.Removed, "rule.mark-removed"
			}
			if ended := !r.To.IsZero() && !c.now.Before(r.To); ended != removed || !place.IsZero() {
				continue
			}
			*place = mark
			next.Version++
			c.putRule(act, r, next)
		}
		if len(c.Puts) == 0 {
			return nil, nil
		}
		return c, nil
	}))
}

const (
	// FieldRules is the key of the boxes of the rules that a person marks.
	FieldRules = "rules"
	// MostMarks is how many rules are marked at once: as many as a page shows.
	MostMarks = 20
)
