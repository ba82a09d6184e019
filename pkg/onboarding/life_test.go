package onboarding_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// reached is a world in which a service has come to a step. The way there is gone
// once; every test gets a copy.
func reached(t *testing.T, step service.Step) (*portaltest.World, service.Service) {
	t.Helper()
	reach.Lock()
	defer reach.Unlock()
	at, known := reach.worlds[step]
	if !known {
		at.world = portaltest.NewWorld(t)
		at.service = at.world.Reach(t, step)
		if at.service.Step != step {
			t.Fatalf("the service is at %q, want %q", at.service.Step, step)
		}
		reach.worlds[step] = at
	}
	return at.world.Copy(), at.service
}

type journey struct {
	world   *portaltest.World
	service service.Service
}

var reach = struct {
	sync.Mutex
	worlds map[service.Step]journey
}{worlds: map[service.Step]journey{}}

func load(t *testing.T, w *portaltest.World, id string) (service.Service, []service.Revision) {
	t.Helper()
	sv, revisions, err := w.Store.Service(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return sv, revisions
}

func set(key form.Key, value string) func(form.Values) {
	return func(v form.Values) { v.Set(key, value) }
}

// open lists what is open now, as area purpose addresses.
func open(t *testing.T, w *portaltest.World, serviceID string) []string {
	t.Helper()
	var list []string
	for _, area := range []casefile.Area{casefile.TestArea, casefile.ProductionArea} {
		rules, err := w.Store.RulesOf(t.Context(), area, serviceID)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range firewall.At(rules, area, w.Clock.Now()).Rules {
			text := string(area) + " " + string(r.Purpose)
			for _, a := range r.Addresses {
				text += " " + a.String()
			}
			list = append(list, text)
		}
	}
	return list
}

// heard is the middle of the subjects of the officer's mails.
func heard(w *portaltest.World) []string {
	var list []string
	for _, subject := range subjects(w, w.Officer) {
		list = append(list, strings.TrimSuffix(strings.TrimPrefix(subject, "【個人化資料自主運用(MyData)平臺】"), "（系統信件）"))
	}
	return list
}

func TestD3_AnExtensionOpensTheFirewallAgain(t *testing.T) {
	t.Parallel()
	w, sv := reached(t, service.TestEnded)
	if got := open(t, w, sv.ID); len(got) > 0 {
		t.Fatalf("after the test %q is open", got)
	}
	number := w.Fill(t, casefile.ExtendKind, sv.ID, set(form.TestStart, "2024-07-05"))
	if number != sv.CaseNumber {
		t.Errorf("the extension has number %s, want the case's %s", number, sv.CaseNumber)
	}
	w.Answer(t, sv.CaseID, chain.Approve)
	sv, _ = load(t, w, sv.ID)
	if sv.Step != service.Testing || sv.Window.String() != "2024-07-05 - 2024-10-04" || sv.Window.Epoch != 2 {
		t.Errorf("%s, window %s of epoch %d", sv.Step, sv.Window, sv.Window.Epoch)
	}
	if got := open(t, w, sv.ID); len(got) > 0 {
		t.Errorf("before the day %q is open", got)
	}
	w.Clock.Set(sv.Window.Opens())
	if got := open(t, w, sv.ID); len(got) != 3 {
		t.Errorf("on the day %q is open", got)
	}
	w.Clock.Set(sv.Window.Closes())
	w.Until(t)
	if got := open(t, w, sv.ID); len(got) > 0 {
		t.Errorf("after it %q is open", got)
	}
	want := []string{"【測試區】申請單已送出", "【測試區】延長測試審核通過通知", "【測試區】測試期限已到期"}
	if diff := cmp.Diff(want, heard(w)); diff != "" {
		t.Errorf("mails (-want +got):\n%s", diff)
	}
}

func TestD3_ARefusedExtensionLeavesTheWindowAlone(t *testing.T) {
	t.Parallel()
	w, sv := reached(t, service.Testing)
	before := open(t, w, sv.ID)
	w.Fill(t, casefile.ExtendKind, sv.ID, set(form.TestStart, "2024-06-01"))
	if _, err := w.Paper(t.Context(), w.Officer, casefile.ExtendKind, sv.ID, -1); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second extension beside it: %v", err)
	}
	w.Answer(t, sv.CaseID, chain.Reject)
	now, _ := load(t, w, sv.ID)
	if now.Step != service.Testing || now.Window != sv.Window || now.Marks != 0 {
		t.Errorf("%+v", now)
	}
	if diff := cmp.Diff(before, open(t, w, sv.ID)); diff != "" {
		t.Error(diff)
	}
}

