package meter

import (
	"reflect"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"mydata.nat.gov.tw/portal/pkg/store"
)

// What one unit covers, in bytes.
const (
	readBlock  = 4096
	writeBlock = 1024
)

func blocks(bytes, block int) float64 { return float64(max(1, (bytes+block-1)/block)) }

func readUnits(bytes int, consistent bool) float64 {
	units := blocks(bytes, readBlock)
	if !consistent {
		units /= 2
	}
	return units
}

func writeUnits(item store.Item) float64 { return blocks(Size(item), writeBlock) }

// Image is an item before and after a write; nil where there was or is none.
// Of a check, both are the same.
type Image struct {
	Before, After store.Item
	updates       func(store.Index) bool // of an Update not wholly known: whether it names the index's keys
}

func (i Image) tableUnits() float64 { return max(writeUnits(i.Before), writeUnits(i.After)) }

func (i Image) indexUnits() float64 {
	units := 0.0
	for _, index := range store.Indexes() {
		units += i.unitsOf(index)
	}
	return units
}

func (i Image) unitsOf(index store.Index) float64 {
	if i.updates != nil {
		return i.guess(index)
	}
	before, after := shown(index, i.Before), shown(index, i.After)
	switch {
	case before && after && !sameKeys(index, i.Before, i.After):
		return writeUnits(i.Before) + writeUnits(i.After)
	case before && after && reflect.DeepEqual(i.Before, i.After):
		return 0
	case before && after:
		return max(writeUnits(i.Before), writeUnits(i.After))
	case before:
		return writeUnits(i.Before)
	case after:
		return writeUnits(i.After)
	}
	return 0
}

// guess is what an Update of an unseen item costs in an index.
func (i Image) guess(index store.Index) float64 {
	units, named, after := writeUnits(i.After), i.updates(index), shown(index, i.After)
	switch {
	case named && after: // moved
		return 2 * units
	case named || after: // removed, or changed in place
		return units
	}
	return 0
}

func shown(index store.Index, item store.Item) bool {
	pk, sk := index.Attributes()
	return item[pk] != nil && item[sk] != nil
}

func sameKeys(index store.Index, a, b store.Item) bool {
	pk, sk := index.Attributes()
	return text(a[pk]) == text(b[pk]) && text(a[sk]) == text(b[sk])
}

func keyOf(item store.Item) store.Key {
	return store.Key{PK: text(item["pk"]), SK: text(item["sk"])}
}

func text(v types.AttributeValue) string {
	if s, ok := v.(*types.AttributeValueMemberS); ok {
		return s.Value
	}
	return ""
}
