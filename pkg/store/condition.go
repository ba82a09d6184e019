package store

import (
	"strconv"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// attrPK and attrVersion are attributes that conditions name; attrTTL is when
// DynamoDB may delete the item, in Unix seconds; attrDue is when an event has to
// be delivered, and is missing once it was: the stream's filter looks at it.
const (
	attrPK      = "pk"
	attrSK      = "sk"
	attrVersion = "v"
	attrTTL     = "ttl"
	attrDue     = "due"
)

func absent() Condition              { return Condition{Attribute: attrPK, Test: Missing} }
func present() Condition             { return has(attrPK) }
func has(attribute string) Condition { return Condition{Attribute: attribute, Test: Exists} }

func is(attribute string, value types.AttributeValue) Condition {
	return Condition{Attribute: attribute, Test: Equals, Value: value}
}

// text and number are attribute values.
func text(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }

func number[N int | int64](n N) types.AttributeValue {
	return &types.AttributeValueMemberN{Value: strconv.FormatInt(int64(n), 10)}
}

// textOf and numberOf read them back; a missing or foreign one is zero.
func textOf(v types.AttributeValue) string {
	if s, ok := v.(*types.AttributeValueMemberS); ok {
		return s.Value
	}
	return ""
}

func numberOf(v types.AttributeValue) int64 {
	if s, ok := v.(*types.AttributeValueMemberN); ok {
		n, err := strconv.ParseInt(s.Value, 10, 64)
		if err == nil {
			return n
		}
	}
	return 0
}