func TestD4_AChangeWhileTestingTakesTheChainItsFieldsCallFor(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(form.Values)
		want   chain.Name
	}{
		"B needs the authority's letter": {set(form.Purpose, form.FromText("另一段說明。").Encode()), chain.Full},
		"C does too":                     {set(form.DataSets, "moi-household"), chain.Full},
		"any other does not":             {set(form.IdentityModes, "3"), chain.Standard},
		"nor do the test IPs":            {set(form.TestIPs, "203.66.35.99"), chain.Standard},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, sv := reached(t, service.Testing)
			w.Fill(t, casefile.AmendKind, sv.ID, c.change)
			d, r := dossier(t, w, sv.CaseID)
			if r.ChainName != c.want || r.Kind != casefile.AmendKind || d.Case.Title() != "服務申請單(異動)" {
				t.Errorf("chain %s, kind %s, title %s", r.ChainName, r.Kind, d.Case.Title())
			}
		})
	}
}

func TestD4_AnApprovedChangeMovesTheRulesOfTheWindow(t *testing.T) {
	t.Parallel()
	w, sv := reached(t, service.Testing)
	w.Fill(t, casefile.AmendKind, sv.ID, set(form.TestIPs, "203.66.35.99"))
	if _, revisions := load(t, w, sv.ID); revisions[0].Values.Get(form.TestIPs) != "203.66.35.30" {
		t.Error("the change is in force before it is approved")
	}
	w.Answer(t, sv.CaseID, chain.Approve)
	want := []string{"test sp-api 203.66.35.10", "test host 203.66.35.20 2001:b000:1::20", "test test-ip 203.66.35.99"}
	if diff := cmp.Diff(want, open(t, w, sv.ID)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	now, _ := load(t, w, sv.ID)
	if now.Step != service.Testing || now.Window != sv.Window {
		t.Errorf("%s, %s", now.Step, now.Window)
	}
}

func TestD5_AGoLiveLeadsToThePilotInProduction(t *testing.T) {
	t.Parallel()
	w, sv := reached(t, service.Testing)
	w.Fill(t, casefile.ExtendKind, sv.ID, set(form.TestStart, "2024-06-01"))
	w.Fill(t, casefile.GoLiveKind, sv.ID, func(v form.Values) {
		portaltest.GoLive(v)
		v.Set(form.ReturnURL, "https://www.bank.example.com.tw/live")
	})
	w.Answer(t, sv.CaseID, chain.Approve)
	now, revisions := load(t, w, sv.ID)
	if now.Step != service.Piloting || now.GoLive.String() != "2024-07-01" || now.Marks != 0 {
		t.Errorf("%s, %s, marks %b", now.Step, now.GoLive, now.Marks)
	}
	if r := revisions[0]; r.Production.Get(form.ReturnURL) != "https://www.bank.example.com.tw/live" || r.Values.Get(form.ReturnURL) != "https://www.bank.example.com.tw/mydata/back" {
		t.Errorf("test area %s, production %s", r.Values.Get(form.ReturnURL), r.Production.Get(form.ReturnURL))
	}
	want := []string{"production sp-api 203.66.35.10", "production host 203.66.35.20 2001:b000:1::20", "production pilot-ip 203.66.35.40"}
	if diff := cmp.Diff(want, open(t, w, sv.ID)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	d, _ := dossier(t, w, sv.CaseID)
	if extension, _ := d.Review(2); extension.State != casefile.ReviewWithdrawn || d.Case.Area != casefile.ProductionArea || d.Case.State != casefile.Approved {
		t.Errorf("the extension is %s, the case %s in %s", extension.State, d.Case.State, d.Case.Area)
	}
	w.Clock.Set(sv.Window.Closes())
	w.Until(t)
	want = []string{"【測試區】申請單已送出", "【測試區】申請單已送出", "【正式區】申請試辦審核通過通知", "【正式區】試辦報告繳交提醒", "【正式區】試辦報告繳交提醒", "【正式區】試辦報告逾期"}
	if diff := cmp.Diff(want[:3], heard(w)[:3]); diff != "" {
		t.Errorf("mails (-want +got):\n%s", diff)
	}
}

func TestD7_TheReportIsAskedForAndTheServiceGoesLiveByItself(t *testing.T) {
	t.Parallel()
	w, sv := reached(t, service.Piloting)
	for day := calendar.Today(w.Clock.Now()); day.Before(sv.GoLive); day = day.AddDays(1) {
		w.Clock.Set(day.Start().Add(10 * time.Hour))
		w.Until(t)
	}
	want := []string{"【正式區】試辦報告繳交提醒", "【正式區】試辦報告繳交提醒", "【正式區】試辦報告逾期"}
	if diff := cmp.Diff(want, heard(w)); diff != "" {
		t.Errorf("reminders (-want +got):\n%s", diff)
	}
	w.Mail.Forget()
	w.Fill(t, casefile.ReportKind, sv.ID, func(form.Values) {})
	w.Answer(t, sv.CaseID, chain.Approve)
	waiting, _ := load(t, w, sv.ID)
	if waiting.Step != service.Waiting || waiting.GoLive != sv.GoLive {
		t.Errorf("%s on %s", waiting.Step, waiting.GoLive)
	}
	w.Clock.Set(waiting.GoLive.Start().Add(7 * 24 * time.Hour)) // the clock stood still
	w.Until(t)
	w.Until(t)
	live, _ := load(t, w, sv.ID)
	if live.Step != service.Live || live.Live != 1 || live.Candidate != 0 || live.StateAt(w.Clock.Now()) != service.Online {
		t.Errorf("%+v", live)
	}
	if diff := cmp.Diff([]string{"production sp-api 203.66.35.10", "production host 203.66.35.20 2001:b000:1::20"}, open(t, w, sv.ID)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"【正式區】申請單已送出", "【正式區】申請單審核通過", "【正式區】服務上線通知"}, heard(w)); diff != "" {
		t.Errorf("mails (-want +got):\n%s", diff)
	}
	d, _ := dossier(t, w, sv.CaseID)
	if got := d.Case.Title(); got != "服務申請單(正式上線)" {
		t.Errorf("title %s", got)
	}
}

func TestD7_TheDayCanBeMovedUntilItHasCome(t *testing.T) {
	t.Parallel()
	w, sv := reached(t, service.Waiting)
	later := sv.GoLive.AddDays(10)
	for name, c := range map[string]struct {
		day    calendar.Date
		reason string
	}{"without a reason": {later, " "}, "to the past": {calendar.Today(w.Clock.Now()).AddDays(-1), "誤植"}} {
		if err := w.MoveDate(t.Context(), w.Ops, sv.ID, c.day, c.reason); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := w.MoveDate(t.Context(), w.Stranger, sv.ID, later, "好奇"); !fault.Is(err, fault.NotFound) {
		t.Errorf("a stranger: %v", err)
	}
	if err := w.MoveDate(t.Context(), w.Ops, sv.ID, later, "系統維護"); err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	w.Clock.Set(sv.GoLive.Start())
	w.Until(t)
	if now, _ := load(t, w, sv.ID); now.Step != service.Waiting {
		t.Errorf("on the day before the move it is %s", now.Step)
	}
	w.Clock.Set(later.Start())
	w.Until(t)
	if now, _ := load(t, w, sv.ID); now.Step != service.Live {
		t.Errorf("on the new day it is %s", now.Step)
	}
	if err := w.MoveDate(t.Context(), w.Ops, sv.ID, later.AddDays(5), "太晚"); !fault.Is(err, fault.Conflict) {
		t.Errorf("after it has come: %v", err)
	}
	if diff := cmp.Diff([]string{"【正式區】上線日期異動通知", "【正式區】服務上線通知"}, heard(w)); diff != "" {
		t.Errorf("mails (-want +got):\n%s", diff)
	}
}

func TestD8_EachWayOfAChangeIsAppliedAsTheManualSays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(form.Values)
		kind   casefile.Kind
		chain  chain.Name
		steps  []service.Step // after each approval
	}{
		"direct":            {set(form.Hotline, "02-87654321"), casefile.DirectKind, chain.Standard, []service.Step{service.Live}},
		"direct, by letter": {set(form.Purpose, form.FromText("另一段說明。").Encode()), casefile.DirectKind, chain.Full, []service.Step{service.Live}},
		"back to pilot":     {set(form.ReturnURL, "https://www.bank.example.com.tw/new"), casefile.PilotKind, chain.Standard, []service.Step{service.Piloting, service.Live}},
		"back to test": {func(v form.Values) { v.Set(form.IdentityModes, "3"); v.Set(form.TestStart, "2024-07-10") },
			casefile.RetestKind, chain.Standard, []service.Step{service.Testing, service.Piloting, service.Live}},
		"the strictest counts": {func(v form.Values) {
			v.Set(form.Hotline, "02-87654321")
			v.Set(form.ReturnURL, "https://www.bank.example.com.tw/new")
			v.Set(form.DataSets, "moi-household")
			v.Set(form.TestStart, "2024-07-10")
		}, casefile.RetestKind, chain.Full, []service.Step{service.Testing, service.Piloting, service.Live}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, sv := reached(t, service.Live)
			_, before := load(t, w, sv.ID)
			number := w.Fill(t, casefile.AmendKind, sv.ID, c.change)
			if number != sv.CaseNumber+"-1" {
				t.Errorf("number %s", number)
			}
			caseID := caseOf(t, w, number)
			if _, r := dossier(t, w, caseID); r.Kind != c.kind || r.ChainName != c.chain {
				t.Errorf("kind %s on %s, want %s on %s", r.Kind, r.ChainName, c.kind, c.chain)
			}
			for i, step := range c.steps {
				w.Answer(t, caseID, chain.Approve)
				now, revisions := load(t, w, sv.ID)
				if now.Step != step {
					t.Fatalf("after %d approvals it is at %q, want %q", i+1, now.Step, step)
				}
				if step != service.Live {
					if diff := cmp.Diff(before[0], revisions[0]); diff != "" || now.Live != 1 || now.StateAt(w.Clock.Now()) != service.Online {
						t.Errorf("the live revision is touched: %s", diff)
					}
				}
				switch step {
				case service.Testing:
					w.Clock.Set(now.Window.Opens())
					w.Fill(t, casefile.GoLiveKind, sv.ID, set(form.GoLiveDate, "2024-09-01"))
				case service.Piloting:
					w.Fill(t, casefile.ReportKind, sv.ID, func(form.Values) {})
				}
			}
			now, revisions := load(t, w, sv.ID)
			r, _ := service.Find(revisions, now.Live)
			want := before[0].InProduction()
			c.change(want)
			for _, change := range form.Diff(want, r.InProduction()) {
				if k := change.Field.Key; k != form.TestStart && k != form.GoLiveDate && k != form.Checklist {
					t.Errorf("%s: %q in force, want %q", k, change.After, change.Before)
				}
			}
			if now.Live != 2 || now.Candidate != 0 || now.LiveNumber != number || now.Launched != sv.Launched {
				t.Errorf("%+v", now)
			}
			mails := heard(w)
			if last := mails[len(mails)-1]; last != "【正式區】異動生效通知" {
				t.Errorf("mails %q", mails)
			}
		})
	}
}

