package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"mydata.nat.gov.tw/portal/pkg/chain"
)

// stageWait is how long an execution waits for one answer. Four stages stay
// below the year after which Step Functions ends any execution. When it runs
// out the execution fails and nothing else happens: the review stays open in
// the table, and the answer that comes later starts a new execution.
const stageWait = 90 * 24 * time.Hour

// concludeWait is longer than the function's own time limit, so that a lost
// reply does not hold the execution.
const concludeWait = time.Minute

// machine is the part of the Amazon States Language that a chain needs.
type machine struct {
	Comment string
	StartAt string
	States  map[string]state
}

// state is a Task or a Choice; each leaves the other's fields empty. ResultPath
// is raw JSON because null, unlike its absence, discards a task's result.
type state struct {
	Type           string
	Comment        string          `json:",omitempty"`
	Resource       string          `json:",omitempty"`
	Parameters     *parameters     `json:",omitempty"`
	ResultPath     json.RawMessage `json:",omitempty"`
	TimeoutSeconds int             `json:",omitempty"`
	Retry          []retry         `json:",omitempty"`
	Choices        []choice        `json:",omitempty"`
	Default        string          `json:",omitempty"`
	Next           string          `json:",omitempty"`
	End            bool            `json:",omitempty"`
}

type parameters struct {
	FunctionName string
	Payload      payload
}

// payload is what open and conclude receive; conclude gets neither stage nor token.
type payload struct {
	Case    string `json:"case.$"`
	Review  string `json:"review.$"`
	Round   string `json:"round.$"`
	Attempt string `json:"attempt.$"`
	Stage   int    `json:"stage,omitempty"`
	Token   string `json:"token.$,omitempty"`
}

type retry struct {
	ErrorEquals     []string
	IntervalSeconds int
	MaxAttempts     int
	BackoffRate     float64
	MaxDelaySeconds int
	JitterStrategy  string
}

type choice struct {
	Variable     string
	StringEquals string
	Next         string
}

const conclude = "Conclude"

// serviceFaults are Lambda's own, passing failures. What our functions return
// themselves is not retried here: reconcile replaces the execution, and counts it.
var serviceFaults = []retry{{
	ErrorEquals: []string{
		"Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException",
		"Lambda.TooManyRequestsException", "Lambda.ClientExecutionTimeoutException",
	},
	IntervalSeconds: 2,
	MaxAttempts:     6,
	BackoffRate:     2,
	MaxDelaySeconds: 60,
	JitterStrategy:  "FULL",
}}

// render is the chain's machine: for each stage a Task that has it opened and
// waits for its answer, and between two stages a Choice, which goes on when the
// answer is approve. Everything else, and the last answer whatever it is, leads
// to conclude.
func render(c chain.Chain) ([]byte, error) {
	stages := c.Stages()
	m := machine{
		Comment: fmt.Sprintf("Review chain %s. Generated from pkg/chain by go generate ./statemachines; do not edit.", c.ID()),
		StartAt: stageName(stages[0]),
		States:  map[string]state{conclude: concludeTask()},
	}
	for i, s := range stages {
		name := stageName(s)
		if i == len(stages)-1 {
			m.States[name] = openTask(s, conclude)
			break
		}
		answered := name + " answered"
		m.States[name] = openTask(s, answered)
		m.States[answered] = state{
			Type: "Choice",
			Choices: []choice{{
				Variable:     "$.reply.answer",
				StringEquals: string(chain.Approve.Reply()),
				Next:         stageName(stages[i+1]),
			}},
			Default: conclude,
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(m)
	return b.Bytes(), err
}

func stageName(s chain.Stage) string {
	name := fmt.Sprintf("Stage %d %s", s.Order, s.Party)
	if s.Letter {
		name += " letter"
	}
	return name
}

// openTask keeps the execution's input and puts the reply, {"answer": …} as
// SendTaskSuccess brings it, beside it.
func openTask(s chain.Stage, next string) state {
	p := ids()
	p.Stage, p.Token = s.Order, "$$.Task.Token"
	return state{
		Type:           "Task",
		Resource:       "arn:aws:states:::lambda:invoke.waitForTaskToken",
		Parameters:     &parameters{FunctionName: "${OpenFunctionArn}", Payload: p},
		ResultPath:     json.RawMessage(`"$.reply"`),
		TimeoutSeconds: int(stageWait / time.Second),
		Retry:          serviceFaults,
		Next:           next,
	}
}

func concludeTask() state {
	return state{
		Type:           "Task",
		Comment:        "Applies the outcome that the table holds for the round",
		Resource:       "arn:aws:states:::lambda:invoke",
		Parameters:     &parameters{FunctionName: "${ConcludeFunctionArn}", Payload: ids()},
		ResultPath:     json.RawMessage("null"),
		TimeoutSeconds: int(concludeWait / time.Second),
		Retry:          serviceFaults,
		End:            true,
	}
}

func ids() payload {
	return payload{Case: "$.case", Review: "$.review", Round: "$.round", Attempt: "$.attempt"}
}
