package past

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/store"
)

const (
	atOnce = 25 // items a BatchWriteItem holds
	hands  = 4  // requests at the same time
)

// Carry lays what has come about into a stack's table, without what has been
// forgotten by now. Figures come last: functions/clock counts a history of which
// it finds no figures, and would begin to do so half-way.
func (p *Past) Carry(ctx context.Context, client *dynamodb.Client, table string) error {
	items := p.left()
	figures := slices.IndexFunc(items, isFigures)
	if err := lay(ctx, client, table, items[:figures]); err != nil {
		return err
	}
	return lay(ctx, client, table, items[figures:])
}

// left are the items that are not forgotten, figures last.
func (p *Past) left() []store.Item {
	now := p.world.Clock.Now()
	items := slices.DeleteFunc(p.world.Table.Items(), func(i store.Item) bool { return forgotten(i, now) })
	slices.SortFunc(items, func(a, b store.Item) int { return cmp.Compare(rank(a), rank(b)) })
	return items
}

func rank(i store.Item) int {
	if isFigures(i) {
		return 1
	}
	return 0
}

func isFigures(i store.Item) bool {
	pk, ok := i["pk"].(*types.AttributeValueMemberS)
	return ok && pk.Value == "FIGURES"
}

// forgotten reports whether DynamoDB has dropped an item by its ttl.
func forgotten(i store.Item, now time.Time) bool {
	ttl, ok := i["ttl"].(*types.AttributeValueMemberN)
	if !ok {
		return false
	}
	at, err := strconv.ParseInt(ttl.Value, 10, 64)
	return err == nil && at < now.Unix()
}

func lay(ctx context.Context, client *dynamodb.Client, table string, items []store.Item) error {
	batches := make(chan []store.Item)
	failed := make(chan error, hands)
	var all sync.WaitGroup
	for range hands {
		all.Go(func() {
			for batch := range batches {
				if err := write(ctx, client, table, batch); err != nil {
					failed <- err
					break
				}
			}
			for range batches { // whoever failed lets the others end
			}
		})
	}
	for batch := range slices.Chunk(items, atOnce) {
		batches <- batch
	}
	close(batches)
	all.Wait()
	close(failed)
	return <-failed
}

func write(ctx context.Context, client *dynamodb.Client, table string, items []store.Item) error {
	var puts []types.WriteRequest
	for _, i := range items {
		puts = append(puts, types.WriteRequest{PutRequest: &types.PutRequest{Item: i}})
	}
	for len(puts) > 0 {
		out, err := client.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{RequestItems: map[string][]types.WriteRequest{table: puts}})
		if err != nil {
			return err
		}
		if puts = out.UnprocessedItems[table]; ctx.Err() != nil {
			return fault.Wrap("past.write", ctx.Err())
		}
	}
	return nil
}