func TestD8_ARefusedChangeLeavesTheLiveServiceAsItWas(t *testing.T) {
	t.Parallel()
	w, sv := reached(t, service.Live)
	number := w.Fill(t, casefile.AmendKind, sv.ID, set(form.Name, "改名的服務"))
	if _, err := w.Paper(t.Context(), w.Officer, casefile.AmendKind, sv.ID, -1); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second change beside it: %v", err)
	}
	w.Answer(t, caseOf(t, w, number), chain.Reject)
	now, _ := load(t, w, sv.ID)
	if now.Step != service.Live || now.Live != 1 || now.Name != sv.Name || now.CaseNumber != sv.CaseNumber {
		t.Errorf("%+v", now)
	}
	if number := w.Fill(t, casefile.AmendKind, sv.ID, set(form.Name, "再改名的服務")); number != sv.CaseNumber+"-2" {
		t.Errorf("the next change has number %s", number)
	}
}

func TestD6_AChangeInPilotStaysThereOrGoesBackToTest(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(form.Values)
		kind   casefile.Kind
		step   service.Step
	}{
		"a return URL stays":      {set(form.ReturnURL, "https://www.bank.example.com.tw/new"), casefile.AlterKind, service.Piloting},
		"a name stays":            {set(form.Name, "新名稱"), casefile.AlterKind, service.Piloting},
		"an identity mode goes":   {func(v form.Values) { v.Set(form.IdentityModes, "3"); v.Set(form.TestStart, "2024-04-10") }, casefile.BackKind, service.Testing},
		"a set of data goes, too": {func(v form.Values) { v.Set(form.DataSets, "moi-household"); v.Set(form.TestStart, "2024-04-10") }, casefile.BackKind, service.Testing},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, sv := reached(t, service.Piloting)
			if number := w.Fill(t, casefile.AmendKind, sv.ID, c.change); number != sv.CaseNumber {
				t.Errorf("number %s", number)
			}
			if _, r := dossier(t, w, sv.CaseID); r.Kind != c.kind {
				t.Errorf("kind %s", r.Kind)
			}
			w.Answer(t, sv.CaseID, chain.Approve)
			if now, _ := load(t, w, sv.ID); now.Step != c.step || now.Marks != 0 {
				t.Errorf("it is at %q with marks %b", now.Step, now.Marks)
			}
		})
	}
}

