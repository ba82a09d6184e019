package storetest

import (
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"mydata.nat.gov.tw/portal/pkg/store"
)

func text(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }
func number(n int) types.AttributeValue {
	return &types.AttributeValueMemberN{Value: fmt.Sprint(n)}
}

// item is an item with one attribute more, shown in gsi1 under the same keys.
func item(pk, sk, name string, value types.AttributeValue) store.Item {
	return store.Item{"pk": text(pk), "sk": text(sk), "gsi1pk": text(pk), "gsi1sk": text(sk), name: value}
}

func put(pk, sk string, conditions ...store.Condition) store.Write {
	return store.Write{Action: store.Put, Key: store.Key{PK: pk, SK: sk}, Item: item(pk, sk, "n", number(1)), If: conditions}
}

func (b bench) write(t testing.TB, w store.Write) store.Item {
	t.Helper()
	after, err := b.Table.Write(t.Context(), w)
	if err != nil {
		t.Fatalf("write: %v", err)
	}
	return after
}

func attribute(i store.Item, name string) string {
	switch v := i[name].(type) {
	case *types.AttributeValueMemberS:
		return v.Value
	case *types.AttributeValueMemberN:
		return v.Value
	}
	return ""
}

var tableTests = []test{
	{"several keys come back in the order asked, missing ones as nil", func(t *testing.T, b bench) {
		b.write(t, put("a", "1"))
		b.write(t, put("a", "2"))
		items, err := b.Table.Get(t.Context(), true, store.Key{PK: "a", SK: "2"}, store.Key{PK: "x", SK: "9"}, store.Key{PK: "a", SK: "1"})
		if err != nil || len(items) != 3 || attribute(items[0], "sk") != "2" || items[1] != nil || attribute(items[2], "sk") != "1" {
			t.Errorf("got %v, %v", items, err)
		}
	}},
	{"each condition holds for what it says and loses otherwise", conditions},
	{"an update starts, sets, adds and removes", func(t *testing.T, b bench) {
		key := store.Key{PK: "a", SK: "1"}
		change := store.Change{Set: store.Item{"set": text("s")}, Start: store.Item{"start": text("first")}, Add: map[string]int{"n": 2}}
		b.write(t, store.Write{Action: store.Update, Key: key, Change: change})
		change.Start["start"], change.Remove = text("second"), []string{"set"}
		delete(change.Set, "set")
		after := b.write(t, store.Write{Action: store.Update, Key: key, Change: change})
		if attribute(after, "start") != "first" || attribute(after, "n") != "4" || after["set"] != nil || attribute(after, "pk") != "a" {
			t.Errorf("got %v", after)
		}
	}},
	{"deleting what is not there is no error", func(t *testing.T, b bench) {
		b.write(t, store.Write{Action: store.Delete, Key: store.Key{PK: "a", SK: "1"}})
	}},
	{"a lost condition undoes the whole transaction and is named", func(t *testing.T, b bench) {
		absent := store.Condition{Attribute: "pk", Test: store.Missing}
		b.write(t, put("a", "2"))
		err := b.Table.Transact(t.Context(), rand.Text(), []store.Write{put("a", "1", absent), put("a", "2", absent), put("a", "3", absent)})
		var lost *store.Lost
		if !errors.As(err, &lost) || !slices.Equal(lost.Writes, []int{1}) {
			t.Fatalf("got %v", err)
		}
		items, err := b.Table.Get(t.Context(), true, store.Key{PK: "a", SK: "1"}, store.Key{PK: "a", SK: "3"})
		if err != nil || items[0] != nil || items[1] != nil {
			t.Errorf("something was written: %v, %v", items, err)
		}
	}},
	{"a transaction repeated with its token has one effect", func(t *testing.T, b bench) {
		add := []store.Write{{Action: store.Update, Key: store.Key{PK: "a", SK: "1"}, Change: store.Change{Add: map[string]int{"n": 1}}}}
		token := rand.Text()
		for range 3 {
			if err := b.Table.Transact(t.Context(), token, add); err != nil {
				t.Fatal(err)
			}
		}
		items, err := b.Table.Get(t.Context(), true, add[0].Key)
		if err != nil || attribute(items[0], "n") != "1" {
			t.Errorf("got %v, %v", items, err)
		}
	}},
	{"a range is bounded, ordered, limited and continued", ranges},
	{"an index shows only what has its keys", func(t *testing.T, b bench) {
		b.write(t, put("a", "1"))
		hidden := item("a", "2", "n", number(1))
		delete(hidden, "gsi1sk")
		b.write(t, store.Write{Action: store.Put, Key: store.Key{PK: "a", SK: "2"}, Item: hidden})
		b.write(t, store.Write{Action: store.Update, Key: store.Key{PK: "a", SK: "1"}, Change: store.Change{Remove: []string{"gsi1pk"}}})
		b.settle()
		items, _, err := b.Table.Query(t.Context(), store.Query{Index: store.GSI1, PK: "a"})
		if err != nil || len(items) != 0 {
			t.Errorf("got %v, %v", items, err)
		}
	}},
}

