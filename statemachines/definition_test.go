package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/chain"
)

// graph is what the tests read back from the committed files, apart from the
// types that wrote them.
type graph struct {
	StartAt string
	States  map[string]struct {
		Type, Resource, Next, Default string
		TimeoutSeconds                int
		End                           bool
		Parameters                    struct {
			FunctionName string
			Payload      map[string]any
		}
		Choices []struct{ Variable, StringEquals, Next string }
		Retry   []struct {
			ErrorEquals     []string
			IntervalSeconds int
			MaxAttempts     int
			BackoffRate     float64
			MaxDelaySeconds int
			JitterStrategy  string
		}
	}
}

func load(t *testing.T, c chain.Chain) graph {
	t.Helper()
	text, err := os.ReadFile(fileName(c))
	if err != nil {
		t.Fatal(err)
	}
	var g graph
	if err := json.Unmarshal(text, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

// walk follows the machine as Step Functions would, giving each waiting stage
// the next of the replies, and lists the states it entered.
func (g graph) walk(t *testing.T, replies ...chain.Reply) []string {
	t.Helper()
	var path []string
	var reply chain.Reply
	for name := g.StartAt; ; {
		s, ok := g.States[name]
		if !ok {
			t.Fatalf("%v leads to %q, which does not exist", path, name)
		}
		if path = append(path, name); len(path) > 20 {
			t.Fatalf("no end after %v", path)
		}
		if s.End {
			return path
		}
		if s.Type == "Choice" {
			name = s.Default
			for _, ch := range s.Choices {
				if ch.Variable == "$.reply.answer" && ch.StringEquals == string(reply) {
					name = ch.Next
				}
			}
			continue
		}
		if len(replies) == 0 {
			t.Fatalf("%v waits for a reply too many", path)
		}
		reply, replies = replies[0], replies[1:]
		name = s.Next
	}
}

func TestTheCommittedMachinesMatchTheChains(t *testing.T) {
	t.Parallel()
	var want []string
	for _, c := range chain.All() {
		want = append(want, fileName(c))
		rendered, err := render(c)
		if err != nil {
			t.Fatal(err)
		}
		committed, err := os.ReadFile(fileName(c))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(rendered), string(committed)); diff != "" {
			t.Errorf("%s is out of date, run go generate ./statemachines:\n%s", fileName(c), diff)
		}
	}
	got, err := filepath.Glob("*.asl.json")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("machines without a chain, or chains without a machine:\n%s", diff)
	}
}

func TestC_EveryReplyAtEveryStageLeadsWhereTheChainSays(t *testing.T) {
	t.Parallel()
	replies := []chain.Reply{"approve", "reject", "return", chain.ReplyStale, chain.ReplyWithdrawn, "", "no such answer"}
	for _, c := range chain.All() {
		g := load(t, c)
		for i, s := range c.Stages() {
			for _, r := range replies {
				before := slices.Repeat([]chain.Reply{chain.Approve.Reply()}, i)
				if r == chain.Approve.Reply() && i < len(c.Stages())-1 {
					continue // has its own walk below
				}
				path := g.walk(t, append(before, r)...)
				if last := path[len(path)-1]; last != conclude {
					t.Errorf("%s: %q at stage %d ends at %s", c.ID(), r, s.Order, last)
				}
				opened := slices.DeleteFunc(path, func(n string) bool { return g.States[n].Parameters.Payload["stage"] == nil })
				if len(opened) != s.Order || opened[i] != stageName(s) {
					t.Errorf("%s: %q at stage %d opened %v", c.ID(), r, s.Order, opened)
				}
			}
		}
	}
}

// Counted with the way into the first state and out of the last, so that the
// number holds however the bill counts.
func TestAFourStageApprovalIsNineTransitions(t *testing.T) {
	t.Parallel()
	full, err := chain.Lookup(chain.Full, 1)
	if err != nil {
		t.Fatal(err)
	}
	yes := chain.Approve.Reply()
	if path := load(t, full).walk(t, yes, yes, yes, yes); len(path)+1 != 9 {
		t.Errorf("%d transitions: %v", len(path)+1, path)
	}
}

func TestEveryWaitEndsBeforeStepFunctionsEndsTheExecution(t *testing.T) {
	t.Parallel()
	const year = 365 * 24 * 60 * 60
	for _, c := range chain.All() {
		sum := 0
		for name, s := range load(t, c).States {
			if s.Type != "Task" {
				continue
			}
			if s.TimeoutSeconds <= 0 {
				t.Errorf("%s, %s: waits for ever", c.ID(), name)
			}
			if s.Next == "" && !s.End {
				t.Errorf("%s, %s: no way out", c.ID(), name)
			}
			sum += s.TimeoutSeconds
			for _, r := range s.Retry {
				sum += r.MaxAttempts * r.MaxDelaySeconds
			}
		}
		if sum >= year {
			t.Errorf("%s may take %d seconds", c.ID(), sum)
		}
	}
}

func TestEveryTaskOutlivesAFaultOfLambda(t *testing.T) {
	t.Parallel()
	for _, c := range chain.All() {
		for name, s := range load(t, c).States {
			if s.Type != "Task" {
				continue
			}
			if len(s.Retry) != 1 {
				t.Fatalf("%s, %s: %d retriers", c.ID(), name, len(s.Retry))
			}
			r := s.Retry[0]
			if r.BackoffRate <= 1 || r.JitterStrategy != "FULL" || r.MaxAttempts < 3 {
				t.Errorf("%s, %s: %+v", c.ID(), name, r)
			}
			for _, e := range []string{"Lambda.ServiceException", "Lambda.TooManyRequestsException", "Lambda.SdkClientException"} {
				if !slices.Contains(r.ErrorEquals, e) {
					t.Errorf("%s, %s: %s is not retried", c.ID(), name, e)
				}
			}
			if slices.ContainsFunc(r.ErrorEquals, func(e string) bool { return strings.HasPrefix(e, "States.") }) {
				t.Errorf("%s, %s: a time-out or a failure of ours would be retried", c.ID(), name)
			}
		}
	}
}

func TestTrust30_FunctionsReceiveIDsAndNothingElse(t *testing.T) {
	t.Parallel()
	ids := map[string]any{"case.$": "$.case", "review.$": "$.review", "round.$": "$.round", "attempt.$": "$.attempt"}
	for _, c := range chain.All() {
		g := load(t, c)
		for _, s := range c.Stages() {
			want := map[string]any{"stage": float64(s.Order), "token.$": "$$.Task.Token"}
			for k, v := range ids {
				want[k] = v
			}
			task := g.States[stageName(s)]
			if diff := cmp.Diff(want, task.Parameters.Payload); diff != "" {
				t.Errorf("%s, %s: %s", c.ID(), stageName(s), diff)
			}
			if task.Parameters.FunctionName != "${OpenFunctionArn}" || task.Resource != "arn:aws:states:::lambda:invoke.waitForTaskToken" {
				t.Errorf("%s, %s calls %s by %s", c.ID(), stageName(s), task.Parameters.FunctionName, task.Resource)
			}
		}
		if diff := cmp.Diff(ids, g.States[conclude].Parameters.Payload); diff != "" {
			t.Errorf("%s, conclude: %s", c.ID(), diff)
		}
		if f := g.States[conclude].Parameters.FunctionName; f != "${ConcludeFunctionArn}" {
			t.Errorf("%s: conclude calls %s", c.ID(), f)
		}
	}
}
