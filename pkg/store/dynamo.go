package store

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/expression"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// Limits of one HTTP request to DynamoDB. An attempt that hangs is given up and
// repeated while the operation still has time.
const (
	attempts       = 4
	attemptTimeout = 2 * time.Second
)

// Dynamo is a Table of DynamoDB.
type Dynamo struct {
	client operations
	name   string
}

var _ Table = (*Dynamo)(nil)

// NewDynamo returns the table with that name. What options set comes after our
// own limits and may change them.
func NewDynamo(cfg aws.Config, name string, options ...func(*dynamodb.Options)) *Dynamo {
	limits := func(o *dynamodb.Options) {
		o.Retryer = retry.NewStandard(func(o *retry.StandardOptions) {
			o.MaxAttempts, o.MaxBackoff = attempts, longestWait
		})
		o.HTTPClient = awshttp.NewBuildableClient().WithTimeout(attemptTimeout)
	}
	options = append([]func(*dynamodb.Options){limits}, options...)
	return &Dynamo{client: operationsOf(dynamodb.NewFromConfig(cfg, options...)), name: name}
}

// Get reads one key by GetItem and several by BatchGetItem, and asks again for
// keys DynamoDB left unprocessed.
func (d *Dynamo) Get(ctx context.Context, consistent bool, keys ...Key) ([]Item, error) {
	if len(keys) == 1 {
		out, err := d.client.GetItem(ctx, &dynamodb.GetItemInput{
			TableName: &d.name, Key: keys[0].attributes(), ConsistentRead: &consistent})
		if err != nil {
			return nil, translate(err)
		}
		return []Item{out.Item}, nil
	}
	read := make(map[Key]Item, len(keys))
	ask := types.KeysAndAttributes{ConsistentRead: &consistent}
	for _, k := range keys {
		ask.Keys = append(ask.Keys, k.attributes())
	}
	for n := 0; len(ask.Keys) > 0; n++ {
		if n > 0 && !pause(ctx, n) {
			return nil, unavailable(ErrBusy)
		}
		out, err := d.client.BatchGetItem(ctx, &dynamodb.BatchGetItemInput{
			RequestItems: map[string]types.KeysAndAttributes{d.name: ask}})
		if err != nil {
			return nil, translate(err)
		}
		for _, item := range out.Responses[d.name] {
			read[keyOf(item)] = item
		}
		ask.Keys = out.UnprocessedKeys[d.name].Keys
	}
	items := make([]Item, len(keys))
	for i, k := range keys {
		items[i] = read[k]
	}
	return items, nil
}

// Query reads one answer of a partition.
func (d *Dynamo) Query(ctx context.Context, q Query) ([]Item, bool, error) {
	e, err := expression.NewBuilder().WithKeyCondition(keyCondition(q)).Build()
	if err != nil {
		return nil, false, translate(err)
	}
	in := &dynamodb.QueryInput{
		TableName:                 &d.name,
		KeyConditionExpression:    e.KeyCondition(),
		ExpressionAttributeNames:  e.Names(),
		ExpressionAttributeValues: e.Values(),
		ScanIndexForward:          aws.Bool(!q.Backward),
		ConsistentRead:            aws.Bool(q.Index == ""),
	}
	if q.Index != "" {
		in.IndexName = aws.String(string(q.Index))
	}
	if q.Limit > 0 {
		in.Limit = aws.Int32(int32(q.Limit))
	}
	if q.After != nil {
		in.ExclusiveStartKey = q.placeOf(q.After)
	}
	out, err := d.client.Query(ctx, in)
	if err != nil {
		return nil, false, translate(err)
	}
	return out.Items, len(out.LastEvaluatedKey) > 0, nil
}

func keyCondition(q Query) expression.KeyConditionBuilder {
	pk, sk := q.Index.Attributes()
	c := expression.Key(pk).Equal(expression.Value(q.PK))
	from, to := expression.Value(q.Range.From), expression.Value(q.Range.To)
	switch {
	case q.Range.From != "" && q.Range.To != "":
		c = c.And(expression.Key(sk).Between(from, to))
	case q.Range.From != "":
		c = c.And(expression.Key(sk).GreaterThanEqual(from))
	case q.Range.To != "":
		c = c.And(expression.Key(sk).LessThanEqual(to))
	}
	return c
}

// placeOf keeps the attributes of an item that say where a query stood.
func (q Query) placeOf(item Item) Item {
	pk, sk := q.Index.Attributes()
	place := Item{}
	for _, name := range []string{attrPK, attrSK, pk, sk} {
		place[name] = item[name]
	}
	return place
}

func (k Key) attributes() Item { return Item{attrPK: text(k.PK), attrSK: text(k.SK)} }

func keyOf(item Item) Key { return Key{textOf(item[attrPK]), textOf(item[attrSK])} }