func TestD8_AChangeThatGoesBackToTestAsksForItsDay(t *testing.T) {
	t.Parallel()
	w, sv := reached(t, service.Live)
	desk, err := w.Paper(t.Context(), w.Officer, casefile.AmendKind, sv.ID, -1)
	if err != nil {
		t.Fatal(err)
	}
	values := desk.Draft.Values.Clone()
	values.Set(form.IdentityModes, "3")
	if _, err := w.SaveDraft(t.Context(), w.Officer, desk.Draft, form.Parsed{Values: values}, desk.Draft.Version); err != nil {
		t.Fatal(err)
	}
	_, err = w.Ask(t.Context(), w.Officer, casefile.AmendKind, sv.ID)
	if faults := fault.FieldsOf(err); len(faults) != 1 || faults[0].Key != string(form.TestStart) {
		t.Errorf("%v %+v", err, faults)
	}
}

func TestD8_ACorrectedChangeKeepsItsWay(t *testing.T) {
	t.Parallel()
	w, sv := reached(t, service.Live)
	number := w.Fill(t, casefile.AmendKind, sv.ID, set(form.Hotline, "02-87654321"))
	w.Answer(t, caseOf(t, w, number), chain.Return)
	correct := func(change func(form.Values)) error {
		desk, err := w.Correction(t.Context(), w.Officer, number)
		if err != nil {
			t.Fatal(err)
		}
		values := desk.Draft.Values.Clone()
		change(values)
		if _, err := w.SaveDraft(t.Context(), w.Officer, desk.Draft, form.Parsed{Values: values}, desk.Draft.Version); err != nil {
			t.Fatal(err)
		}
		return w.Resubmit(t.Context(), w.Officer, number)
	}
	if err := correct(set(form.ReturnURL, "https://www.bank.example.com.tw/new")); !fault.Is(err, fault.Invalid) {
		t.Errorf("a correction that would go back to pilot: %v", err)
	}
	if err := correct(func(v form.Values) {
		v.Set(form.ReturnURL, inForce(t, w, sv.ID).Get(form.ReturnURL))
		v.Set(form.Hotline, "02-11112222")
	}); err != nil {
		t.Fatal(err)
	}
	w.Answer(t, caseOf(t, w, number), chain.Approve)
	now, revisions := load(t, w, sv.ID)
	if r, _ := service.Find(revisions, now.Live); now.Live != 2 || r.Values.Get(form.Hotline) != "02-11112222" {
		t.Errorf("revision %d with hotline %s", now.Live, r.Values.Get(form.Hotline))
	}
}

// inForce is what the live revision answers in production.
func inForce(t *testing.T, w *portaltest.World, id string) form.Values {
	t.Helper()
	sv, revisions := load(t, w, id)
	r, _ := service.Find(revisions, sv.Live)
	return r.InProduction()
}

func TestC2_APaperThatNamesNoServiceComesBackWithItsName(t *testing.T) {
	t.Parallel()
	w, sv := reached(t, service.Piloting)
	number := w.Fill(t, casefile.ReportKind, sv.ID, func(form.Values) {})
	w.Answer(t, sv.CaseID, chain.Return)
	desk, err := w.Correction(t.Context(), w.Officer, number)
	if err != nil {
		t.Fatal(err)
	}
	if desk.Draft.Service != sv.Name {
		t.Errorf("the correction is about %q", desk.Draft.Service)
	}
	if err := w.Resubmit(t.Context(), w.Officer, number); err != nil {
		t.Fatal(err)
	}
	if d, _ := dossier(t, w, sv.CaseID); d.Case.ServiceName != sv.Name {
		t.Errorf("the case is about %q", d.Case.ServiceName)
	}
}
