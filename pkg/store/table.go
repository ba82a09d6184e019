package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// Item is one stored item: its attributes by name, keys included.
type Item = map[string]types.AttributeValue

// Key is an item's place in the table.
type Key struct{ PK, SK string }

// String is the key as logs show it. Keys whose items name people or
// addresses never get there: see nameOf.
func (k Key) String() string { return k.PK + " " + k.SK }

// Index names a secondary index; the empty Index is the table itself.
type Index string

// The three overloaded, sparse indexes. Their keys are the attributes with the
// index's name and "pk" or "sk" behind it.
const (
	GSI1 Index = "gsi1"
	GSI2 Index = "gsi2"
	GSI3 Index = "gsi3"
)

// Indexes lists them all.
func Indexes() []Index { return []Index{GSI1, GSI2, GSI3} }

// Attributes returns the names of the partition key and the sort key: "pk" and
// "sk" for the table itself.
func (i Index) Attributes() (pk, sk string) { return string(i) + "pk", string(i) + "sk" }

// Table is what the store needs of DynamoDB: Dynamo does it there, and
// portaltest.Memory in memory. Its errors are *Lost, ErrBusy, or a fault that
// no repetition heals within the request.
type Table interface {
	// Get reads up to 100 items in one request, in the order of keys, with nil
	// for what does not exist. Without consistent a recent write may be missing.
	Get(ctx context.Context, consistent bool, keys ...Key) ([]Item, error)
	// Query reads a range of one partition in one request. More is true where
	// the answer ended before the range did. The table itself is read
	// consistently, an index never.
	Query(ctx context.Context, q Query) (items []Item, more bool, err error)
	// Write makes one conditional write and returns the item as it stands
	// after an Update, nil after anything else.
	Write(ctx context.Context, w Write) (Item, error)
	// Transact makes all writes or none. A repetition with the same token
	// within ten minutes has no second effect.
	Transact(ctx context.Context, token string, writes []Write) error
}

// Query asks for the items of one partition, in the order of their sort keys.
type Query struct {
	Index    Index
	PK       string
	Range    Range
	Backward bool
	Limit    int  // 0: as many as one answer of DynamoDB holds (1 MB)
	After    Item // the last item seen, or its keys; nil from the beginning
}

// Range narrows a query by sort key. Both bounds belong to it; an empty one is
// open. The zero Range is the whole partition.
type Range struct{ From, To string }

// Action is what a Write does.
type Action int

// The actions of a transaction. Only Update can write a part of an item.
const (
	Put Action = iota + 1
	Update
	Delete
	Check // changes nothing; allowed in transactions only
)

// Write is one conditional write. All of If must hold.
type Write struct {
	Action Action
	Key    Key
	If     []Condition
	Item   Item   // of a Put, whole
	Change Change // of an Update
}

// Change is what an Update does to an item, which it makes where there is none.
type Change struct {
	Set    Item           // attributes to replace
	Start  Item           // attributes to set where they are missing
	Add    map[string]int // numbers to add to attributes, from 0 where they are missing
	Remove []string
}

// Test compares an attribute.
type Test int

// The tests. A missing attribute fails every one but Missing.
const (
	Missing Test = iota + 1
	Exists
	Equals
)

// Condition is one test of one attribute of the item as it stands.
type Condition struct {
	Attribute string
	Test      Test
	Value     types.AttributeValue // of Equals
}

// Lost reports writes whose conditions did not hold. Nothing was written.
type Lost struct {
	Writes []int // which of the writes, counted from 0
}

// Error lists the writes.
func (l *Lost) Error() string { return fmt.Sprintf("condition lost at writes %v", l.Writes) }

// ErrBusy says that DynamoDB refused for the moment: a throttle, or another
// transaction on the same items. Nothing was written; to repeat is right.
var ErrBusy = errors.New("table busy")
