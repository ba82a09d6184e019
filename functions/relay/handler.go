package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// An outbox item as pkg/store writes it; the stream's filter in template.yaml
// lets no other through.
const (
	itemKey = "pk"
	prefix  = "OUT#"
	itemDue = "due"
)

// longestDelivery is how much time one delivery may take: a few calls, each
// with its own limit. With less than that left no delivery is begun.
const longestDelivery = 25 * time.Second

type deliverer interface {
	Deliver(ctx context.Context, id string, due time.Time) error
}

// handler delivers a batch of the stream in its order, with a line for each
// event. A delivery that failed is put off and holds up nobody. Only where the
// table itself cannot be reached, or time runs out, the batch ends there, and the
// stream brings the rest again (trust 27).
func handler(portal deliverer, log *slog.Logger) wiring.Handler[events.DynamoDBEvent, events.DynamoDBEventResponse] {
	return func(ctx context.Context, batch events.DynamoDBEvent) (events.DynamoDBEventResponse, error) {
		logging.Set(ctx, "records", len(batch.Records))
		for i, record := range batch.Records {
			if err := deliver(ctx, portal, log, record.Change.NewImage); err != nil {
				logging.Set(ctx, "again", len(batch.Records)-i)
				return events.DynamoDBEventResponse{BatchItemFailures: []events.DynamoDBBatchItemFailure{
					{ItemIdentifier: record.Change.SequenceNumber}}}, nil
			}
		}
		return events.DynamoDBEventResponse{}, nil
	}
}

// deliver returns an error only where the batch has to end.
func deliver(ctx context.Context, portal deliverer, log *slog.Logger, item map[string]events.DynamoDBAttributeValue) error {
	if end, ok := ctx.Deadline(); ok && time.Until(end) < longestDelivery {
		return context.DeadlineExceeded
	}
	ctx, event := logging.Start(ctx, log, "deliver", wiring.Now)
	id, due, err := read(item)
	logging.Set(ctx, "id", id)
	if err == nil {
		err = portal.Deliver(ctx, id, due)
	}
	event.End(err)
	if fault.Is(err, fault.Unavailable) && !errors.Is(err, onboarding.ErrPutOff) {
		return err
	}
	return nil
}

// read takes the event's id and due time from an item.
func read(item map[string]events.DynamoDBAttributeValue) (id string, due time.Time, err error) {
	key, at := item[itemKey], item[itemDue]
	if key.DataType() != events.DataTypeString || at.DataType() != events.DataTypeString {
		return "", time.Time{}, fault.Newf(fault.Internal, "a record without %s and %s", itemKey, itemDue)
	}
	due, err = time.Parse(time.RFC3339, at.String())
	return strings.TrimPrefix(key.String(), prefix), due, err
}
