package portaltest

import (
	"context"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"mydata.nat.gov.tw/portal/pkg/store"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
)

// Query reads a range of a partition, in the order of the sort key and then of
// the table's own keys.
func (m *Memory) Query(ctx context.Context, q store.Query) (items []store.Item, more bool, err error) {
	err = m.call(ctx, func() error {
		for _, item := range m.inRange(q) {
			if q.After != nil && !behind(q, item) {
				continue
			}
			items = append(items, clone(item))
			if more = len(items) == q.Limit; more { // even where nothing follows, as in AWS
				break
			}
		}
		meter.From(ctx).Query(q.Index == "", items)
		return nil
	})
	return items, more, err
}

func (m *Memory) inRange(q store.Query) []store.Item {
	_, sk := q.Index.Attributes()
	var found []store.Item
	for _, item := range m.views[q.Index][q.PK] {
		if at := text(item[sk]); at >= q.Range.From && (q.Range.To == "" || at <= q.Range.To) {
			found = append(found, item)
		}
	}
	slices.SortFunc(found, func(a, b store.Item) int { return order(q, a, b) })
	return found
}

// behind reports whether the query meets item after the place it continues from.
func behind(q store.Query, item store.Item) bool { return order(q, item, q.After) > 0 }

func order(q store.Query, a, b store.Item) int {
	_, sk := q.Index.Attributes()
	c := 0
	for _, name := range []string{sk, "pk", "sk"} {
		if c = strings.Compare(text(a[name]), text(b[name])); c != 0 {
			break
		}
	}
	if q.Backward {
		return -c
	}
	return c
}

func text(v types.AttributeValue) string {
	if s, ok := v.(*types.AttributeValueMemberS); ok {
		return s.Value
	}
	return ""
}
