package onboarding_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// person is what an officer types about somebody.
func person(login string) account.Details {
	return account.Details{Login: login, Name: "新同仁", Phone: "02-2380-0001", Mail: login + "@bank.com.tw", Unit: "數位金融部"}
}

func accountOf(t *testing.T, w *portaltest.World, id string) account.Account {
	t.Helper()
	a, err := w.Store.Account(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// named is the account that owns a login; its id is "" where nobody does.
func named(t *testing.T, w *portaltest.World, login string) account.Account {
	t.Helper()
	id, err := w.Store.Claimed(t.Context(), onboarding.LoginClaim, login)
	if err != nil {
		return account.Account{}
	}
	a, err := w.Store.Account(t.Context(), id)
	if err != nil {
		return account.Account{}
	}
	return a
}

// opened is a session of somebody, and whether it still opens the door.
func opened(t *testing.T, w *portaltest.World, who account.Actor) func() bool {
	t.Helper()
	session := account.Session{AccountID: who.AccountID, Level: account.LevelTOTP, Epoch: who.Epoch, Seen: w.Clock.Now(), Expires: w.Clock.Now().Add(account.SessionTotal)}
	return func() bool { return session.Alive(accountOf(t, w, who.AccountID), w.Clock.Now()) }
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err, fault.FieldsOf(err))
		}
		return v
	}
}

func TestA9_AnEditTakesEffectWhenOpsHasApprovedIt(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	old := accountOf(t, w, w.Officer.AccountID)
	edited := account.DetailsOf(old)
	edited.Login, edited.Mail, edited.Name = "renamed01", "renamed@bank.com.tw", "王小明"
	number := must[string](t)(w.RequestEdit(t.Context(), w.Officer, "k1", w.Officer.AccountID, edited))
	w.Settle(t)
	if got := accountOf(t, w, old.ID); account.DetailsOf(got) != account.DetailsOf(old) {
		t.Errorf("before the review the account is %+v", got)
	}
	if named(t, w, "renamed01").ID != "" {
		t.Error("the name asked for opens the account already")
	}
	d, r := dossier(t, w, caseOf(t, w, number))
	if d.Case.Title() != "帳號申請單(異動)" || r.ChainName != chain.OpsOnly {
		t.Errorf("%s on %s", d.Case.Title(), r.ChainName)
	}
	w.Mail.Forget()
	answered(t, w, number, chain.Approve, onboarding.Confirming{})
	got := accountOf(t, w, old.ID)
	if diff := cmp.Diff(edited, account.DetailsOf(got)); diff != "" || got.CaseID != "" {
		t.Errorf("after it (-want +got):\n%s", diff)
	}
	if named(t, w, "renamed01").ID != old.ID || named(t, w, old.Login).ID != "" {
		t.Error("the claims did not follow")
	}
	if list := w.Mail.To(old.Mail); len(list) != 1 || !strings.Contains(list[0].Subject, "帳號安全通知") {
		t.Errorf("the old address was told %v", list)
	}
}

func TestA9_ARefusedEditLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	old := accountOf(t, w, w.Colleague.AccountID)
	edited := account.DetailsOf(old)
	edited.Login, edited.Mail, edited.Unit = "renamed01", "renamed@bank.com.tw", "資訊處"
	edits := []func(number string){
		func(number string) { answered(t, w, number, chain.Reject, onboarding.Confirming{}) },
		func(number string) {
			if err := w.Withdraw(t.Context(), w.Officer, caseOf(t, w, number), "不用了"); err != nil {
				t.Fatal(err)
			}
			w.Settle(t)
		},
	}
	for n, end := range edits {
		number := must[string](t)(w.RequestEdit(t.Context(), w.Officer, fmt.Sprint("k", n), old.ID, edited))
		w.Settle(t)
		end(number)
		if got := accountOf(t, w, old.ID); account.DetailsOf(got) != account.DetailsOf(old) || got.CaseID != "" {
			t.Errorf("the account is %+v", got)
		}
	}
}

