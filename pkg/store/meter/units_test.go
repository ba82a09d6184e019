package meter_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"mydata.nat.gov.tw/portal/pkg/store"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
)

func text(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }
func num(s string) types.AttributeValue  { return &types.AttributeValueMemberN{Value: s} }

// item is an item of n bytes in all, with further attributes.
func item(n int, more store.Item) store.Item {
	i := store.Item{"pk": text("p"), "sk": text("s")}
	for name, v := range more {
		i[name] = v
	}
	i["d"] = text(strings.Repeat("x", n-meter.Size(i)-1))
	return i
}

func in1(sk string) store.Item { return store.Item{"gsi1pk": text("g"), "gsi1sk": text(sk)} }

func TestSizeFollowsTheRulesOfAWS(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		item store.Item
		want int
	}{
		{"nothing", nil, 0},
		{"text counts UTF-8 bytes", store.Item{"名": text("銀行")}, 3 + 6},
		{"binary counts bytes", store.Item{"b": &types.AttributeValueMemberB{Value: []byte{1, 2, 3}}}, 1 + 3},
		{"a number counts pairs of digits", store.Item{"n": num("12345")}, 1 + 3 + 1},
		{"zeros around a number are free", store.Item{"n": num("0012300")}, 1 + 2 + 1},
		{"zero", store.Item{"n": num("0")}, 1 + 1},
		{"a minus sign counts", store.Item{"n": num("-12")}, 1 + 1 + 1 + 1},
		{"a fraction", store.Item{"n": num("1.5")}, 1 + 1 + 1},
		{"truth and null", store.Item{"t": &types.AttributeValueMemberBOOL{Value: true}, "u": &types.AttributeValueMemberNULL{Value: true}}, 4},
		{"a list", store.Item{"l": &types.AttributeValueMemberL{Value: []types.AttributeValue{text("ab"), text("c")}}}, 1 + 3 + 2 + 1 + 1 + 1},
		{"a map", store.Item{"m": &types.AttributeValueMemberM{Value: store.Item{"k": text("v")}}}, 1 + 3 + 2 + 1},
	} {
		if got := meter.Size(c.item); got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, got, c.want)
		}
	}
}

func TestReadsCostByRoundedSize(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		read func(*meter.Meter)
		want float64
	}{
		{"4 KB consistently", func(m *meter.Meter) { m.Get(true, []store.Item{item(4096, nil)}) }, 1},
		{"one byte more", func(m *meter.Meter) { m.Get(true, []store.Item{item(4097, nil)}) }, 2},
		{"half for eventually consistent", func(m *meter.Meter) { m.Get(false, []store.Item{item(4097, nil)}) }, 1},
		{"what is absent", func(m *meter.Meter) { m.Get(true, []store.Item{nil}) }, 1},
		{"a batch rounds each item", func(m *meter.Meter) { m.Get(true, []store.Item{item(100, nil), item(100, nil), nil}) }, 3},
		{"a query rounds the sum", func(m *meter.Meter) {
			m.Query(false, []store.Item{item(100, nil), item(100, nil), item(4000, nil)})
		}, 1},
		{"an empty query", func(m *meter.Meter) { m.Query(true, nil) }, 1},
	} {
		_, m := meter.With(t.Context())
		c.read(m)
		if got := m.Total(); got != (meter.Usage{Requests: 1, Read: c.want}) {
			t.Errorf("%s: got %+v, want %v", c.name, got, c.want)
		}
	}
}

func TestWritesCostByTableAndIndexes(t *testing.T) {
	t.Parallel()
	two := in1("1")
	two["gsi2pk"], two["gsi2sk"] = text("h"), text("1")
	for _, c := range []struct {
		name          string
		before, after store.Item
		single, tx    float64
	}{
		{"a new item of 1 KB", nil, item(1024, nil), 1, 2},
		{"one byte more", nil, item(1025, nil), 2, 4},
		{"a small one over a large one", item(3000, nil), item(100, nil), 3, 6},
		{"a deletion", item(3000, nil), nil, 3, 6},
		{"new in two indexes", nil, item(1500, two), 2 + 2 + 2, 4 + 2 + 2},
		{"changed in an index", item(500, in1("1")), item(501, in1("1")), 1 + 1, 2 + 1},
		{"moved in an index", item(1500, in1("1")), item(500, in1("2")), 2 + 3, 4 + 3},
		{"removed from an index", item(500, in1("1")), item(500, nil), 1 + 1, 2 + 1},
		{"nothing changed", item(500, two), item(500, two), 1, 2},
		{"half a key is in no index", nil, item(500, store.Item{"gsi1pk": text("g")}), 1, 2},
	} {
		_, m := meter.With(t.Context())
		image := meter.Image{Before: c.before, After: c.after}
		m.Write("PutItem", image, false)
		m.Transact([]meter.Image{image}, false)
		m.Transact([]meter.Image{image}, true)
		calls := m.Calls()
		failed := 2 * max(1, float64((max(meter.Size(c.before), meter.Size(c.after))+1023)/1024))
		if calls[0].Write != c.single || calls[1].Write != c.tx || calls[2].Write != failed {
			t.Errorf("%s: got %v, want %v, %v and failed %v", c.name, calls, c.single, c.tx, failed)
		}
	}
}

func TestWithoutAMeterNothingIsCounted(t *testing.T) {
	t.Parallel()
	m := meter.From(t.Context())
	m.Get(true, nil)
	m.Query(true, nil)
	m.Write("PutItem", meter.Image{}, false)
	if m != nil {
		t.Error("a context without a meter has one")
	}
}
