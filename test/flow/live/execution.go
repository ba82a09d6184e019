package live

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// Execution is what became of one run of a machine.
type Execution struct {
	Name    string
	Input   string
	Status  types.ExecutionStatus
	Entered []string // names of the states entered, in order: AWS bills each as one transition
	History string   // every event, as text
}

// Execution asks a machine, named full-v1 or alike, for a run.
func (p *Portal) Execution(t testing.TB, machine string, run onboarding.Run) Execution {
	t.Helper()
	client, arn := sfn.NewFromConfig(p.AWS), p.executionARN(machine, run)
	found, err := client.DescribeExecution(t.Context(), &sfn.DescribeExecutionInput{ExecutionArn: &arn})
	must(t, err)
	e := Execution{Name: aws.ToString(found.Name), Input: aws.ToString(found.Input), Status: found.Status}
	pages := sfn.NewGetExecutionHistoryPaginator(client, &sfn.GetExecutionHistoryInput{ExecutionArn: &arn})
	var text strings.Builder
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		must(t, err)
		for _, event := range page.Events {
			text.WriteString(asText(t, event))
			if strings.HasSuffix(string(event.Type), "StateEntered") {
				e.Entered = append(e.Entered, aws.ToString(event.StateEnteredEventDetails.Name))
			}
		}
	}
	e.History = text.String()
	return e
}

// Executions lists the names of a machine's executions in a status that belong
// to a case.
func (p *Portal) Executions(t testing.TB, machine, caseID string, status types.ExecutionStatus) []string {
	t.Helper()
	arn := p.Stack.Machines[machine]
	pages := sfn.NewListExecutionsPaginator(sfn.NewFromConfig(p.AWS), &sfn.ListExecutionsInput{StateMachineArn: &arn, StatusFilter: status})
	var names []string
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		must(t, err)
		for _, e := range page.Executions {
			if name := aws.ToString(e.Name); strings.HasPrefix(name, caseID) {
				names = append(names, name)
			}
		}
	}
	return names
}

// StopExecution ends a run from outside, as an operator or a quota might.
func (p *Portal) StopExecution(t testing.TB, machine string, run onboarding.Run) {
	t.Helper()
	arn := p.executionARN(machine, run)
	_, err := sfn.NewFromConfig(p.AWS).StopExecution(t.Context(), &sfn.StopExecutionInput{ExecutionArn: &arn})
	must(t, err)
}

func (p *Portal) executionARN(machine string, run onboarding.Run) string {
	return strings.Replace(p.Stack.Machines[machine], ":stateMachine:", ":execution:", 1) + ":" +
		casefile.ExecutionName(run.CaseID, run.Review, run.Round, run.Attempt)
}
