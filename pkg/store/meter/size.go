package meter

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"mydata.nat.gov.tw/portal/pkg/store"
)

// Size is an item's size in bytes as DynamoDB bills it: names and texts in
// UTF-8, binary as it is, numbers by their digits, three bytes for a list or map
// and one more for each element. A nil item has none.
func Size(item store.Item) int {
	n := 0
	for name, v := range item {
		n += len(name) + valueSize(v)
	}
	return n
}

func valueSize(v types.AttributeValue) int {
	n := 0
	switch v := v.(type) {
	case *types.AttributeValueMemberS:
		return len(v.Value)
	case *types.AttributeValueMemberN:
		return numberSize(v.Value)
	case *types.AttributeValueMemberB:
		return len(v.Value)
	case *types.AttributeValueMemberL:
		for _, e := range v.Value {
			n += valueSize(e) + 1
		}
		return n + 3
	case *types.AttributeValueMemberM:
		return Size(v.Value) + len(v.Value) + 3
	}
	return 1 // truth values and null; the store writes no sets
}

// numberSize is one byte for every two significant digits and one more, and one
// for a minus sign.
func numberSize(s string) int {
	digits, minus := s, 0
	if strings.HasPrefix(s, "-") {
		digits, minus = s[1:], 1
	}
	digits = strings.Trim(strings.Replace(digits, ".", "", 1), "0")
	return (len(digits)+1)/2 + 1 + minus
}
