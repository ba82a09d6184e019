package meter_test

import (
	"context"
	"crypto/rand"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go/middleware"

	"mydata.nat.gov.tw/portal/pkg/store"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
	"mydata.nat.gov.tw/portal/pkg/store/storetest"
)

// TestTheMeterAgreesWithDynamoDBLocal asks AWS's own counting for each call.
// Indexes in transactions are left out: DynamoDB Local doubles their part, which
// AWS does not. So are items that are absent from a batch, which it has for free.
func TestTheMeterAgreesWithDynamoDBLocal(t *testing.T) {
	t.Parallel()
	var billed float64
	table := storetest.DynamoDBLocal(t).Table(t, meter.Attach, func(o *dynamodb.Options) {
		o.APIOptions = append(o.APIOptions, func(s *middleware.Stack) error {
			return s.Initialize.Add(asking(&billed), middleware.After)
		})
	})
	key := store.Key{PK: "p", SK: "s"}
	both := in1("1")
	both["gsi2pk"], both["gsi2sk"] = text("h"), text("1")
	put := func(i store.Item) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := table.Write(ctx, store.Write{Action: store.Put, Key: key, Item: i})
			return err
		}
	}
	get := func(ctx context.Context) error {
		_, err := table.Get(ctx, true, key)
		return err
	}
	ctx, m := meter.With(t.Context())
	for _, c := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"put into two indexes", put(item(1500, both))},
		{"change", put(item(1600, both))},
		{"move in one index, leave the other", put(item(2100, in1("2")))},
		{"read", get},
		{"shrink", put(item(300, in1("2")))},
		{"change nothing", put(item(300, in1("2")))},
		{"move by update", func(ctx context.Context) error {
			_, err := table.Write(ctx, store.Write{Action: store.Update, Key: key, Change: store.Change{
				Set: store.Item{"gsi1sk": text("3")}, Add: map[string]int{"n": 12345}}})
			return err
		}},
		{"read eventually", func(ctx context.Context) error {
			_, err := table.Get(ctx, false, key)
			return err
		}},
		{"query", func(ctx context.Context) error {
			_, _, err := table.Query(ctx, store.Query{PK: "p"})
			return err
		}},
		{"delete", func(ctx context.Context) error {
			_, err := table.Write(ctx, store.Write{Action: store.Delete, Key: key})
			return err
		}},
		{"transaction on the table", func(ctx context.Context) error {
			return table.Transact(ctx, rand.Text(), []store.Write{
				{Action: store.Put, Key: store.Key{PK: "p", SK: "s"}, Item: item(4500, nil)},
				{Action: store.Check, Key: store.Key{PK: "x", SK: "y"}, If: []store.Condition{{Attribute: "pk", Test: store.Missing}}}})
		}},
	} {
		if err := c.do(ctx); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		calls := m.Calls()
		last := calls[len(calls)-1]
		if last.Read+last.Write != billed {
			t.Errorf("%s: the meter says %v, DynamoDB Local %v", c.name, last, billed)
		}
	}
}

// asking makes each call return what it consumed.
func asking(billed *float64) middleware.InitializeMiddleware {
	return middleware.InitializeMiddlewareFunc("Asking", func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
		switch p := in.Parameters.(type) {
		case *dynamodb.GetItemInput:
			p.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
		case *dynamodb.BatchGetItemInput:
			p.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
		case *dynamodb.QueryInput:
			p.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
		case *dynamodb.PutItemInput:
			p.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
		case *dynamodb.UpdateItemInput:
			p.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
		case *dynamodb.DeleteItemInput:
			p.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
		case *dynamodb.TransactWriteItemsInput:
			p.ReturnConsumedCapacity = types.ReturnConsumedCapacityIndexes
		}
		out, md, err := next.HandleInitialize(ctx, in)
		if err != nil {
			return out, md, err
		}
		switch r := out.Result.(type) {
		case *dynamodb.GetItemOutput:
			*billed = *r.ConsumedCapacity.CapacityUnits
		case *dynamodb.BatchGetItemOutput:
			*billed = *r.ConsumedCapacity[0].CapacityUnits
		case *dynamodb.QueryOutput:
			*billed = *r.ConsumedCapacity.CapacityUnits
		case *dynamodb.PutItemOutput:
			*billed = *r.ConsumedCapacity.CapacityUnits
		case *dynamodb.UpdateItemOutput:
			*billed = *r.ConsumedCapacity.CapacityUnits
		case *dynamodb.DeleteItemOutput:
			*billed = *r.ConsumedCapacity.CapacityUnits
		case *dynamodb.TransactWriteItemsOutput:
			*billed = *r.ConsumedCapacity[0].Table.CapacityUnits
		}
		return out, md, nil
	})
}
