//go:build emulator

package flow_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/test/flow/live"
)

// TestTrust30_IdsAloneLeaveTheTable looks for the people's names, addresses and
// opinions in everything that was written down outside of the table, by this
// test and, since they run at the same time or before it, by the others.
func TestTrust30_IdsAloneLeaveTheTable(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	x := p.File(t, p.Cast(t), live.Later())
	x.AwaitStage(t, live.Soon, 1, 1)
	x.Decide(t, x.Bureau, chain.Return)
	x.AwaitMails(t, x.Officer.Mail, 2)
	if err := p.Resubmit(t.Context(), x.Officer, x.Number); err != nil {
		t.Fatal(err)
	}
	x.AwaitStage(t, live.Soon, 2, 1)
	x.ApproveAll(t, 4*live.Soon)
	x.AwaitMails(t, x.Officer.Mail, 4)

	places := map[string]string{}
	for name := range p.Stack.Functions {
		places["the log of "+name] = strings.Join(p.Logs(t, name, ""), "\n")
	}
	for name := range p.Stack.Queues {
		places["the dead letters of "+name] = strings.Join(p.DeadLetters(t, name), "\n")
	}
	run := x.Run(t)
	for run.Round = 1; run.Round <= 2; run.Round++ {
		e := p.Execution(t, "full-v1", run)
		if e.Status != types.ExecutionStatusSucceeded || !strings.Contains(e.History, x.ID) {
			t.Errorf("the history of %s (%s) does not name the case", e.Name, e.Status)
		}
		places["the execution "+e.Name] = e.Name + e.Input + e.History
	}
	for _, function := range []string{"open", "conclude"} {
		if !strings.Contains(places["the log of "+function], x.ID) {
			t.Errorf("the log of %s does not name the case", function)
		}
	}
	for place, text := range places {
		for _, planted := range append([]string{x.Number}, live.Planted...) {
			if i := strings.Index(text, planted); i >= 0 {
				t.Errorf("%s has %q: …%s…", place, planted, text[max(0, i-200):min(len(text), i+100)])
			}
		}
	}
}

func TestClockAndReconcileAreAskedByTheirSchedule(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	for _, function := range []string{"clock", "reconcile"} {
		t.Run(function, func(t *testing.T) {
			t.Parallel()
			count := func() int { return len(p.Logs(t, function, function)) } // a line's event is the function's name
			before := count()
			live.Await(t, 2*live.Soon, "functions/"+function+" to be asked again", func() (bool, string) {
				now := count()
				return now > before, fmt.Sprintf("asked %d times before, %d now", before, now)
			})
		})
	}
}
