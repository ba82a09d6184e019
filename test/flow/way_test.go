//go:build emulator

package flow_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn/types"
	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/test/flow/live"
)

// Subjects of mails, without what all of them have in common.
const (
	received = "申請單已送出"
	waiting  = "申請單待審核"
	returned = "申請單退回補正"
	approved = "申請測試審核通過通知"
	ended    = "測試期限已到期"
)

func TestC1_AnApplicationGoesThroughFourStagesToItsTestWindow(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	start := live.Later()
	x := p.File(t, p.Cast(t), start)

	x.AwaitStage(t, live.Soon, 1, 1)
	decideByLink(t, p, x, x.Bureau)
	for _, turn := range []struct {
		stage, mails int // what the person has been sent by then
		who          account.Actor
	}{{2, 1, p.Ops2}, {3, 2, x.Bureau2}, {4, 1, p.Moda}} {
		x.AwaitStage(t, live.Soon, 1, turn.stage)
		x.AwaitMails(t, turn.who.Mail, turn.mails) // who answers sooner than told is not told
		x.Decide(t, turn.who, chain.Approve)
	}
	x.AwaitState(t, live.Soon, casefile.Approved)

	sv := x.Service(t)
	if len(sv.ClientID) != 26 || len(sv.ResourceID) != 26 || sv.ClientID == sv.ResourceID {
		t.Errorf("D1: client %q, resource %q", sv.ClientID, sv.ResourceID)
	}
	if want := calendar.TestWindow(start); sv.Window.Window != want {
		t.Errorf("D2: the window is %s, want %s", sv.Window, want)
	}
	if got := sv.StateAt(sv.Window.Opens()); got != service.InTest {
		t.Errorf("on its first day the service is %s", got.Label())
	}
	checkFirewall(t, x, sv)
	checkMails(t, p, x, map[string][]string{
		x.Officer.Mail: {received, approved},
		x.Bureau.Mail:  {waiting, waiting}, x.Bureau2.Mail: {waiting, waiting},
		p.Ops.Mail: {waiting}, p.Ops2.Mail: {waiting}, p.Moda.Mail: {waiting}, p.Moda2.Mail: {waiting},
	})
	mail := x.Mails(t, x.Officer.Mail)[1]
	for _, text := range []string{sv.ClientID, sv.Window.Start.String(), sv.Window.End.String(), "203.66.35.30"} {
		if !strings.Contains(mail.Text, text) || !strings.Contains(mail.HTML, text) {
			t.Errorf("the approval mail lacks %s in its text or its HTML", text)
		}
	}
}

// decideByLink takes the stage's action link out of the mailbox and approves by
// it, with the code of the person's authenticator.
func decideByLink(t *testing.T, p *live.Portal, x live.Paper, who account.Actor) {
	t.Helper()
	mails := x.AwaitMails(t, who.Mail, 1)
	_, rest, found := strings.Cut(mails[len(mails)-1].Text, p.Stack.Portal+"/a/")
	if !found {
		t.Fatalf("no action link below %s in\n%s", p.Stack.Portal, mails[len(mails)-1].Text)
	}
	code, err := portaltest.Factor(who.Login).Code(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.DecideByLink(t.Context(), strings.Fields(rest)[0], code, x.Ballot(t, chain.Approve)); err != nil {
		t.Fatal(err)
	}
}

func checkFirewall(t *testing.T, x live.Paper, sv service.Service) {
	t.Helper()
	if before := x.Firewall(t, sv.Window.Opens().Add(-time.Second)); len(before.Rules) != 0 {
		t.Errorf("D12: %d rules are open before the window", len(before.Rules))
	}
	during := x.Firewall(t, sv.Window.Opens())
	text, err := during.JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"203.66.35.10", "203.66.35.20", "2001:b000:1::20", "203.66.35.30"} {
		if !strings.Contains(string(text), `"`+address+`"`) {
			t.Errorf("D12: JSON lacks %s:\n%s", address, text)
		}
		if nft := string(during.NFTables()); !strings.Contains(nft, address) {
			t.Errorf("D12: nftables lack %s:\n%s", address, nft)
		}
	}
}

// checkMails waits for the mails of each address and holds what it then has
// against want. Each text may be there once: a repeat would be identical.
func checkMails(t *testing.T, p *live.Portal, x live.Paper, want map[string][]string) {
	t.Helper()
	for address, subjects := range want {
		var texts []string
		for _, m := range x.AwaitMails(t, address, len(subjects)) {
			texts = append(texts, m.Text)
		}
		if diff := cmp.Diff(subjects, x.Subjects(t, address)); diff != "" {
			t.Errorf("mails to %s (-want +got):\n%s", address, diff)
		}
		slices.Sort(texts)
		if once := slices.Compact(slices.Clone(texts)); len(once) != len(texts) {
			t.Errorf("%s got one mail several times", address)
		}
	}
}

func TestC1_ReviewsCostFewTransitionsAndCarryIdsOnly(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	for _, c := range []struct {
		name, machine string
		cast          func(testing.TB) live.Cast
		transitions   int // each stage and, but for the last, a choice; and the conclusion
	}{
		{"four stages under an authority", "full-v1", p.Cast, 8},
		{"two stages where there is no authority", "standard-v1", p.Agency, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			x := p.File(t, c.cast(t), live.Later())
			x.ApproveAll(t, 4*live.Soon)
			run := x.Run(t)
			var e live.Execution
			live.Await(t, live.Soon, "the execution to end", func() (bool, string) {
				e = p.Execution(t, c.machine, run)
				return e.Status == types.ExecutionStatusSucceeded, string(e.Status)
			})
			if len(e.Entered) != c.transitions {
				t.Errorf("%d transitions, want %d: %q", len(e.Entered), c.transitions, e.Entered)
			}
			if e.Name != casefile.ExecutionName(x.ID, 1, 1, 1) {
				t.Errorf("the execution's name is %q", e.Name)
			}
			want, err := json.Marshal(onboarding.Run{CaseID: x.ID, Review: 1, Round: 1, Attempt: 1})
			if err != nil {
				t.Fatal(err)
			}
			if e.Input != string(want) {
				t.Errorf("the execution's input is %s, want %s", e.Input, want)
			}
		})
	}
}

func TestC2_AReturnedApplicationIsCorrectedAndApproved(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	x := p.File(t, p.Cast(t), live.Later())
	x.AwaitStage(t, live.Soon, 1, 1)
	x.Decide(t, x.Bureau, chain.Approve)
	x.AwaitStage(t, live.Soon, 1, 2)
	x.Decide(t, p.Ops, chain.Return)
	x.AwaitState(t, live.Soon, casefile.Returned)
	if err := p.Resubmit(t.Context(), x.Officer, x.Number); err != nil {
		t.Fatal(err)
	}
	x.AwaitStage(t, live.Soon, 2, 1)
	x.ApproveAll(t, 4*live.Soon)

	d, r := x.Dossier(t)
	if d.Case.Number != x.Number || r.Round != 2 || r.Attempt != 1 {
		t.Errorf("case %s ended in round %d, attempt %d", d.Case.Number, r.Round, r.Attempt)
	}
	if x.Service(t).ClientID == "" {
		t.Error("D1: the service has no client id")
	}
	checkMails(t, p, x, map[string][]string{
		x.Officer.Mail: {received, returned, received, approved},
		x.Bureau.Mail:  {waiting, waiting, waiting},
		p.Ops2.Mail:    {waiting, waiting}, p.Moda.Mail: {waiting},
	})
}
