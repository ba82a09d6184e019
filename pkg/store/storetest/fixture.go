package storetest

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// noon is the moment tests take place at, in the evening of 2024-04-01 in Taipei.
var noon = time.Date(2024, 4, 1, 12, 0, 0, 0, time.UTC)

// filled is a record with something in every field, so that one that is not
// stored shows.
func filled[R any](t testing.TB) R {
	t.Helper()
	var record R
	n := 0
	fill(t, reflect.ValueOf(&record).Elem(), &n)
	return record
}

func fill(t testing.TB, v reflect.Value, n *int) {
	t.Helper()
	*n++
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(noon.Add(time.Duration(*n) * time.Millisecond)))
		return
	case calendar.Date:
		v.Set(reflect.ValueOf(calendar.Date{Year: 2024, Month: time.May, Day: 1 + *n%28}))
		return
	case netip.Addr:
		v.Set(reflect.ValueOf(netip.AddrFrom4([4]byte{203, 0, 113, byte(*n)})))
		return
	case json.RawMessage:
		v.Set(reflect.ValueOf(json.RawMessage(`{"n":1}`)))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("字%d", *n))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Uint16, reflect.Uint8:
		v.SetUint(uint64(*n % 200))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(t, v.Index(0), n)
		fill(t, v.Index(1), n)
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(t, key, n)
		fill(t, value, n)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), n)
		}
	default:
		t.Fatalf("the fixture cannot fill a %s", v.Type())
	}
}

// entry is the audit entry that a change of an object needs.
func entry(object string, seq int) audit.Entry {
	return audit.Seal("", audit.Entry{Object: object, Seq: seq, Time: noon, Act: "test.act", Actor: audit.Actor{Role: "system"}})
}

// change is a Tx that puts records, with an audit entry about an object made
// up of name.
func change(name string, records ...onboarding.Record) onboarding.Tx {
	return onboarding.Tx{Puts: records, Audit: []audit.Entry{entry("test/"+name, 1)}}
}

func (b bench) commit(t testing.TB, tx onboarding.Tx) {
	t.Helper()
	if err := b.Commit(t.Context(), tx); err != nil {
		t.Fatalf("commit: %v", err)
	}
}

// waiting is an open stage of a case's first round.
func waiting(caseID string, party string, opened time.Time) casefile.Stage {
	return casefile.Stage{CaseID: caseID, Review: 1, Round: 1, Order: 1, Party: chain.Ops, PartyID: party,
		Opened: opened, Number: "B1130401" + caseID, Version: 1}
}

// want fails where a read went wrong or gave something else.
func want[T any](t testing.TB, expected T) func(T, error) {
	return func(got T, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("unexpected: %v", err)
		}
		if diff := cmp.Diff(expected, got, cmpopts.EquateEmpty(), cmpopts.EquateComparable(netip.Addr{})); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantCode(t testing.TB, err error, code fault.Code) {
	t.Helper()
	if fault.CodeOf(err) != code {
		t.Errorf("got %v, want a fault %q", err, code)
	}
}

// ids shortens a list to what tells its rows apart.
func ids[R any](rows []R, id func(R) string) []string {
	list := []string{}
	for _, r := range rows {
		list = append(list, id(r))
	}
	return list
}
