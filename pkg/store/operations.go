package store

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
)

// operations are those of the SDK's client that Dynamo uses. It holds them and
// not the client: beside the reflection of html/template the linker would keep
// all of the client's others too, one and a half megabytes of them.
type operations struct {
	GetItem            operation[dynamodb.GetItemInput, dynamodb.GetItemOutput]
	BatchGetItem       operation[dynamodb.BatchGetItemInput, dynamodb.BatchGetItemOutput]
	Query              operation[dynamodb.QueryInput, dynamodb.QueryOutput]
	PutItem            operation[dynamodb.PutItemInput, dynamodb.PutItemOutput]
	UpdateItem         operation[dynamodb.UpdateItemInput, dynamodb.UpdateItemOutput]
	DeleteItem         operation[dynamodb.DeleteItemInput, dynamodb.DeleteItemOutput]
	TransactWriteItems operation[dynamodb.TransactWriteItemsInput, dynamodb.TransactWriteItemsOutput]
}

type operation[In, Out any] func(context.Context, *In, ...func(*dynamodb.Options)) (*Out, error)

func operationsOf(c *dynamodb.Client) operations {
	return operations{
		GetItem: c.GetItem, BatchGetItem: c.BatchGetItem, Query: c.Query, PutItem: c.PutItem,
		UpdateItem: c.UpdateItem, DeleteItem: c.DeleteItem, TransactWriteItems: c.TransactWriteItems,
	}
}
