package live

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

// Logs lists the lines a function has written since the stack came up: those
// with a text of letters and digits in them, or with an empty one all of them.
func (p *Portal) Logs(t testing.TB, function, text string) []string {
	t.Helper()
	name := p.Stack.Functions[function]
	found, err := lambda.NewFromConfig(p.AWS).GetFunctionConfiguration(t.Context(), &lambda.GetFunctionConfigurationInput{FunctionName: &name})
	must(t, err)
	query := &cloudwatchlogs.FilterLogEventsInput{LogGroupName: found.LoggingConfig.LogGroup}
	if text != "" {
		query.FilterPattern = aws.String(strconv.Quote(text))
	}
	pages := cloudwatchlogs.NewFilterLogEventsPaginator(cloudwatchlogs.NewFromConfig(p.AWS), query)
	var lines []string
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		must(t, err)
		for _, e := range page.Events {
			lines = append(lines, aws.ToString(e.Message))
		}
	}
	return lines
}

// AwaitFailure waits until a function has logged that its work on what bears an
// id failed.
func (p *Portal) AwaitFailure(t testing.TB, function, id string) {
	t.Helper()
	Await(t, Soon, fmt.Sprintf("functions/%s to fail at %s", function, id), func() (bool, string) {
		lines := p.Logs(t, function, id)
		return slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, `"failed"`) }), strings.Join(lines, "")
	})
}

// DeadLetters lists the messages of a queue, outbox or schedule, and leaves
// them there.
func (p *Portal) DeadLetters(t testing.TB, queue string) []string {
	t.Helper()
	out, err := sqs.NewFromConfig(p.AWS).ReceiveMessage(t.Context(), &sqs.ReceiveMessageInput{
		QueueUrl: aws.String(p.Stack.Queues[queue]), MaxNumberOfMessages: 10, VisibilityTimeout: 0})
	must(t, err)
	var list []string
	for _, m := range out.Messages {
		list = append(list, asText(t, m))
	}
	return list
}

func asText(t testing.TB, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	must(t, err)
	return string(text) + "\n"
}