func TestA10_ASubAccountWaitsForOps(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	number := must[string](t)(w.RequestSub(t.Context(), w.Officer, "k1", person("helper01")))
	w.Settle(t)
	if a := named(t, w, "helper01"); a.Status != account.Pending || a.Usable() {
		t.Errorf("before the review: %+v", a)
	}
	answered(t, w, number, chain.Approve, onboarding.Confirming{})
	a := named(t, w, "helper01")
	if a.Status != account.Active || a.Role != account.Sub || a.OrganisationID != w.Officer.OrganisationID || a.PasswordHash != "" {
		t.Errorf("after it: %+v", a)
	}
	mails := w.Mail.To("helper01@bank.com.tw")
	if len(mails) != 1 || !strings.Contains(mails[0].Subject, "後臺帳號已建立") || !strings.Contains(mails[0].Text, "忘記密碼") {
		t.Errorf("the new person got %v", mails)
	}
	if list := strings.Join(subjects(w, w.Officer), "\n"); !strings.Contains(list, "帳號申請審核結果") {
		t.Errorf("the officer got %s", list)
	}
}

func TestA10_WhatBreaksARuleIsRefusedAndTheFormTwiceIsOneCase(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	for name, edit := range map[string]func(*account.Details){
		"login": func(d *account.Details) { d.Login = "officer02" }, "mail": func(d *account.Details) { d.Mail = w.Stranger.Mail }, "unit": func(d *account.Details) { d.Unit = "" },
	} {
		d := person("helper01")
		edit(&d)
		_, err := w.RequestSub(t.Context(), w.Officer, "k-"+name, d)
		if fields := fault.FieldsOf(err); len(fields) != 1 || fields[0].Control != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	first := must[string](t)(w.RequestSub(t.Context(), w.Officer, "k1", person("helper01")))
	second := must[string](t)(w.RequestSub(t.Context(), w.Officer, "k1", person("helper01")))
	if first != second {
		t.Errorf("two cases: %s and %s", first, second)
	}
}

func TestA10_OnlyTheOfficerWithAnAuthenticatorManagesAccounts(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	mailed := w.Officer
	mailed.Level = account.LevelMail
	for name, c := range map[string]struct {
		who  account.Actor
		want fault.Code
	}{
		"a sub-account": {w.Colleague, fault.Forbidden}, "a mailed code": {mailed, fault.Forbidden}, "ops": {w.Ops, fault.Forbidden},
		"a colleague in the authority": {w.Bureau2, fault.Forbidden}, "the authority's officer": {w.Bureau, ""},
	} {
		if _, err := w.RequestSub(t.Context(), c.who, "k", person("helper01")); fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if a := named(t, w, "helper01"); a.Role != account.Authority || a.OrganisationID != w.Bureau.OrganisationID {
		t.Errorf("an authority's sub-account is %+v", a)
	}
	for _, id := range []string{w.Stranger.AccountID, "nobody"} {
		if _, err := w.RequestDelete(t.Context(), w.Officer, "k2", id); !fault.Is(err, fault.NotFound) {
			t.Errorf("deleting %s: %v", id, err)
		}
	}
}

func TestA11_ARemovedAccountIsGoneWithItsSessionsAndLinks(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	alive := opened(t, w, w.Colleague)
	number := must[string](t)(w.RequestDelete(t.Context(), w.Officer, "k1", w.Colleague.AccountID))
	w.Settle(t)
	if !alive() {
		t.Error("the session ended before the decision")
	}
	if _, err := w.RequestEdit(t.Context(), w.Officer, "k2", w.Colleague.AccountID, person("other01")); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second case about the same account: %v", err)
	}
	answered(t, w, number, chain.Approve, onboarding.Confirming{})
	if alive() || accountOf(t, w, w.Colleague.AccountID).Status != account.Removed || named(t, w, "officer02").ID != "" {
		t.Error("the account still stands")
	}
	if _, err := w.RequestDelete(t.Context(), w.Officer, "k3", w.Officer.AccountID); !fault.Is(err, fault.Conflict) {
		t.Errorf("deleting the officer: %v", err)
	}
	if list := w.Mail.To(w.Colleague.Mail); len(list) == 0 || !strings.Contains(list[len(list)-1].Subject, "帳號申請審核結果") {
		t.Errorf("the person was told %v", list)
	}
}

func TestA12_ASubAccountIsPromotedInPlace(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	before := accountOf(t, w, w.Colleague.AccountID)
	officer, colleague := opened(t, w, w.Officer), opened(t, w, w.Colleague)
	d := account.DetailsOf(before)
	d.Phone, d.Mail = "02-2380-0009", "moved@bank.com.tw"
	number := must[string](t)(w.RequestOfficer(t.Context(), w.Officer, "k1", w.Colleague.AccountID, d))
	w.Settle(t)
	answered(t, w, number, chain.Approve, onboarding.Confirming{})
	got := accountOf(t, w, w.Colleague.AccountID)
	if got.Role != account.Provider || got.Phone != "02-2380-0009" || string(got.FactorSealed) != string(before.FactorSealed) || got.PasswordHash != before.PasswordHash {
		t.Errorf("promoted to %+v", got)
	}
	if officer() || colleague() {
		t.Error("a session outlived the change")
	}
	if a := accountOf(t, w, w.Officer.AccountID); a.Status != account.Removed {
		t.Errorf("the old officer is %s", a.Status)
	}
	if office := must[account.Office](t)(w.Store.Office(t.Context(), w.Officer.OrganisationID)); office.AccountID != got.ID || office.CaseID != "" {
		t.Errorf("in office is %+v", office)
	}
	for _, address := range []string{before.Mail, d.Mail} {
		if list := w.Mail.To(address); !slices.ContainsFunc(list, func(m onboarding.Message) bool { return strings.Contains(m.Text, "變更電子郵件") }) {
			t.Errorf("%s is not told of the other address: %v", address, list)
		}
	}
}

func TestA12_ANewPersonTakesOverAndGetsTheMailOfTheOldOnesCases(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	number := must[string](t)(w.RequestOfficer(t.Context(), w.Officer, "k1", "", person("successor01")))
	w.Settle(t)
	answered(t, w, number, chain.Approve, onboarding.Confirming{})
	a := named(t, w, "successor01")
	if a.Role != account.Provider || a.Status != account.Active {
		t.Errorf("the new officer is %+v", a)
	}
	w.Mail.Forget()
	decide(t, w, w.Bureau, caseID, chain.Reject)
	if list := w.Mail.To("successor01@bank.com.tw"); len(list) != 1 || !strings.Contains(list[0].Subject, "申請單審核未通過") {
		t.Errorf("the new officer got %v", list)
	}
	if list := w.Mail.To(w.Officer.Mail); len(list) != 0 {
		t.Errorf("the old officer still got %v", list)
	}
}

func TestA12_OneChangeOfOfficerIsOpenAtATime(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	number := must[string](t)(w.RequestOfficer(t.Context(), w.Officer, "k1", "", person("successor01")))
	w.Settle(t)
	if _, err := w.RequestOfficer(t.Context(), w.Officer, "k2", "", person("successor02")); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second change: %v", err)
	}
	if err := w.Withdraw(t.Context(), w.Colleague, caseOf(t, w, number), ""); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a sub-account withdrew it: %v", err)
	}
	answered(t, w, number, chain.Reject, onboarding.Confirming{})
	if named(t, w, "successor01").ID != "" {
		t.Error("the refused successor keeps the name")
	}
	must[string](t)(w.RequestOfficer(t.Context(), w.Officer, "k3", "", person("successor01")))
}

