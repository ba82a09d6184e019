package meter

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go/middleware"

	"mydata.nat.gov.tw/portal/pkg/store"
)

// Attach makes a client count its calls with the meter of their contexts. It is
// an option of store.NewDynamo.
func Attach(o *dynamodb.Options) {
	o.APIOptions = append(o.APIOptions, func(s *middleware.Stack) error {
		return s.Initialize.Add(middleware.InitializeMiddlewareFunc("Meter", around), middleware.Before)
	})
}

func around(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
	out, metadata, err := next.HandleInitialize(ctx, in)
	if m := From(ctx); m != nil {
		m.look(middleware.GetOperationName(ctx), in.Parameters, out.Result, err)
	}
	return out, metadata, err
}

// look counts one call by its input and output; output is nil after an error.
func (m *Meter) look(operation string, in, out any, err error) {
	lost := lostCondition(err)
	if err != nil && !lost {
		m.count(Call{Operation: operation}, nil)
		return
	}
	switch in := in.(type) {
	case *dynamodb.GetItemInput:
		m.Get(aws.ToBool(in.ConsistentRead), []store.Item{out.(*dynamodb.GetItemOutput).Item})
	case *dynamodb.BatchGetItemInput:
		m.batch(in, out.(*dynamodb.BatchGetItemOutput))
	case *dynamodb.QueryInput:
		m.Query(aws.ToBool(in.ConsistentRead), out.(*dynamodb.QueryOutput).Items)
	case *dynamodb.PutItemInput:
		m.Write(operation, m.put(in.Item), lost)
	case *dynamodb.DeleteItemInput:
		m.Write(operation, Image{Before: m.before(keyOf(in.Key))}, lost)
	case *dynamodb.UpdateItemInput:
		i := Image{Before: m.before(keyOf(in.Key))}
		if out, ok := out.(*dynamodb.UpdateItemOutput); ok && !lost {
			i.After = out.Attributes
		}
		if i.Before == nil {
			i.updates = named(in.ExpressionAttributeNames)
		}
		m.Write(operation, i, lost)
	case *dynamodb.TransactWriteItemsInput:
		var images []Image
		for _, item := range in.TransactItems {
			images = append(images, m.image(item))
		}
		m.Transact(images, lost)
	}
}

// batch counts the items a BatchGetItem found, and those it did not find.
func (m *Meter) batch(in *dynamodb.BatchGetItemInput, out *dynamodb.BatchGetItemOutput) {
	for table, ask := range in.RequestItems {
		items := out.Responses[table]
		missing := len(ask.Keys) - len(items) - len(out.UnprocessedKeys[table].Keys)
		m.Get(aws.ToBool(ask.ConsistentRead), append(slices.Clone(items), make([]store.Item, missing)...))
	}
}

func (m *Meter) put(item store.Item) Image { return Image{Before: m.before(keyOf(item)), After: item} }

// image is what one action of a transaction does. The new item of an Update does
// not come back, so it is taken to be as large as the old one.
func (m *Meter) image(item types.TransactWriteItem) Image {
	switch {
	case item.Put != nil:
		return m.put(item.Put.Item)
	case item.Delete != nil:
		return Image{Before: m.before(keyOf(item.Delete.Key))}
	case item.Update != nil:
		before := m.before(keyOf(item.Update.Key))
		return Image{Before: before, After: before, updates: named(item.Update.ExpressionAttributeNames)}
	case item.ConditionCheck != nil:
		before := m.before(keyOf(item.ConditionCheck.Key))
		return Image{Before: before, After: before}
	}
	return Image{}
}

// named reports whether an expression names an index's keys.
func named(names map[string]string) func(store.Index) bool {
	all := slices.Collect(maps.Values(names))
	return func(index store.Index) bool {
		pk, sk := index.Attributes()
		return slices.Contains(all, pk) || slices.Contains(all, sk)
	}
}

func lostCondition(err error) bool {
	var failed *types.ConditionalCheckFailedException
	var cancelled *types.TransactionCanceledException
	return errors.As(err, &failed) || errors.As(err, &cancelled)
}
