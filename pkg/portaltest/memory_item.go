package portaltest

import (
	"maps"
	"reflect"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"mydata.nat.gov.tw/portal/pkg/store"
)

// holds evaluates a condition on an item, nil where there is none.
func holds(c store.Condition, item store.Item) bool {
	have, ok := item[c.Attribute]
	switch c.Test {
	case store.Missing:
		return !ok
	case store.Exists:
		return ok
	case store.Equals:
		return ok && reflect.DeepEqual(have, c.Value)
	}
	return false
}

func float(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64) // numbers come from store.Write, which wrote them
	return f
}

// changed is the item after an update; old is nil where there was none.
func changed(key store.Key, old store.Item, c store.Change) store.Item {
	item := store.Item{"pk": &types.AttributeValueMemberS{Value: key.PK}, "sk": &types.AttributeValueMemberS{Value: key.SK}}
	maps.Copy(item, old)
	for name, value := range c.Start {
		if _, ok := old[name]; !ok {
			item[name] = copied(value)
		}
	}
	for name, value := range c.Set {
		item[name] = copied(value)
	}
	for name, n := range c.Add {
		sum := 0.0
		if have, ok := old[name].(*types.AttributeValueMemberN); ok {
			sum = float(have.Value)
		}
		item[name] = &types.AttributeValueMemberN{Value: strconv.FormatFloat(sum+float64(n), 'f', -1, 64)}
	}
	for _, name := range c.Remove {
		delete(item, name)
	}
	return item
}

// clone copies an item to the bottom, so that nobody changes what is stored; a
// nil one stays nil.
func clone(item store.Item) store.Item {
	if item == nil {
		return nil
	}
	next := make(store.Item, len(item))
	for name, v := range item {
		next[name] = copied(v)
	}
	return next
}

func copied(v types.AttributeValue) types.AttributeValue {
	switch v := v.(type) {
	case *types.AttributeValueMemberM:
		return &types.AttributeValueMemberM{Value: clone(v.Value)}
	case *types.AttributeValueMemberL:
		list := make([]types.AttributeValue, len(v.Value))
		for i, e := range v.Value {
			list[i] = copied(e)
		}
		return &types.AttributeValueMemberL{Value: list}
	case *types.AttributeValueMemberB:
		return &types.AttributeValueMemberB{Value: append([]byte{}, v.Value...)}
	}
	return v // texts, numbers and truth values are never changed in place
}
