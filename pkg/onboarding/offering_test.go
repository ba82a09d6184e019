package onboarding_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/offering"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// filed submits a draft and returns number and id of its case, which has reached
// its first stage.
func filed(t *testing.T, w *portaltest.World, draftID string) (number, caseID string) {
	t.Helper()
	number, err := w.Submit(t.Context(), w.Officer, draftID)
	if err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	caseID, err = w.Store.Claimed(t.Context(), onboarding.NumberClaim, number)
	if err != nil {
		t.Fatal(err)
	}
	return number, caseID
}

// offered is a world in which an application of that kind was approved.
func offered(t *testing.T, kind casefile.Kind, v form.Values) (*portaltest.World, []offering.Offering) {
	t.Helper()
	w := portaltest.NewWorld(t)
	_, caseID := filed(t, w, w.DraftOf(t, w.Officer, kind, v))
	approved(t, w, caseID)
	return w, offerings(t, w, kind.Letter())
}

func offerings(t *testing.T, w *portaltest.World, l casefile.Letter) []offering.Offering {
	t.Helper()
	list, _, err := w.Store.Offerings(t.Context(), onboarding.Scope{OrganisationID: w.Officer.OrganisationID}, l, onboarding.Page{Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// about submits a 異動 or 下架 of an offering.
func about(t *testing.T, w *portaltest.World, o offering.Offering, kind casefile.Kind, edit func(form.Values)) (number, caseID string) {
	t.Helper()
	d, err := w.DraftAbout(t.Context(), w.Officer, w.IDs.Next(), o.ID, kind)
	if err != nil {
		t.Fatal(err)
	}
	v := d.Values.Clone()
	edit(v)
	if _, err := w.SaveDraft(t.Context(), w.Officer, d, form.Parsed{Values: v}, d.Version); err != nil {
		t.Fatal(err)
	}
	return filed(t, w, d.ID)
}

func names(c form.Catalogue) []string {
	var list []string
	for _, p := range c.Providers {
		for _, d := range p.DataSets {
			list = append(list, p.Name+"："+d.Name)
		}
	}
	return list
}

func TestB1_EachApplicationTypeHasItsLetterAndItsChain(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	for kind, c := range map[casefile.Kind]struct {
		values        form.Values
		number, about string
	}{
		casefile.NewData:    {portaltest.DataSets(), "A1130315001", "存款餘額、放款餘額"},
		casefile.NewCounter: {portaltest.CounterService(), "C1130315001", "臨櫃開戶"},
	} {
		number, id := filed(t, w, w.DraftOf(t, w.Officer, kind, c.values))
		d, r := dossier(t, w, id)
		if number != c.number || d.Case.ServiceName != c.about || d.Case.Letter != kind.Letter() || d.Case.Area != "" {
			t.Errorf("%s: %s, %+v", kind, number, d.Case)
		}
		if r.ChainName != chain.Full || d.Stages[0].Party != chain.Authority {
			t.Errorf("%s runs %s, first %s", kind, r.ChainName, d.Stages[0].Party)
		}
	}
}

func TestD14_ApprovedDataSetsAreInForceAndInTheCatalogue(t *testing.T) {
	t.Parallel()
	w, list := offered(t, casefile.NewData, portaltest.DataSets())
	var got []string
	for _, o := range list {
		got = append(got, o.Name+" "+o.State.Label()+" "+o.Papers[0].Number)
	}
	if diff := cmp.Diff([]string{"存款餘額 啟用中 A1130315001", "放款餘額 啟用中 A1130315001"}, got); diff != "" {
		t.Error(diff)
	}
	w.Clock.Advance(time.Minute)
	desk, err := w.Store.Draft(t.Context(), w.Stranger.OrganisationID, "")
	if err != nil {
		t.Fatal(err)
	}
	set, provider, found := desk.Catalogue.Find(list[0].ID)
	if !found || provider.Name != "測試商業銀行股份有限公司" || set.Contains != "各存款帳戶的即時餘額。欄位：帳號、餘額。" || set.Subject != form.Person {
		t.Errorf("the catalogue has %v: %+v", found, set)
	}
	if got := subjects(w, w.Officer); !slices.Contains(got, "【個人化資料自主運用(MyData)平臺】申請單審核通過（系統信件）") {
		t.Errorf("the officer is told %v", got)
	}
}

// TestB8_ALaterCaseGoesOnFromItsFirstNumber takes two data sets of one
// application, and a counter service, on a later day.
func TestB8_ALaterCaseGoesOnFromItsFirstNumber(t *testing.T) {
	t.Parallel()
	w, list := offered(t, casefile.NewData, portaltest.DataSets())
	w.Clock.Advance(36 * time.Hour)
	var got []string
	for _, o := range list {
		number, id := about(t, w, o, casefile.ChangeData, func(v form.Values) { v.Set(form.SetKey(form.SetSummary, 1), "前一日的餘額。") })
		approved(t, w, id)
		got = append(got, number)
	}
	number, _ := about(t, w, offerings(t, w, casefile.ProviderData)[0], casefile.RetireData, because)
	w, list = offered(t, casefile.NewCounter, portaltest.CounterService())
	w.Clock.Advance(36 * time.Hour)
	counter, _ := about(t, w, list[0], casefile.RetireCounter, because)
	if diff := cmp.Diff([]string{"A1130315001-1", "A1130315001-2", "A1130315001-3", "C1130315001-1"}, append(got, number, counter)); diff != "" {
		t.Error(diff)
	}
}

func TestD14_AChangeReplacesWhatIsInForceOnceItIsApproved(t *testing.T) {
	t.Parallel()
	w, list := offered(t, casefile.NewData, portaltest.DataSet())
	number, id := about(t, w, list[0], casefile.ChangeData, func(v form.Values) { v.Set(form.SetKey(form.SetName, 1), "存款即時餘額") })
	if number != "A1130315001-1" {
		t.Errorf("its number is %s", number)
	}
	if got := offerings(t, w, casefile.ProviderData)[0]; got.Name != "存款餘額" || got.CaseID != id {
		t.Errorf("under review: %+v", got)
	}
	sub, err := w.Store.Submission(t.Context(), id, 1, 1)
	if err != nil || len(form.Diff(sub.InForce, sub.Values)) != 1 {
		t.Errorf("%v: it is compared with %v", err, sub.InForce)
	}
	approved(t, w, id)
	got := offerings(t, w, casefile.ProviderData)
	if len(got) != 1 || got[0].Name != "存款即時餘額" || got[0].CaseID != "" || len(got[0].Papers) != 2 {
		t.Errorf("approved: %+v", got)
	}
	c, err := w.Store.Catalogue(t.Context())
	if set, _, _ := c.Find(list[0].ID); err != nil || set.Name != "存款即時餘額" {
		t.Errorf("%v: the catalogue has %q", err, set.Name)
	}
}

func TestD14_WhatIsTakenDownLeavesTheCatalogueAndStaysInItsPapers(t *testing.T) {
	t.Parallel()
	w, list := offered(t, casefile.NewData, portaltest.DataSet())
	_, id := about(t, w, list[0], casefile.RetireData, func(v form.Values) { v.Set(form.RetireReason, "系統停止服務。") })
	approved(t, w, id)
	c, err := w.Store.Catalogue(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, found := c.Active().Find(list[0].ID); found {
		t.Errorf("still offered: %v", names(c.Active()))
	}
	if _, _, found := c.Find(list[0].ID); !found {
		t.Error("the catalogue has forgotten it")
	}
	if got := offerings(t, w, casefile.ProviderData)[0]; got.State != offering.Retired || got.Since != w.Clock.Now() {
		t.Errorf("it is %+v", got)
	}
	if _, err := w.DraftAbout(t.Context(), w.Officer, w.IDs.Next(), list[0].ID, casefile.ChangeData); !fault.Is(err, fault.Conflict) {
		t.Errorf("changed after that: %v", err)
	}
}

func TestD14_OneCaseAtATimeIsAboutADataSet(t *testing.T) {
	t.Parallel()
	w, list := offered(t, casefile.NewCounter, portaltest.CounterService())
	begun, err := w.DraftAbout(t.Context(), w.Officer, w.IDs.Next(), list[0].ID, casefile.ChangeCounter)
	if err != nil {
		t.Fatal(err)
	}
	_, id := about(t, w, list[0], casefile.RetireCounter, func(v form.Values) { v.Set(form.RetireReason, "整併。") })
	if _, err := w.Submit(t.Context(), w.Officer, begun.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second case: %v", err)
	}
	decide(t, w, w.Bureau, id, chain.Reject)
	if got := offerings(t, w, casefile.CounterService)[0]; got.State != offering.InForce || got.CaseID != "" {
		t.Errorf("refused: %+v", got)
	}
	if _, err := w.Submit(t.Context(), w.Officer, begun.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("a draft begun before: %v", err)
	}
}

func TestD14_AReturnedDataSetIsCorrectedUnderItsNumber(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	number, id := filed(t, w, w.DraftOf(t, w.Officer, casefile.NewData, portaltest.DataSet()))
	decide(t, w, w.Bureau, id, chain.Return)
	desk, err := w.Correction(t.Context(), w.Officer, number)
	if err != nil {
		t.Fatal(err)
	}
	v := desk.Draft.Values.Clone()
	v.Set(form.SetKey(form.SetLevel, 1), "4")
	if _, err := w.SaveDraft(t.Context(), w.Officer, desk.Draft, form.Parsed{Values: v}, desk.Draft.Version); err != nil {
		t.Fatal(err)
	}
	if err := w.Resubmit(t.Context(), w.Officer, number); err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	approved(t, w, id)
	if got := offerings(t, w, casefile.ProviderData); len(got) != 1 || got[0].Values.Get(form.SetKey(form.SetLevel, 1)) != "4" {
		t.Errorf("in force is %+v", got)
	}
}

func TestD14_OnlyTheOwnOrganisationAppliesForIt(t *testing.T) {
	t.Parallel()
	w, list := offered(t, casefile.NewData, portaltest.DataSet())
	for name, c := range map[string]struct {
		who  account.Actor
		kind casefile.Kind
		want fault.Code
	}{
		"another bank":           {w.Stranger, casefile.ChangeData, fault.NotFound},
		"the authority":          {w.Bureau, casefile.ChangeData, fault.Forbidden},
		"as a counter service":   {w.Officer, casefile.ChangeCounter, fault.NotFound},
		"as something new":       {w.Officer, casefile.NewData, fault.NotFound},
		"a colleague of the own": {w.Colleague, casefile.RetireData, ""},
	} {
		if _, err := w.DraftAbout(t.Context(), c.who, w.IDs.Next(), list[0].ID, c.kind); fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestB1_ASignUpMayComeWithAnyApplicationType(t *testing.T) {
	t.Parallel()
	for kind, v := range map[casefile.Kind]form.Values{casefile.NewData: portaltest.DataSet(), casefile.NewCounter: portaltest.CounterService()} {
		w := portaltest.NewWorld(t)
		u, numbers := sentWith(t, w, newcomer, "newcomer01", kind, v)
		if len(numbers) != 2 || casefile.LetterOf(numbers[1]) != kind.Letter() {
			t.Fatalf("%s: %v", kind, numbers)
		}
		id := caseOf(t, w, numbers[1])
		if d, _ := dossier(t, w, id); d.Case.State != casefile.Held {
			t.Errorf("%s: before its account it is %s", kind, d.Case.State)
		}
		answered(t, w, numbers[0], chain.Approve, confirmed(w, t))
		approved(t, w, id)
		list, _, err := w.Store.Offerings(t.Context(), onboarding.Scope{OrganisationID: u.OrganisationID}, kind.Letter(), onboarding.Page{Limit: 5})
		if err != nil || len(list) != 1 || list[0].OrganisationName != "新銀行股份有限公司" {
			t.Errorf("%s: %v, in force is %+v", kind, err, list)
		}
	}
}

func TestA6_AnApplicationForADataSetIsClosedWithARefusedAccount(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	_, numbers := sentWith(t, w, newcomer, "newcomer01", casefile.NewData, portaltest.DataSet())
	answered(t, w, numbers[0], chain.Reject, onboarding.Confirming{})
	if d, _ := dossier(t, w, caseOf(t, w, numbers[1])); d.Case.State != casefile.Refused {
		t.Errorf("it is %s", d.Case.State)
	}
}

func TestD14_RacingApprovalsLoseNoEntryOfTheCatalogue(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	var ids []string
	for range 3 {
		_, id := filed(t, w, w.DraftOf(t, w.Officer, casefile.NewData, portaltest.DataSet()))
		ids = append(ids, id)
	}
	for _, id := range ids {
		for _, who := range []account.Actor{w.Bureau, w.Ops, w.Bureau} {
			decide(t, w, who, id, chain.Approve)
		}
		if _, err := w.Decide(t.Context(), w.Moda, ballot(t, w, id, chain.Approve)); err != nil {
			t.Fatal(err)
		}
	}
	var group sync.WaitGroup
	for _, id := range ids {
		group.Go(func() {
			if err := w.Conclude(t.Context(), onboarding.Run{CaseID: id, Review: 1, Round: 1, Attempt: 1}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	w.Settle(t)
	c, err := w.Store.Catalogue(t.Context())
	if err != nil || len(names(c.Catalogue)) != 3+len(ids) || len(offerings(t, w, casefile.ProviderData)) != len(ids) {
		t.Errorf("%v: the catalogue has %v", err, names(c.Catalogue))
	}
}

func TestD14_AChangeThatChangesNothingIsNotSent(t *testing.T) {
	t.Parallel()
	w, list := offered(t, casefile.NewCounter, portaltest.CounterService())
	d, err := w.DraftAbout(t.Context(), w.Officer, w.IDs.Next(), list[0].ID, casefile.ChangeCounter)
	if err != nil {
		t.Fatal(err)
	}
	if number, err := w.Submit(t.Context(), w.Officer, d.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("%s, %v", number, err)
	}
}
