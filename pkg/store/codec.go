package store

import (
	"reflect"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// instant is how times are written, in keys and attributes: UTC, whole
// milliseconds, always of one length, so that text order is time order.
const instant = "2006-01-02T15:04:05.000Z"

func stamp(t time.Time) string { return t.UTC().Format(instant) }

// instantOf reads a stamp; the zero time where there is none.
func instantOf(s string) time.Time {
	t, err := time.Parse(instant, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

// encode turns a record into attributes named as in its JSON form. Types with a
// text form (dates, addresses) are stored in it, and times as instants.
func encode(record any) (Item, error) {
	item, err := attributevalue.MarshalMapWithOptions(record, func(o *attributevalue.EncoderOptions) {
		o.TagKey = "json"
		o.UseEncodingMarshalers = true
	})
	if err != nil {
		return nil, &fault.Error{Code: fault.Internal, Op: "store.encode", Err: err}
	}
	setTimes(item, reflect.ValueOf(record))
	return item, nil
}

// setTimes writes the record's own times, which the encoder has written at any
// length and the zero one too. Zero times have no attribute, so that "not yet"
// can be asked for.
func setTimes(item Item, record reflect.Value) {
	if record.Kind() != reflect.Struct {
		return
	}
	for _, field := range reflect.VisibleFields(record.Type()) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Type != reflect.TypeFor[time.Time]() || name == "-" {
			continue
		}
		t := record.FieldByIndex(field.Index).Interface().(time.Time)
		if item[name] = text(stamp(t)); t.IsZero() {
			delete(item, name)
		}
	}
}

// decode reads what encode wrote, ignoring keys and other attributes of ours.
func decode[R any](item Item) (R, error) {
	var record R
	err := attributevalue.UnmarshalMapWithOptions(item, &record, func(o *attributevalue.DecoderOptions) {
		o.TagKey = "json"
		o.UseEncodingUnmarshalers = true
	})
	if err != nil {
		return record, &fault.Error{Code: fault.Internal, Op: "store.decode", Err: err}
	}
	return record, nil
}

func decodeAll[R any](items []Item) ([]R, error) {
	records := make([]R, 0, len(items))
	for _, item := range items {
		r, err := decode[R](item)
		if err != nil {
			return nil, err
		}
		records = append(records, r)
	}
	return records, nil
}
