package meter_test

import (
	"context"
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go/middleware"
	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/store"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
)

// replying is a metered table whose DynamoDB gives one answer after the other.
func replying(replies ...any) *store.Dynamo {
	canned := func(s *middleware.Stack) error {
		return s.Initialize.Add(middleware.InitializeMiddlewareFunc("Canned", func(context.Context, middleware.InitializeInput, middleware.InitializeHandler) (out middleware.InitializeOutput, md middleware.Metadata, err error) {
			next := replies[0]
			replies = replies[1:]
			if err, ok := next.(error); ok {
				return out, md, err
			}
			out.Result = next
			return out, md, nil
		}), middleware.After)
	}
	return store.NewDynamo(aws.Config{Region: "r"}, "table", meter.Attach, func(o *dynamodb.Options) {
		o.APIOptions = append(o.APIOptions, canned)
	})
}

func TestTheMiddlewareCountsWhatItSees(t *testing.T) {
	t.Parallel()
	key := store.Key{PK: "p", SK: "s"}
	put := store.Write{Action: store.Put, Key: key, Item: item(1500, in1("2"))}
	update := func(name string) store.Write {
		return store.Write{Action: store.Update, Key: key, Change: store.Change{Set: store.Item{name: text("1")}}}
	}
	found := &dynamodb.GetItemOutput{Item: item(2500, in1("1"))}
	lost := &types.TransactionCanceledException{CancellationReasons: []types.CancellationReason{{Code: aws.String("ConditionalCheckFailed")}}}
	for _, c := range []struct {
		name    string
		replies []any
		do      func(context.Context, *store.Dynamo)
		want    []meter.Call
	}{
		{"a batch with an absent item", []any{&dynamodb.BatchGetItemOutput{Responses: map[string][]map[string]types.AttributeValue{"table": {item(5000, nil)}}}},
			func(ctx context.Context, d *store.Dynamo) { _, _ = d.Get(ctx, true, key, store.Key{PK: "x", SK: "y"}) },
			[]meter.Call{{Operation: "BatchGetItem", Read: 3}}},
		{"a query of an index", []any{&dynamodb.QueryOutput{Items: []store.Item{item(3000, nil), item(3000, nil)}}},
			func(ctx context.Context, d *store.Dynamo) {
				_, _, _ = d.Query(ctx, store.Query{Index: store.GSI1, PK: "g"})
			},
			[]meter.Call{{Operation: "Query", Read: 1}}},
		{"a put of something unseen", []any{&dynamodb.PutItemOutput{}},
			func(ctx context.Context, d *store.Dynamo) { _, _ = d.Write(ctx, put) },
			[]meter.Call{{Operation: "PutItem", Write: 2 + 2}}},
		{"a transaction on what was read moves the index entry", []any{found, &dynamodb.TransactWriteItemsOutput{}},
			func(ctx context.Context, d *store.Dynamo) {
				_, _ = d.Get(ctx, true, key)
				_ = d.Transact(ctx, "t", []store.Write{put, {Action: store.Check, Key: store.Key{PK: "q", SK: "s"}, If: []store.Condition{{Attribute: "pk", Test: store.Exists}}}})
			},
			[]meter.Call{{Operation: "GetItem", Read: 1}, {Operation: "TransactWriteItems", Write: 2*3 + 3 + 2 + 2}}},
		{"a lost transaction costs the table only", []any{lost},
			func(ctx context.Context, d *store.Dynamo) { _ = d.Transact(ctx, "t", []store.Write{put}) },
			[]meter.Call{{Operation: "TransactWriteItems", Write: 4}}},
		{"an update that names the keys of an index moves the entry", []any{&dynamodb.UpdateItemOutput{Attributes: item(500, in1("2"))}},
			func(ctx context.Context, d *store.Dynamo) { _, _ = d.Write(ctx, update("gsi1sk")) },
			[]meter.Call{{Operation: "UpdateItem", Write: 1 + 2}}},
		{"an update that does not changes it", []any{&dynamodb.UpdateItemOutput{Attributes: item(500, in1("2"))}},
			func(ctx context.Context, d *store.Dynamo) { _, _ = d.Write(ctx, update("seen")) },
			[]meter.Call{{Operation: "UpdateItem", Write: 1 + 1}}},
		{"a delete of what was read", []any{found, &dynamodb.DeleteItemOutput{}},
			func(ctx context.Context, d *store.Dynamo) {
				_, _ = d.Get(ctx, false, key)
				_, _ = d.Write(ctx, store.Write{Action: store.Delete, Key: key})
			},
			[]meter.Call{{Operation: "GetItem", Read: 0.5}, {Operation: "DeleteItem", Write: 3 + 3}}},
		{"a request that failed is a request", []any{errors.New("no connection")},
			func(ctx context.Context, d *store.Dynamo) { _, _ = d.Get(ctx, true, key) },
			[]meter.Call{{Operation: "GetItem"}}},
	} {
		ctx, m := meter.With(t.Context())
		c.do(ctx, replying(c.replies...))
		if diff := cmp.Diff(c.want, m.Calls()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.name, diff)
		}
	}
}
