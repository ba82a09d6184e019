package workflow

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// callTime bounds one call with the SDK's own retries (trust 26).
const callTime = 5 * time.Second

// Client implements onboarding.Workflow on Step Functions. It holds the four
// operations it needs and not the SDK's client: beside the reflection of
// html/template the linker would keep all the others too, a megabyte of them.
type Client struct {
	machines map[string]string
	start    operation[sfn.StartExecutionInput, sfn.StartExecutionOutput]
	describe operation[sfn.DescribeExecutionInput, sfn.DescribeExecutionOutput]
	stop     operation[sfn.StopExecutionInput, sfn.StopExecutionOutput]
	succeed  operation[sfn.SendTaskSuccessInput, sfn.SendTaskSuccessOutput]
}

type operation[In, Out any] func(context.Context, *In, ...func(*sfn.Options)) (*Out, error)

// New returns a Client for state machines by their ARN, under the id of the
// chain each of them runs: full-v1, standard-v1 …
func New(client *sfn.Client, machines map[string]string) *Client {
	return &Client{machines: machines, start: client.StartExecution, describe: client.DescribeExecution,
		stop: client.StopExecution, succeed: client.SendTaskSuccess}
}

// Start starts an execution named after the run, with the run as its input.
func (c *Client) Start(ctx context.Context, machine string, run onboarding.Run) (onboarding.StartResult, error) {
	const op = "workflow.Start"
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	arn, err := c.machine(op, machine)
	if err != nil {
		return 0, err
	}
	input, err := json.Marshal(run)
	if err != nil {
		return 0, &fault.Error{Code: fault.Internal, Op: op, Err: err}
	}
	_, err = c.start(ctx, &sfn.StartExecutionInput{
		StateMachineArn: aws.String(arn), Name: aws.String(name(run)), Input: aws.String(string(input))})
	if is[*types.ExecutionAlreadyExists](err) {
		return c.lookUp(ctx, executionARN(arn, run), run)
	}
	return onboarding.Started, translate(op, err)
}

// lookUp says what became of an execution whose name was taken already. One
// that is not to be seen yet is Unavailable: descriptions may lag behind.
func (c *Client) lookUp(ctx context.Context, arn string, run onboarding.Run) (onboarding.StartResult, error) {
	found, err := c.describe(ctx, &sfn.DescribeExecutionInput{ExecutionArn: aws.String(arn)})
	if err != nil {
		return 0, translate("workflow.lookUp", err)
	}
	var input onboarding.Run
	ours := json.Unmarshal([]byte(aws.ToString(found.Input)), &input) == nil && input == run
	if found.Status == types.ExecutionStatusRunning && ours {
		return onboarding.Started, nil
	}
	return onboarding.StartTaken, nil
}

// Stop ends the run's execution. AWS leaves open what it says of one that has
// ended by itself; some answer that the request is not valid. Where it really
// was not, Start says so next.
func (c *Client) Stop(ctx context.Context, machine string, run onboarding.Run) error {
	const op = "workflow.Stop"
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	arn, err := c.machine(op, machine)
	if err != nil {
		return err
	}
	_, err = c.stop(ctx, &sfn.StopExecutionInput{ExecutionArn: aws.String(executionARN(arn, run))})
	if is[*types.ExecutionDoesNotExist](err) || is[*types.ValidationException](err) {
		return nil
	}
	return translate(op, err)
}

// answer is the output of a waiting task, which the machine's Choice reads.
type answer struct {
	Answer chain.Reply `json:"answer"`
}

// Answer lets the task that waits with token succeed with the reply.
func (c *Client) Answer(ctx context.Context, token string, reply chain.Reply) (onboarding.AnswerResult, error) {
	const op = "workflow.Answer"
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	output, err := json.Marshal(answer{reply})
	if err != nil {
		return 0, &fault.Error{Code: fault.Internal, Op: op, Err: err}
	}
	_, err = c.succeed(ctx, &sfn.SendTaskSuccessInput{TaskToken: aws.String(token), Output: aws.String(string(output))})
	if is[*types.TaskTimedOut](err) || is[*types.InvalidToken](err) || is[*types.TaskDoesNotExist](err) {
		return onboarding.TokenGone, nil
	}
	return onboarding.Answered, translate(op, err)
}

func (c *Client) machine(op, id string) (string, error) {
	arn, ok := c.machines[id]
	if !ok {
		return "", &fault.Error{Code: fault.Internal, Op: op, Err: errors.New("no state machine for chain " + id)}
	}
	return arn, nil
}

func name(run onboarding.Run) string {
	return casefile.ExecutionName(run.CaseID, run.Review, run.Round, run.Attempt)
}

// executionARN is the execution's address, which Step Functions makes of the
// machine's and the name: arn:aws:states:region:account:execution:machine:name.
func executionARN(machine string, run onboarding.Run) string {
	return strings.Replace(machine, ":stateMachine:", ":execution:", 1) + ":" + name(run)
}