func TestA15_ARebindingTakesTheLostAuthenticatorAway(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	alive := opened(t, w, w.Colleague)
	number := must[string](t)(w.RequestRebind(t.Context(), w.Colleague.AccountID, "k1"))
	w.Settle(t)
	d, _ := dossier(t, w, caseOf(t, w, number))
	if d.Case.Title() != "帳號申請單(重新綁定)" || !alive() {
		t.Errorf("%s; alive %v", d.Case.Title(), alive())
	}
	w.Mail.Forget()
	answered(t, w, number, chain.Approve, onboarding.Confirming{})
	if a := accountOf(t, w, w.Colleague.AccountID); len(a.FactorSealed) > 0 || alive() {
		t.Error("the factor or a session is still there")
	}
	if len(subjects(w, w.Officer)) == 0 || len(subjects(w, w.Colleague)) == 0 {
		t.Error("person and officer were not told")
	}
}

// TestA15_OpsAndModaDecideAboutEachOther holds that nobody lets a colleague in
// who has lost the authenticator (C10).
func TestA15_OpsAndModaDecideAboutEachOther(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	for _, c := range []struct{ who, colleague, other account.Actor }{{w.Ops, w.Ops2, w.Moda}, {w.Moda, w.Moda2, w.Ops2}} {
		number := must[string](t)(w.RequestRebind(t.Context(), c.who.AccountID, "k1"))
		w.Settle(t)
		for _, own := range []account.Actor{c.who, c.colleague} {
			if _, err := w.Decide(t.Context(), own, ballot(t, w, caseOf(t, w, number), chain.Approve)); !fault.Is(err, fault.Forbidden) {
				t.Errorf("%s decides about %s: %v", own.Login, c.who.Login, err)
			}
		}
		if _, err := w.Decide(t.Context(), c.other, ballot(t, w, caseOf(t, w, number), chain.Approve)); err != nil {
			t.Fatalf("%s about %s: %v", c.other.Login, c.who.Login, err)
		}
		w.Settle(t)
		if a := accountOf(t, w, c.who.AccountID); a.Bound() {
			t.Errorf("%s still has the lost authenticator", c.who.Login)
		}
	}
}

