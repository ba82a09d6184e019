package workflow_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest/canned"
	"mydata.nat.gov.tw/portal/pkg/workflow"
)

var _ onboarding.Workflow = (*workflow.Client)(nil)

const (
	machineARN   = "arn:aws:states:ap-northeast-1:123456789012:stateMachine:portal-full-v1"
	executionARN = "arn:aws:states:ap-northeast-1:123456789012:execution:portal-full-v1:c4s3-1-2-3"
	started      = `{"executionArn":"` + executionARN + `","startDate":1}`
)

var (
	run  = onboarding.Run{CaseID: "c4s3", Review: 1, Round: 2, Attempt: 3}
	done = canned.OK(`{}`)
	busy = canned.Fault(400, "ThrottlingException", "Rate exceeded")
	ours = `{\"case\":\"c4s3\",\"review\":1,\"round\":2,\"attempt\":3}`
)

func refusal(code string) canned.Reply { return canned.Fault(400, code, "") }

// described is what DescribeExecution says of an execution in that state and
// with that input, which is JSON in a JSON string.
func described(status, input string) canned.Reply {
	return canned.OK(`{"executionArn":"` + executionARN + `","stateMachineArn":"` + machineARN + `","startDate":1,"status":"` +
		status + `","input":"` + input + `"}`)
}

func client(t *testing.T, replies ...canned.Reply) (*workflow.Client, *canned.Replies) {
	r := canned.New(t, replies...)
	return workflow.New(sfn.NewFromConfig(r.Config(1)), map[string]string{"full-v1": machineARN}), r
}

func TestStart(t *testing.T) {
	t.Parallel()
	taken := refusal("ExecutionAlreadyExists")
	for name, c := range map[string]struct {
		replies []canned.Reply
		want    onboarding.StartResult
		code    fault.Code
	}{
		"a new execution starts":                          {replies: []canned.Reply{canned.OK(started)}, want: onboarding.Started},
		"one that runs with our input is ours":            {replies: []canned.Reply{taken, described("RUNNING", ours)}, want: onboarding.Started},
		"the order of the input's fields is no matter":    {replies: []canned.Reply{taken, described("RUNNING", `{\"attempt\":3,\"case\":\"c4s3\",\"round\":2,\"review\":1}`)}, want: onboarding.Started},
		"one that runs with another input took the name":  {replies: []canned.Reply{taken, described("RUNNING", `{\"case\":\"c4s3\"}`)}, want: onboarding.StartTaken},
		"one whose input is no JSON took the name":        {replies: []canned.Reply{taken, described("RUNNING", `?`)}, want: onboarding.StartTaken},
		"one that has ended took the name":                {replies: []canned.Reply{taken, described("SUCCEEDED", ours)}, want: onboarding.StartTaken},
		"one that was stopped took the name":              {replies: []canned.Reply{taken, described("ABORTED", ours)}, want: onboarding.StartTaken},
		"one that timed out took the name":                {replies: []canned.Reply{taken, described("TIMED_OUT", ours)}, want: onboarding.StartTaken},
		"one that cannot be described yet is asked later": {replies: []canned.Reply{taken, refusal("ExecutionDoesNotExist")}, code: fault.Unavailable},
		"a throttle is asked later":                       {replies: []canned.Reply{busy}, code: fault.Unavailable},
		"too many open executions are asked later":        {replies: []canned.Reply{refusal("ExecutionLimitExceeded")}, code: fault.Unavailable},
		"a machine in deletion is asked later":            {replies: []canned.Reply{refusal("StateMachineDeleting")}, code: fault.Unavailable},
		"a fault of the service is asked later":           {replies: []canned.Reply{canned.Fault(500, "InternalFailure", "")}, code: fault.Unavailable},
		"a broken connection is asked later":              {replies: []canned.Reply{{Err: errors.New("connection reset")}}, code: fault.Unavailable},
		"a machine that is not deployed is our mistake":   {replies: []canned.Reply{refusal("StateMachineDoesNotExist")}, code: fault.Internal},
		"a bad name is our mistake":                       {replies: []canned.Reply{refusal("InvalidName")}, code: fault.Internal},
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := client(t, c.replies...)
			got, err := w.Start(t.Context(), "full-v1", run)
			if got != c.want || fault.CodeOf(err) != c.code {
				t.Errorf("Start = %v, %v; want %v, code %q", got, err, c.want, c.code)
			}
		})
	}
}

