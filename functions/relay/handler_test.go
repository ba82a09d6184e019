package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// batch is what the stream brings for outbox items, in the form AWS documents.
func batch(t *testing.T, ids ...string) events.DynamoDBEvent {
	t.Helper()
	var records []string
	for i, id := range ids {
		records = append(records, fmt.Sprintf(`{"eventID":"e","eventName":"INSERT","eventSource":"aws:dynamodb","dynamodb":{
			"ApproximateCreationDateTime":1711929600,"Keys":{"pk":{"S":"OUT#%s"},"sk":{"S":"META"}},"SequenceNumber":"%d","StreamViewType":"NEW_IMAGE",
			"NewImage":{"pk":{"S":"OUT#%s"},"sk":{"S":"META"},"due":{"S":"2024-04-01T00:00:00.123Z"},"kind":{"S":"mail"},"sealed":{"B":"AAE="}}}}`, id, i+1, id))
	}
	var in events.DynamoDBEvent
	if err := json.Unmarshal([]byte(`{"Records":[`+strings.Join(records, ",")+`]}`), &in); err != nil {
		t.Fatal(err)
	}
	return in
}

// portal delivers; the errors are by event id.
type portal struct {
	errs  map[string]error
	asked []string
}

func (p *portal) Deliver(_ context.Context, id string, due time.Time) error {
	p.asked = append(p.asked, id+" "+due.Format(time.RFC3339Nano))
	return p.errs[id]
}

func putOff(code fault.Code) error {
	return &fault.Error{Code: code, Err: fmt.Errorf("%w: because", onboarding.ErrPutOff)}
}

func TestTrust27_OneBadRecordHoldsUpNobody(t *testing.T) {
	t.Parallel()
	all := []string{"a1 2024-04-01T00:00:00.123Z", "b2 2024-04-01T00:00:00.123Z", "c3 2024-04-01T00:00:00.123Z"}
	for name, c := range map[string]struct {
		err   error
		asked []string
		again string // sequence number from which the stream repeats
	}{
		"all three are told":                                 {nil, all, ""},
		"a delivery that was put off is no failure":          {putOff(fault.Unavailable), all, ""},
		"one that is our mistake is no failure of the batch": {putOff(fault.Internal), all, ""},
		"an item nobody can read is no failure of the batch": {fault.New(fault.Internal, ""), all, ""},
		"a table out of reach ends the batch at that record": {fault.New(fault.Unavailable, ""), all[:2], "2"},
	} {
		t.Run(name, func(t *testing.T) {
			p := &portal{errs: map[string]error{"b2": c.err}}
			var log bytes.Buffer
			out, err := handler(p, logging.New(&log, 0))(t.Context(), batch(t, "a1", "b2", "c3"))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.asked, p.asked); diff != "" {
				t.Errorf("delivered (-want +got):\n%s", diff)
			}
			again := ""
			for _, f := range out.BatchItemFailures {
				again += f.ItemIdentifier
			}
			if again != c.again {
				t.Errorf("repeats from %q, want %q", again, c.again)
			}
			if lines := strings.Count(log.String(), "\n"); lines != len(c.asked) {
				t.Errorf("%d lines of log for %d deliveries:\n%s", lines, len(c.asked), &log)
			}
		})
	}
}

func TestARecordThatIsNoEventIsLoggedAndPassedOver(t *testing.T) {
	t.Parallel()
	for name, image := range map[string]map[string]events.DynamoDBAttributeValue{
		"no image":         nil,
		"no due time":      {"pk": events.NewStringAttribute("OUT#a1")},
		"a number as due":  {"pk": events.NewStringAttribute("OUT#a1"), "due": events.NewNumberAttribute("5")},
		"a due of no form": {"pk": events.NewStringAttribute("OUT#a1"), "due": events.NewStringAttribute("tomorrow")},
	} {
		t.Run(name, func(t *testing.T) {
			p := &portal{}
			var log bytes.Buffer
			in := events.DynamoDBEvent{Records: []events.DynamoDBEventRecord{{Change: events.DynamoDBStreamRecord{NewImage: image}}}}
			out, err := handler(p, logging.New(&log, 0))(t.Context(), in)
			if err != nil || len(out.BatchItemFailures) > 0 || len(p.asked) > 0 {
				t.Errorf("got %v, %v; delivered %v", out, err, p.asked)
			}
			if !strings.Contains(log.String(), `"outcome":"failed"`) {
				t.Errorf("log: %s", &log)
			}
		})
	}
}

func TestTrust26_NoDeliveryBeginsThatCouldNotEnd(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), longestDelivery-time.Second)
	defer cancel()
	p := &portal{}
	out, err := handler(p, logging.New(&bytes.Buffer{}, 0))(ctx, batch(t, "a1", "b2"))
	if err != nil || len(p.asked) > 0 || len(out.BatchItemFailures) != 1 || out.BatchItemFailures[0].ItemIdentifier != "1" {
		t.Errorf("got %v, %v; delivered %v", out, err, p.asked)
	}
}
