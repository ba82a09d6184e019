package store_test

import (
	"context"
	"fmt"
	"maps"
	"sort"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/store"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
)

// crowd is the twin with n records where it holds one: a query of an index finds
// them in order, made as they are read, so that a million needs no memory. Every
// thousandth is in another state.
type crowd struct {
	*portaltest.Memory
	n int
}

func (c crowd) Query(ctx context.Context, q store.Query) ([]store.Item, bool, error) {
	// The model is read without a meter: it is no part of the answer.
	one, _, err := c.Memory.Query(context.Background(), store.Query{Index: q.Index, PK: q.PK, Range: q.Range})
	if err != nil || q.Index == "" || len(one) == 0 {
		return one, false, err
	}
	_, sk := q.Index.Attributes()
	rank := func(i int) int {
		if q.Backward {
			return c.n - 1 - i
		}
		return i
	}
	from := 0
	if q.After != nil {
		place := text(q.After[sk])
		from = sort.Search(c.n, func(i int) bool {
			at := nth(one[0], sk, rank(i))
			return !q.Backward && text(at[sk]) > place || q.Backward && text(at[sk]) < place
		})
	}
	var items []store.Item
	for i := from; i < c.n && (q.Limit == 0 || len(items) < q.Limit); i++ {
		items = append(items, nth(one[0], sk, rank(i)))
	}
	meter.From(ctx).Query(false, items)
	return items, from+len(items) < c.n, nil
}

func nth(model store.Item, sk string, i int) store.Item {
	item := maps.Clone(model)
	item[sk] = &types.AttributeValueMemberS{Value: fmt.Sprintf("%s#%07d", text(model[sk]), i)}
	if _, has := item["state"]; has && i%1000 == 500 {
		item["state"] = &types.AttributeValueMemberS{Value: string(casefile.Returned)}
	}
	return item
}

func text(v types.AttributeValue) string {
	if s, ok := v.(*types.AttributeValueMemberS); ok {
		return s.Value
	}
	return ""
}

// crowded is a store in which everything there is a list of is there n times.
func crowded(t *testing.T, n int) *store.Store {
	t.Helper()
	table := portaltest.NewMemory()
	at := time.Date(2024, 3, 15, 2, 0, 0, 0, time.UTC)
	tx := onboarding.Tx{Audit: []audit.Entry{{Object: "test/crowd", Seq: 1, Act: "test", Time: at}},
		Claims: []onboarding.Claim{{Space: onboarding.NumberClaim, Value: "B1130315001", Owner: "c"}}}
	tx.Puts = append(tx.Puts,
		casefile.Case{ID: "c", Number: "B1130315001", Letter: casefile.OnlineService, State: casefile.Reviewing, OrganisationID: "bank",
			OrganisationName: "測試商業銀行股份有限公司", AuthorityID: "fsc", ServiceName: "線上信用貸款", Applied: at, Version: 1},
		service.Service{ID: "s", OrganisationID: "bank", AuthorityID: "fsc", Name: "線上信用貸款", Version: 1},
		onboarding.Draft{ID: "d", OrganisationID: "bank", Created: at, Version: 1},
		casefile.Stage{CaseID: "c", Review: 1, Round: 1, Order: 1, PartyID: "ops", Opened: at, Version: 1})
	if err := store.New(table).Commit(t.Context(), tx); err != nil {
		t.Fatal(err)
	}
	return store.New(crowd{table, n})
}

// TestB9_APageCostsTheSameHoweverMuchThereIs reads the first pages of every list
// and one far behind, of a thousand records and of a million.
func TestB9_APageCostsTheSameHoweverMuchThereIs(t *testing.T) {
	t.Parallel()
	few, many := crowded(t, 1e3), crowded(t, 1e6)
	bank, fsc, all := onboarding.Scope{OrganisationID: "bank"}, onboarding.Scope{AuthorityID: "fsc"}, onboarding.Scope{All: true}
	type list func(ctx context.Context, s *store.Store, p onboarding.Page) (rows int, next string, err error)
	cases := func(scope onboarding.Scope, month string, narrow func(*onboarding.Page)) list {
		return func(ctx context.Context, s *store.Store, p onboarding.Page) (int, string, error) {
			narrow(&p)
			rows, next, err := s.Cases(ctx, scope, month, p)
			return len(rows), next, err
		}
	}
	plain := func(*onboarding.Page) {}
	for name, read := range map[string]list{
		"cases of an organisation": cases(bank, "", plain),
		"cases of a remit":         cases(fsc, "", plain),
		"all cases of a month":     cases(all, "2024-03", plain),
		"cases in a rare state":    cases(bank, "", func(p *onboarding.Page) { p.States = []casefile.State{casefile.Returned} }),
		"cases nobody has":         cases(all, "2024-03", func(p *onboarding.Page) { p.Words = "沒有這種服務" }),
		"cases by their number": func(ctx context.Context, s *store.Store, p onboarding.Page) (int, string, error) {
			rows, next, err := s.Numbered(ctx, "B113", all, p)
			return len(rows), next, err
		},
		"one's own cases by their number": func(ctx context.Context, s *store.Store, p onboarding.Page) (int, string, error) {
			rows, next, err := s.Numbered(ctx, "B113", bank, p)
			if len(rows) != p.Limit {
				t.Errorf("a page of %d rows", len(rows))
			}
			return len(rows), next, err
		},
		"services by their name": func(ctx context.Context, s *store.Store, p onboarding.Page) (int, string, error) {
			p.Begins = "線上"
			rows, next, err := s.Services(ctx, all, p)
			return len(rows), next, err
		},
		"drafts": func(ctx context.Context, s *store.Store, p onboarding.Page) (int, string, error) {
			rows, next, err := s.Drafts(ctx, "bank", p)
			return len(rows), next, err
		},
		"a queue": func(ctx context.Context, s *store.Store, p onboarding.Page) (int, string, error) {
			rows, next, err := s.Queue(ctx, "ops", p)
			return len(rows), next, err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cost := func(s *store.Store) (pages []meter.Usage) {
				p := onboarding.Page{Limit: 20}
				for range 8 {
					ctx, m := meter.With(t.Context())
					_, next, err := read(ctx, s, p)
					if err != nil || next == "" {
						t.Fatalf("next %q, %v", next, err)
					}
					p.After, pages = next, append(pages, m.Total())
				}
				return pages
			}
			of1000, ofMillion := cost(few), cost(many)
			if diff := cmp.Diff(of1000, ofMillion); diff != "" {
				t.Errorf("(-thousand +million)\n%s", diff)
			}
			for n, u := range ofMillion {
				if u.Requests > 2 || u.Read > 20 || u != ofMillion[0] {
					t.Errorf("page %d costs %+v", n+1, u)
				}
			}
		})
	}
}
