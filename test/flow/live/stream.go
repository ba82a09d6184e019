package live

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodbstreams"
	"github.com/aws/aws-sdk-go-v2/service/dynamodbstreams/types"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	lambdatypes "github.com/aws/aws-sdk-go-v2/service/lambda/types"
)

// Stream is the table's change stream, read from one moment on.
type Stream struct {
	portal    *Portal
	client    *dynamodbstreams.Client
	iterators []string // one for each shard that is not read to its end
}

// Stream begins to read what changes from now on.
func (p *Portal) Stream(t testing.TB) *Stream {
	t.Helper()
	table, err := dynamodb.NewFromConfig(p.AWS).DescribeTable(t.Context(), &dynamodb.DescribeTableInput{
		TableName: aws.String(p.Stack.Settings["TABLE_NAME"])})
	must(t, err)
	s := &Stream{portal: p, client: dynamodbstreams.NewFromConfig(p.AWS)}
	arn := table.Table.LatestStreamArn
	found, err := s.client.DescribeStream(t.Context(), &dynamodbstreams.DescribeStreamInput{StreamArn: arn})
	must(t, err)
	for _, shard := range found.StreamDescription.Shards {
		out, err := s.client.GetShardIterator(t.Context(), &dynamodbstreams.GetShardIteratorInput{
			StreamArn: arn, ShardId: shard.ShardId, ShardIteratorType: types.ShardIteratorTypeLatest})
		must(t, err)
		s.iterators = append(s.iterators, aws.ToString(out.ShardIterator))
	}
	return s
}

// Batch is what functions/relay would be called with.
type Batch struct {
	Events  []string // ids of the events in it
	payload []byte
}

// Next is the batch of what changed since the last call. It has no events where
// that was nothing for relay.
func (s *Stream) Next(t testing.TB) Batch {
	t.Helper()
	var batch Batch
	var records []map[string]any
	for i, iterator := range s.iterators {
		if iterator == "" {
			continue
		}
		out, err := s.client.GetRecords(t.Context(), &dynamodbstreams.GetRecordsInput{ShardIterator: &iterator})
		must(t, err)
		s.iterators[i] = aws.ToString(out.NextShardIterator)
		for _, r := range out.Records {
			if id := eventOf(r); id != "" {
				batch.Events = append(batch.Events, id)
				records = append(records, record(r))
			}
		}
	}
	var err error
	batch.payload, err = json.Marshal(map[string]any{"Records": records})
	must(t, err)
	return batch
}

// eventOf is the id of the event a record is about; empty for one that the
// filter of template.yaml keeps from relay.
func eventOf(r types.Record) string {
	key, _ := r.Dynamodb.NewImage["pk"].(*types.AttributeValueMemberS)
	_, due := r.Dynamodb.NewImage["due"].(*types.AttributeValueMemberS)
	if key == nil || !due || !strings.HasPrefix(key.Value, "OUT#") {
		return ""
	}
	return strings.TrimPrefix(key.Value, "OUT#")
}

// record is a stream's record as Lambda hands it to a function.
func record(r types.Record) map[string]any {
	return map[string]any{
		"eventID": r.EventID, "eventName": r.EventName, "eventSource": "aws:dynamodb", "awsRegion": r.AwsRegion,
		"dynamodb": map[string]any{"SequenceNumber": r.Dynamodb.SequenceNumber, "StreamViewType": r.Dynamodb.StreamViewType,
			"Keys": image(r.Dynamodb.Keys), "NewImage": image(r.Dynamodb.NewImage)},
	}
}

func image(item map[string]types.AttributeValue) map[string]any {
	out := map[string]any{}
	for name, value := range item {
		switch v := value.(type) {
		case *types.AttributeValueMemberS:
			out[name] = map[string]string{"S": v.Value}
		case *types.AttributeValueMemberN:
			out[name] = map[string]string{"N": v.Value}
		case *types.AttributeValueMemberB:
			out[name] = map[string]string{"B": base64.StdEncoding.EncodeToString(v.Value)}
		}
	}
	return out
}

// Relay calls functions/relay with a batch and waits for its end. It may be
// called at the same time by several.
func (p *Portal) Relay(t testing.TB, batch Batch) {
	t.Helper()
	if answer := p.Invoke(t, "relay", batch.payload); strings.Contains(answer, "itemIdentifier\":\"") {
		t.Errorf("functions/relay: %s", answer)
	}
}

// Invoke calls a function with an event and waits for its answer.
func (p *Portal) Invoke(t testing.TB, function string, event []byte) string {
	t.Helper()
	out, err := lambda.NewFromConfig(p.AWS).Invoke(t.Context(), &lambda.InvokeInput{
		FunctionName: aws.String(p.Stack.Functions[function]), Payload: event})
	if err != nil {
		t.Error(err)
		return ""
	}
	if out.FunctionError != nil {
		t.Errorf("functions/%s: %s", function, out.Payload)
	}
	return string(out.Payload)
}

// CutStream stops the deliveries of the stream to functions/relay, until
// restore is called or the test ends; then they go on where they stopped.
func (p *Portal) CutStream(t testing.TB) (restore func()) {
	t.Helper()
	client, id := lambda.NewFromConfig(p.AWS), aws.ToString(p.mapping(t).UUID)
	turn := func(ctx context.Context, on bool) error {
		_, err := client.UpdateEventSourceMapping(ctx, &lambda.UpdateEventSourceMappingInput{UUID: &id, Enabled: &on})
		return err
	}
	must(t, turn(t.Context(), false))
	return restored(t, func(ctx context.Context) error { return turn(ctx, true) })
}

// AwaitRefusedBatch waits until the stream's last delivery to functions/relay
// was refused, in the emulator's word for it.
func (p *Portal) AwaitRefusedBatch(t testing.TB) {
	t.Helper()
	Await(t, Soon, "a batch to be refused by functions/relay", func() (bool, string) {
		last := aws.ToString(p.mapping(t).LastProcessingResult)
		return strings.Contains(last, "FAILED"), last
	})
}

func (p *Portal) mapping(t testing.TB) lambdatypes.EventSourceMappingConfiguration {
	t.Helper()
	found, err := lambda.NewFromConfig(p.AWS).ListEventSourceMappings(t.Context(), &lambda.ListEventSourceMappingsInput{
		FunctionName: aws.String(p.Stack.Functions["relay"])})
	must(t, err)
	if len(found.EventSourceMappings) != 1 {
		t.Fatalf("functions/relay has %d event sources, want the table's stream", len(found.EventSourceMappings))
	}
	return found.EventSourceMappings[0]
}