func TestC6_AnAccountCaseIsDecidedByActionLink(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	w.Mail.Forget()
	number := must[string](t)(w.RequestSub(t.Context(), w.Officer, "k1", person("helper01")))
	w.Settle(t)
	b := ballot(t, w, caseOf(t, w, number), chain.Approve)
	if _, err := w.DecideByLink(t.Context(), mailedLink(t, w, w.Ops), code(t, w, w.Ops), b); err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	if a := named(t, w, "helper01"); a.Status != account.Active {
		t.Errorf("the sub-account is %s", a.Status)
	}
}

// TestA12_NeverNoOfficerAndNeverTwo lets officers, ops and withdrawals race in
// many orders. After every step the organisation has one officer: the account in
// office, and no other with an officer's role.
func TestA12_NeverNoOfficerAndNeverTwo(t *testing.T) {
	t.Parallel()
	for seed := range uint64(25) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			w := portaltest.NewWorld(t)
			r := rand.New(rand.NewPCG(seed, 12))
			for step := range 12 {
				raceOfficers(t, w, r, step)
				w.Settle(t)
				oneOfficer(t, w)
			}
		})
	}
}

// raceOfficers starts a handful of acts at once.
func raceOfficers(t *testing.T, w *portaltest.World, r *rand.Rand, step int) {
	org := w.Officer.OrganisationID
	office := must[account.Office](t)(w.Store.Office(t.Context(), org))
	people := must[[]account.Account](t)(w.Store.People(t.Context(), org))
	officer := account.ActorOf(accountOf(t, w, office.AccountID), account.LevelTOTP)
	open := must[[]casefile.Stage](t)(queue(t, w))
	var wg sync.WaitGroup
	for n := range 6 {
		target := people[r.IntN(len(people))]
		key := fmt.Sprintf("%d-%d", step, n)
		login := fmt.Sprintf("p%dx%d", step, n)
		switch act := r.IntN(6); {
		case act == 0:
			wg.Go(func() { w.RequestOfficer(t.Context(), officer, key, "", person(login)) })
		case act == 1:
			wg.Go(func() { w.RequestOfficer(t.Context(), officer, key, target.ID, account.DetailsOf(target)) })
		case act == 2:
			wg.Go(func() { w.RequestDelete(t.Context(), officer, key, target.ID) })
		case act == 3:
			wg.Go(func() { w.RequestSub(t.Context(), officer, key, person(login)) })
		case len(open) > 0:
			s := open[r.IntN(len(open))]
			answer := []chain.Answer{chain.Approve, chain.Approve, chain.Reject}[r.IntN(3)]
			b := onboarding.Ballot{CaseID: s.CaseID, Review: 1, Round: 1, Stage: 1, Seen: s.Version,
				Decision: casefile.Decision{Answer: answer, Opinion: "意見", FormKey: key}}
			if act == 4 {
				wg.Go(func() { w.Decide(t.Context(), w.Ops, b) })
			} else {
				wg.Go(func() { w.Withdraw(t.Context(), officer, s.CaseID, "") })
			}
		}
	}
	wg.Wait()
}

func queue(t *testing.T, w *portaltest.World) ([]casefile.Stage, error) {
	list, _, err := w.Store.Queue(t.Context(), account.OpsID, onboarding.Page{Limit: 50})
	return list, err
}

func oneOfficer(t *testing.T, w *portaltest.World) {
	t.Helper()
	org := w.Officer.OrganisationID
	office := must[account.Office](t)(w.Store.Office(t.Context(), org))
	var officers []string
	for _, a := range must[[]account.Account](t)(w.Store.People(t.Context(), org)) {
		if a.Role == account.Provider && a.Status == account.Active {
			officers = append(officers, a.ID)
		}
	}
	if len(officers) != 1 || officers[0] != office.AccountID {
		t.Fatalf("officers are %v, in office is %s", officers, office.AccountID)
	}
}
