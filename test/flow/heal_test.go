//go:build emulator

package flow_test

import (
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/test/flow/live"
)

// harms are all the ways in which a review may get stuck between its first and
// its second stage. Each takes a case that waits at the first and lets it be
// approved with something broken, which is in order again at the end.
var harms = []struct {
	name     string
	do       func(t *testing.T, p *live.Portal, x live.Paper)
	attempts int // executions the review needs until its end
}{
	// The emulator is restarted first: it would take the others' executions too.
	{"the emulator is restarted in the middle of a review", func(t *testing.T, p *live.Portal, x live.Paper) {
		p.Restart(t)
		x.Decide(t, x.Bureau, chain.Approve)
	}, 2},
	{"the execution is stopped while a stage waits", func(t *testing.T, p *live.Portal, x live.Paper) {
		p.StopExecution(t, "full-v1", x.Run(t))
		x.Decide(t, x.Bureau, chain.Approve)
	}, 2},
	{"open may not use the table", func(t *testing.T, p *live.Portal, x live.Paper) {
		restore := p.DenyTable(t, "open")
		x.Decide(t, x.Bureau, chain.Approve)
		p.AwaitFailure(t, "open", x.ID)
		restore()
	}, 2},
	{"the answer of a decision is never sent", func(t *testing.T, p *live.Portal, x live.Paper) {
		decideWith(t, p, x, func(tx *onboarding.Tx) { tx.Outbox = nil })
	}, 2},
	{"the answer of a decision loses its turn at relay", func(t *testing.T, p *live.Portal, x live.Paper) {
		decideWith(t, p, x, func(tx *onboarding.Tx) {
			tx.Outbox[0].Due = tx.Outbox[0].Due.Add(10 * time.Second) // relay leaves alone what is not due yet
		})
	}, 1},
	{"relay may not talk to the machines for a while", func(t *testing.T, p *live.Portal, x live.Paper) {
		restore := p.DenyAllButTable(t, "relay")
		var answer string
		decideWith(t, p, x, func(tx *onboarding.Tx) { answer = tx.Outbox[0].ID })
		p.AwaitFailure(t, "relay", answer)
		restore()
	}, 1},
	{"relay does not run for a while", func(t *testing.T, p *live.Portal, x live.Paper) {
		restore := p.Throttle(t, "relay")
		x.Decide(t, x.Bureau, chain.Approve)
		p.AwaitRefusedBatch(t)
		restore()
	}, 1},
}

// TestTrust3_ReviewsHealByThemselves harms one case in each way, and lets all
// of them heal beside the other tests: by the deployed reconcile, as its
// schedule asks it, and by nobody else.
func TestTrust3_ReviewsHealByThemselves(t *testing.T) {
	p := live.Open(t)
	cast := p.Cast(t)
	papers := make([]live.Paper, len(harms))
	for i, harm := range harms {
		papers[i] = p.File(t, cast, live.Later())
		papers[i].AwaitStage(t, live.Soon, 1, 1)
		papers[i].AwaitMails(t, cast.Bureau.Mail, 1)
		harm.do(t, p, papers[i])
	}
	t.Parallel()
	for i, harm := range harms {
		t.Run(harm.name, func(t *testing.T) {
			t.Parallel()
			x := papers[i]
			x.AwaitStage(t, live.Healed, 1, 2)
			x.ApproveAll(t, 4*live.Soon)
			if _, r := x.Dossier(t); r.Attempt != harm.attempts {
				t.Errorf("the review ended in its attempt %d, want %d", r.Attempt, harm.attempts)
			}
			checkMails(t, p, x, map[string][]string{
				x.Officer.Mail: {received, approved},
				x.Bureau.Mail:  {waiting, waiting}, x.Bureau2.Mail: {waiting, waiting},
				p.Ops.Mail: {waiting}, p.Ops2.Mail: {waiting}, p.Moda.Mail: {waiting}, p.Moda2.Mail: {waiting},
			})
			live.Await(t, live.Soon, "no execution of the case to be left", func() (bool, string) {
				left := p.Executions(t, "full-v1", x.ID, types.ExecutionStatusRunning)
				return len(left) == 0, strings.Join(left, ", ")
			})
		})
	}
}

// decideWith approves the open stage, with the transaction edited on its way to
// the table.
func decideWith(t *testing.T, p *live.Portal, x live.Paper, edit func(*onboarding.Tx)) {
	t.Helper()
	broken := p.With(func(deps *onboarding.Deps) { deps.Store = live.Tampered(deps.Store, edit) })
	if _, err := broken.Decide(t.Context(), x.Bureau, x.Ballot(t, chain.Approve)); err != nil {
		t.Fatal(err)
	}
}