func TestStartNamesTheExecutionAfterTheRunAndSendsIdsOnly(t *testing.T) {
	t.Parallel()
	w, asked := client(t, refusal("ExecutionAlreadyExists"), described("RUNNING", ours))
	if _, err := w.Start(t.Context(), "full-v1", run); err != nil {
		t.Fatal(err)
	}
	want := []canned.Request{
		{Target: "AWSStepFunctions.StartExecution", Body: `{"input":"` + ours + `","name":"c4s3-1-2-3","stateMachineArn":"` + machineARN + `"}`},
		{Target: "AWSStepFunctions.DescribeExecution", Body: `{"executionArn":"` + executionARN + `"}`},
	}
	if diff := cmp.Diff(want, asked.Requests()); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

func TestStop(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		reply canned.Reply
		code  fault.Code
	}{
		"a running execution ends":       {reply: canned.OK(`{"stopDate":1}`)},
		"one that never was is no error": {reply: refusal("ExecutionDoesNotExist")},
		"one that ended is no error":     {reply: refusal("ValidationException")},
		"a throttle is asked later":      {reply: busy, code: fault.Unavailable},
		"a bad address is our mistake":   {reply: refusal("InvalidArn"), code: fault.Internal},
	} {
		t.Run(name, func(t *testing.T) {
			w, asked := client(t, c.reply)
			if err := w.Stop(t.Context(), "full-v1", run); fault.CodeOf(err) != c.code {
				t.Errorf("Stop: %v; want code %q", err, c.code)
			}
			want := []canned.Request{{Target: "AWSStepFunctions.StopExecution", Body: `{"executionArn":"` + executionARN + `"}`}}
			if diff := cmp.Diff(want, asked.Requests()); diff != "" {
				t.Errorf("requests (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTrust3_AnswerReadsALostTokenAsAskTheTable(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		reply canned.Reply
		want  onboarding.AnswerResult
		code  fault.Code
	}{
		"a waiting task goes on":             {reply: done, want: onboarding.Answered},
		"a task that timed out is gone":      {reply: refusal("TaskTimedOut"), want: onboarding.TokenGone},
		"a token that is no token is gone":   {reply: refusal("InvalidToken"), want: onboarding.TokenGone},
		"a task that is not there is gone":   {reply: refusal("TaskDoesNotExist"), want: onboarding.TokenGone},
		"a throttle is asked later":          {reply: busy, code: fault.Unavailable},
		"a refused permission is seen later": {reply: refusal("AccessDeniedException"), code: fault.Unavailable},
		"a bad output is our mistake":        {reply: refusal("InvalidOutput"), code: fault.Internal},
	} {
		t.Run(name, func(t *testing.T) {
			w, asked := client(t, c.reply)
			got, err := w.Answer(t.Context(), "t0ken", chain.Approve.Reply())
			if got != c.want || fault.CodeOf(err) != c.code {
				t.Errorf("Answer = %v, %v; want %v, code %q", got, err, c.want, c.code)
			}
			want := []canned.Request{{Target: "AWSStepFunctions.SendTaskSuccess", Body: `{"output":"{\"answer\":\"approve\"}","taskToken":"t0ken"}`}}
			if diff := cmp.Diff(want, asked.Requests()); diff != "" {
				t.Errorf("requests (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAMachineThatIsNotSetUpIsOurMistake(t *testing.T) {
	t.Parallel()
	w, _ := client(t)
	if _, err := w.Start(t.Context(), "full-v9", run); !fault.Is(err, fault.Internal) {
		t.Errorf("Start: %v", err)
	}
	if err := w.Stop(t.Context(), "", run); !fault.Is(err, fault.Internal) {
		t.Errorf("Stop: %v", err)
	}
}

func TestACallEndsWithItsCaller(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	w, _ := client(t, canned.Reply{Hang: true})
	if _, err := w.Answer(ctx, "t0ken", chain.ReplyStale); !fault.Is(err, fault.Unavailable) {
		t.Errorf("Answer: %v", err)
	}
}

func TestAThrottleIsRetriedInsideTheCall(t *testing.T) {
	t.Parallel()
	r := canned.New(t, busy, done)
	w := workflow.New(sfn.NewFromConfig(r.Config(2)), nil)
	if got, err := w.Answer(t.Context(), "t0ken", chain.ReplyWithdrawn); got != onboarding.Answered || err != nil {
		t.Errorf("Answer = %v, %v", got, err)
	}
}