func conditions(t *testing.T, b bench) {
	b.write(t, store.Write{Action: store.Put, Key: store.Key{PK: "a", SK: "1"},
		Item: store.Item{"pk": text("a"), "sk": text("1"), "n": number(9)}})
	for _, c := range []struct {
		name string
		sk   string
		test store.Condition
		hold bool
	}{
		{"missing item", "0", store.Condition{Attribute: "pk", Test: store.Missing}, true},
		{"missing, but there", "1", store.Condition{Attribute: "pk", Test: store.Missing}, false},
		{"exists", "1", store.Condition{Attribute: "n", Test: store.Exists}, true},
		{"exists, but not this attribute", "1", store.Condition{Attribute: "m", Test: store.Exists}, false},
		{"equals", "1", store.Condition{Attribute: "n", Test: store.Equals, Value: number(9)}, true},
		{"equals another value", "1", store.Condition{Attribute: "n", Test: store.Equals, Value: number(8)}, false},
		{"equals by another type", "1", store.Condition{Attribute: "n", Test: store.Equals, Value: text("9")}, false},
		{"equals, no item", "0", store.Condition{Attribute: "n", Test: store.Equals, Value: number(9)}, false},
	} {
		check := store.Write{Action: store.Check, Key: store.Key{PK: "a", SK: c.sk}, If: []store.Condition{c.test}}
		err := b.Table.Transact(t.Context(), rand.Text(), []store.Write{check})
		if lost := (*store.Lost)(nil); c.hold != (err == nil) || (err != nil && !errors.As(err, &lost)) {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}

func ranges(t *testing.T, b bench) {
	for _, sk := range []string{"a", "b1", "b2", "b3", "c"} {
		b.write(t, put("p", sk))
	}
	b.write(t, put("q", "b2"))
	b.settle()
	for _, index := range []store.Index{"", store.GSI1} {
		for _, c := range []struct {
			name string
			q    store.Query
			want string
			more bool
		}{
			{"whole", store.Query{}, "[a b1 b2 b3 c]", false},
			{"from", store.Query{Range: store.Range{From: "b2"}}, "[b2 b3 c]", false},
			{"to", store.Query{Range: store.Range{To: "b2"}}, "[a b1 b2]", false},
			{"between", store.Query{Range: store.Range{From: "b", To: "c"}}, "[b1 b2 b3 c]", false},
			{"backward", store.Query{Range: store.Range{To: "b3"}, Backward: true}, "[b3 b2 b1 a]", false},
			{"limited", store.Query{Limit: 2}, "[a b1]", true},
			{"continued", store.Query{Limit: 2, After: item("p", "b1", "n", number(1))}, "[b2 b3]", true},
			{"continued backward", store.Query{After: item("p", "b1", "n", number(1)), Backward: true}, "[a]", false},
			{"nothing there", store.Query{Range: store.Range{From: "x"}}, "[]", false},
		} {
			c.q.PK, c.q.Index = "p", index
			items, more, err := b.Table.Query(t.Context(), c.q)
			got := fmt.Sprint(ids(items, func(i store.Item) string { return attribute(i, "sk") }))
			if err != nil || got != c.want || more != c.more {
				t.Errorf("%q %s: got %s, more %v, %v; want %s, more %v", index, c.name, got, more, err, c.want, c.more)
			}
		}
	}
}
