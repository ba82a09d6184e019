package store

import (
	"context"
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/expression"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Write makes one conditional write by PutItem, UpdateItem or DeleteItem.
func (d *Dynamo) Write(ctx context.Context, w Write) (Item, error) {
	e, err := build(w)
	if err != nil {
		return nil, err
	}
	switch w.Action {
	case Put:
		_, err = d.client.PutItem(ctx, &dynamodb.PutItemInput{TableName: &d.name, Item: w.Item,
			ConditionExpression: e.Condition(), ExpressionAttributeNames: e.Names(), ExpressionAttributeValues: e.Values()})
	case Delete:
		_, err = d.client.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: &d.name, Key: w.Key.attributes(),
			ConditionExpression: e.Condition(), ExpressionAttributeNames: e.Names(), ExpressionAttributeValues: e.Values()})
	case Update:
		var out *dynamodb.UpdateItemOutput
		out, err = d.client.UpdateItem(ctx, &dynamodb.UpdateItemInput{TableName: &d.name, Key: w.Key.attributes(),
			UpdateExpression: e.Update(), ConditionExpression: e.Condition(),
			ExpressionAttributeNames: e.Names(), ExpressionAttributeValues: e.Values(), ReturnValues: types.ReturnValueAllNew})
		if err == nil {
			return out.Attributes, nil
		}
	default:
		return nil, fault.Newf(fault.Internal, "action %d outside a transaction", w.Action)
	}
	if err != nil {
		return nil, translate(err)
	}
	return nil, nil
}

// Transact makes all writes or none by one TransactWriteItems.
func (d *Dynamo) Transact(ctx context.Context, token string, writes []Write) error {
	in := &dynamodb.TransactWriteItemsInput{ClientRequestToken: &token}
	for _, w := range writes {
		item, err := d.transactItem(w)
		if err != nil {
			return err
		}
		in.TransactItems = append(in.TransactItems, item)
	}
	_, err := d.client.TransactWriteItems(ctx, in)
	if err != nil {
		return translate(err)
	}
	return nil
}

func (d *Dynamo) transactItem(w Write) (types.TransactWriteItem, error) {
	var item types.TransactWriteItem
	e, err := build(w)
	if err != nil {
		return item, err
	}
	switch w.Action {
	case Put:
		item.Put = &types.Put{TableName: &d.name, Item: w.Item,
			ConditionExpression: e.Condition(), ExpressionAttributeNames: e.Names(), ExpressionAttributeValues: e.Values()}
	case Update:
		item.Update = &types.Update{TableName: &d.name, Key: w.Key.attributes(), UpdateExpression: e.Update(),
			ConditionExpression: e.Condition(), ExpressionAttributeNames: e.Names(), ExpressionAttributeValues: e.Values()}
	case Delete:
		item.Delete = &types.Delete{TableName: &d.name, Key: w.Key.attributes(),
			ConditionExpression: e.Condition(), ExpressionAttributeNames: e.Names(), ExpressionAttributeValues: e.Values()}
	case Check:
		item.ConditionCheck = &types.ConditionCheck{TableName: &d.name, Key: w.Key.attributes(),
			ConditionExpression: e.Condition(), ExpressionAttributeNames: e.Names(), ExpressionAttributeValues: e.Values()}
	}
	return item, nil
}

// build renders conditions and change; without either it is the empty expression.
func build(w Write) (expression.Expression, error) {
	b, parts := expression.NewBuilder(), len(w.If)
	if parts > 0 {
		b = b.WithCondition(conditionOf(w.If))
	}
	if w.Action == Update {
		b, parts = b.WithUpdate(updateOf(w.Change)), parts+1
	}
	if parts == 0 {
		return expression.Expression{}, nil
	}
	e, err := b.Build()
	if err != nil {
		return e, &fault.Error{Code: fault.Internal, Op: "store.build", Err: err}
	}
	return e, nil
}

func conditionOf(list []Condition) expression.ConditionBuilder {
	var all expression.ConditionBuilder
	for i, c := range list {
		name, value := expression.Name(c.Attribute), expression.Value(c.Value)
		var one expression.ConditionBuilder
		switch c.Test {
		case Missing:
			one = name.AttributeNotExists()
		case Exists:
			one = name.AttributeExists()
		case Equals:
			one = name.Equal(value)
		}
		if i == 0 {
			all = one
			continue
		}
		all = all.And(one)
	}
	return all
}

// updateOf renders a change in the order of names: a request that is repeated
// under its token must be the same to the letter.
func updateOf(c Change) expression.UpdateBuilder {
	var u expression.UpdateBuilder
	for _, name := range slices.Sorted(maps.Keys(c.Set)) {
		u = u.Set(expression.Name(name), expression.Value(c.Set[name]))
	}
	for _, name := range slices.Sorted(maps.Keys(c.Start)) {
		u = u.Set(expression.Name(name), expression.Name(name).IfNotExists(expression.Value(c.Start[name])))
	}
	for _, name := range slices.Sorted(maps.Keys(c.Add)) {
		u = u.Add(expression.Name(name), expression.Value(c.Add[name]))
	}
	for _, name := range c.Remove {
		u = u.Remove(expression.Name(name))
	}
	return u
}
