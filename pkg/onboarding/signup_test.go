package onboarding_test

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// newcomer is somebody who has never seen the portal.
const newcomer = "newcomer@newbank.com.tw"

const terms = "2024-04-01"

var activationLink = regexp.MustCompile(`/signup/activate\?link=(\S+)`)

// activationOf asks for an activation mail and returns its link's last part.
func activationOf(t *testing.T, w *portaltest.World, address string) string {
	t.Helper()
	w.Mail.Forget()
	if err := w.RequestSignUp(t.Context(), address, terms, w.Clock.Now(), "192.0.2.1"); err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	mails := w.Mail.To(address)
	if len(mails) != 1 {
		t.Fatalf("%d mails to %s", len(mails), address)
	}
	found := activationLink.FindStringSubmatch(mails[0].Text)
	if found == nil {
		t.Fatalf("no link in %s", mails[0].Text)
	}
	return found[1]
}

// activated is a sign-up whose address is proved.
func activated(t *testing.T, w *portaltest.World, address string) onboarding.SignUp {
	t.Helper()
	ticket, err := w.Activate(t.Context(), activationOf(t, w, address), address)
	if err != nil {
		t.Fatal(err)
	}
	u, err := w.Resume(t.Context(), ticket)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// described is what an honest person types.
func described(login string) onboarding.SignUpDetails {
	return onboarding.SignUpDetails{Details: account.Details{Login: login, Name: "新承辦", Phone: "02-2380-0000"},
		Proposal: casefile.Proposal{Name: "新銀行股份有限公司", Sector: "銀行業"}, Kind: string(account.NonPublic), Private: form.Yes,
		Password: portaltest.Password, Again: portaltest.Password}
}

// sent is a sign-up that was submitted with an application, and its numbers.
func sent(t *testing.T, w *portaltest.World, address, login string) (onboarding.SignUp, []string) {
	t.Helper()
	return sentWith(t, w, address, login, casefile.TestKind, portaltest.Application())
}

// sentWith is sent with an application of another type.
func sentWith(t *testing.T, w *portaltest.World, address, login string, kind casefile.Kind, v form.Values) (onboarding.SignUp, []string) {
	t.Helper()
	ctx := t.Context()
	u, err := w.SaveSignUp(ctx, activated(t, w, address), described(login))
	if err == nil {
		err = w.BeginApplication(ctx, u, kind)
	}
	if err != nil {
		t.Fatal(err, fault.FieldsOf(err))
	}
	desk, err := w.SignUpDesk(ctx, u)
	if err == nil {
		_, err = w.SaveSignUpDraft(ctx, u, desk.Draft, form.Parsed{Values: v}, desk.Draft.Version)
	}
	if err != nil {
		t.Fatal(err)
	}
	numbers, err := w.SendSignUp(ctx, u)
	if err != nil {
		t.Fatal(err, fault.FieldsOf(err))
	}
	w.Settle(t)
	return u, numbers
}

// caseOf is the id of the case with a number.
func caseOf(t *testing.T, w *portaltest.World, number string) string {
	t.Helper()
	id, err := w.Store.Claimed(t.Context(), onboarding.NumberClaim, number)
	if err != nil {
		t.Fatalf("%s: %v", number, err)
	}
	return id
}

// answered decides an account case; how says what becomes of the organisation.
func answered(t *testing.T, w *portaltest.World, number string, a chain.Answer, how onboarding.Confirming) {
	t.Helper()
	b := ballot(t, w, caseOf(t, w, number), a)
	b.Confirming = how
	if _, err := w.Decide(t.Context(), w.Ops, b); err != nil {
		t.Fatal(err, fault.FieldsOf(err))
	}
	w.Settle(t)
}

// confirmed founds the organisation as the newcomer described it.
func confirmed(w *portaltest.World, t *testing.T) onboarding.Confirming {
	t.Helper()
	list, err := w.Store.Authorities(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	return onboarding.Confirming{How: onboarding.FoundNew, Name: "新銀行股份有限公司", Kind: string(account.NonPublic), Private: form.Yes, Sector: "銀行業", AuthorityID: list[0].ID}
}

func TestA2_AFreeMailboxCannotSignUp(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	err := w.RequestSignUp(t.Context(), "somebody+bank@Mail.Yahoo.com.tw", terms, w.Clock.Now(), "192.0.2.1")
	if fields := fault.FieldsOf(err); len(fields) != 1 || !strings.Contains(fields[0].Message, "免費信箱") {
		t.Errorf("got %v %v", err, fields)
	}
}

func TestA3_TheLinkEndsToTheSecond(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		after time.Duration
		works bool
	}{{time.Hour - time.Second, true}, {time.Hour, false}, {time.Hour + time.Second, false}} {
		w := portaltest.NewWorld(t)
		link := activationOf(t, w, newcomer)
		w.Clock.Advance(c.after)
		_, err := w.Activate(t.Context(), link, newcomer)
		if c.works != (err == nil) || !c.works && !strings.Contains(fault.MessageOf(err), "一小時") {
			t.Errorf("after %s: %v", c.after, err)
		}
	}
}

func TestA3_ASecondClickAndAVoidedLinkSaySo(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	first := activationOf(t, w, newcomer)
	second := activationOf(t, w, newcomer)
	if _, err := w.Activate(t.Context(), first, newcomer); !fault.Is(err, fault.Expired) || !strings.Contains(fault.MessageOf(err), "新的驗證信") {
		t.Errorf("the voided link: %v", err)
	}
	if _, err := w.Activate(t.Context(), second, newcomer); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Activate(t.Context(), second, newcomer); !fault.Is(err, fault.Expired) || !strings.Contains(fault.MessageOf(err), "已經使用過") {
		t.Errorf("the used link: %v", err)
	}
	for _, wrong := range []string{"", ".", "x.y", second + "x", strings.Repeat("a", 500) + ".b", first[:26] + "."} {
		if _, err := w.Activate(t.Context(), wrong, newcomer); !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Expired) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func TestA3_LookingAtALinkChangesNothing(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	link := activationOf(t, w, newcomer)
	before := w.Table.Dump()
	for range 20 {
		if view, err := w.OpenActivation(t.Context(), link); err != nil || view.Refusal != nil || view.Mail != newcomer {
			t.Fatal(view, err)
		}
	}
	if diff := cmp.Diff(before, w.Table.Dump()); diff != "" {
		t.Errorf("the table changed: %s", diff)
	}
	if _, err := w.Activate(t.Context(), link, newcomer); err != nil {
		t.Errorf("the person's own way: %v", err)
	}
}

func TestA3_OneOfSixtyFourUsesOfALinkSucceeds(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	link := activationOf(t, w, newcomer)
	var wins, told atomic.Int32
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			_, err := w.Activate(t.Context(), link, newcomer)
			switch {
			case err == nil:
				wins.Add(1)
			case fault.Is(err, fault.Expired):
				told.Add(1)
			default:
				t.Errorf("unexpected: %v", err)
			}
		})
	}
	wg.Wait()
	if wins.Load() != 1 || told.Load() != 63 {
		t.Errorf("%d successes, %d told", wins.Load(), told.Load())
	}
}

func TestTrust17_AKnownAddressIsToldByMailOnly(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	w.Mail.Forget()
	writes := map[string]int{}
	for _, address := range []string{newcomer, w.Officer.Mail} {
		before := w.Table.Calls()
		if err := w.RequestSignUp(t.Context(), address, terms, w.Clock.Now(), "192.0.2.7"); err != nil {
			t.Errorf("%s: %v", address, err)
		}
		writes[address] = w.Table.Calls() - before
	}
	if writes[newcomer] != writes[w.Officer.Mail] {
		t.Errorf("requests differ: %v", writes)
	}
	w.Settle(t)
	if list := subjects(w, w.Officer); len(list) != 1 || !strings.Contains(list[0], "後臺帳號註冊通知") {
		t.Errorf("the known address got %v", list)
	}
	if mail := w.Mail.To(w.Officer.Mail)[0]; strings.Contains(mail.Text, "activate") {
		t.Errorf("the known address got a link: %s", mail.Text)
	}
	if mail := w.Mail.To(newcomer)[0]; !strings.Contains(mail.Subject, "後臺帳號註冊驗證信") || !strings.Contains(mail.Text, "2024-03-15 11:00") {
		t.Errorf("the new address got %s %s", mail.Subject, mail.Text)
	}
}

func TestTrust24_AnAddressGetsFiveMailsAnHour(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	for n := range 7 {
		err := w.RequestSignUp(t.Context(), newcomer, terms, w.Clock.Now(), fmt.Sprintf("192.0.2.%d", n))
		if want := n >= 5; fault.Is(err, fault.TooMany) != want {
			t.Errorf("mail %d: %v", n+1, err)
		}
	}
	w.Clock.Advance(time.Hour + time.Second)
	if err := w.RequestSignUp(t.Context(), newcomer, terms, w.Clock.Now(), "192.0.2.1"); err != nil {
		t.Errorf("an hour later: %v", err)
	}
}

func TestA5_NothingExistsBeforeTheLastSubmit(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	u, err := w.SaveSignUp(t.Context(), activated(t, w, newcomer), described("newbank01"))
	if err == nil {
		err = w.BeginApplication(t.Context(), u, casefile.TestKind)
	}
	if err != nil {
		t.Fatal(err, fault.FieldsOf(err))
	}
	for _, key := range []string{"ACC#" + u.AccountID, "ORG#" + u.OrganisationID + "|META", "NAME#newbank01", "MAIL#" + newcomer} {
		if strings.Contains(w.Table.Dump(), key) {
			t.Errorf("%s exists", key)
		}
	}
	if strings.Contains(w.Table.Dump(), portaltest.Password) {
		t.Error("the password lies in the table")
	}
	if _, err := w.SignIn(t.Context(), "newbank01", portaltest.Password, visit); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("signing in: %v", err)
	}
}

func TestA5_WhatWasTypedComesBackForTheSameAddress(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	ctx := t.Context()
	typed := described("newbank01")
	typed.Details.Phone = "nonsense" // kept although it is refused
	u := activated(t, w, newcomer)
	if _, err := w.SaveSignUp(ctx, u, typed); len(fault.FieldsOf(err)) != 1 {
		t.Fatal(err)
	}
	w.Clock.Advance(20 * 24 * time.Hour)
	again := activated(t, w, newcomer)
	if again.Details.Login != "newbank01" || again.Details.Phone != "nonsense" || again.Proposal.Name != "新銀行股份有限公司" || again.PasswordHash == "" {
		t.Errorf("came back as %+v %+v", again.Details, again.Proposal)
	}
	typed.Details.Phone, typed.Password, typed.Again = "0912345678", "", ""
	if again, err := w.SaveSignUp(ctx, again, typed); err != nil || !again.Complete {
		t.Errorf("without typing the password again: %v %v", err, fault.FieldsOf(err))
	}
	other := activated(t, w, "other@newbank.com.tw")
	if other.Details.Login != "" {
		t.Errorf("another address gets %+v", other.Details)
	}
}

func TestA4_EveryFaultOfTheDetailsIsNamed(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	u := activated(t, w, newcomer)
	for name, c := range map[string]struct {
		edit func(*onboarding.SignUpDetails)
		want []string
	}{
		"nothing": {func(d *onboarding.SignUpDetails) { *d = onboarding.SignUpDetails{} },
			[]string{"organisation", "kind-public", "private-yes", "sector", "name", "phone", "login", "password"}},
		"another's account name":      {func(d *onboarding.SignUpDetails) { d.Details.Login = "Officer01" }, []string{"login"}},
		"an ID as account name":       {func(d *onboarding.SignUpDetails) { d.Details.Login = "A123456789" }, []string{"login"}},
		"passwords that differ":       {func(d *onboarding.SignUpDetails) { d.Again = "Pass-word2" }, []string{"password-again"}},
		"a body that is no authority": {func(d *onboarding.SignUpDetails) { d.Proposal.AuthorityID = account.OpsID }, []string{"authority"}},
		"a sector of one's own":       {func(d *onboarding.SignUpDetails) { d.Proposal.Sector = "煉金業" }, []string{"sector"}},
		"an authority needs less": {func(d *onboarding.SignUpDetails) {
			d.Kind, d.Private, d.Proposal.Sector, d.Authority = "", "", "", true
		}, nil},
	} {
		typed := described("newbank01")
		c.edit(&typed)
		var controls []string
		saved, err := w.SaveSignUp(t.Context(), u, typed)
		for _, f := range fault.FieldsOf(err) {
			controls = append(controls, f.Control)
		}
		if diff := cmp.Diff(c.want, controls); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		u = saved
		u.PasswordHash = "" // each case is typed anew
	}
}

func TestA6_TheApplicationWaitsForTheAccount(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	_, numbers := sent(t, w, newcomer, "newbank01")
	if len(numbers) != 2 || numbers[0] != "D1130315001" || numbers[1] != "B1130315001" {
		t.Fatal(numbers)
	}
	held, r := dossier(t, w, caseOf(t, w, numbers[1]))
	if held.Case.State != casefile.Held || r.State != casefile.ReviewHeld || len(held.Stages) > 0 {
		t.Errorf("the application is %s, its review %s", held.Case.State, r.State)
	}
	if _, err := w.SignIn(t.Context(), "newbank01", portaltest.Password, visit); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("signing in before the review: %v", err)
	}
	w.Mail.Forget()
	answered(t, w, numbers[0], chain.Approve, confirmed(w, t))
	held, r = dossier(t, w, held.Case.ID)
	stage, waits := held.OpenStage(r)
	if !waits || stage.Party != chain.Authority || held.Case.AuthorityName != "銀行局" || held.Case.State != casefile.Reviewing {
		t.Errorf("after approval: %s, %+v", held.Case.State, stage)
	}
	office, err := w.Store.Office(t.Context(), held.Case.OrganisationID)
	if err != nil || office.AccountID != held.Case.Applicant.AccountID {
		t.Errorf("the officer is %+v, %v", office, err)
	}
	org, err := w.Store.Organisation(t.Context(), held.Case.OrganisationID)
	if err != nil || org.Domain != "newbank.com.tw" || !org.Private || org.AuthorityName != "銀行局" {
		t.Errorf("the organisation is %+v, %v", org, err)
	}
	var approved []onboarding.Message
	for _, m := range w.Mail.To(newcomer) {
		if strings.Contains(m.Subject, "後臺帳號審核通過") {
			approved = append(approved, m)
		}
	}
	if len(approved) != 1 || !strings.Contains(approved[0].Text, numbers[1]) {
		t.Errorf("the newcomer got %v", w.Mail.To(newcomer))
	}
}

func TestA6_RefusedTheAccountTakesTheApplicationWithIt(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	_, numbers := sent(t, w, newcomer, "newbank01")
	w.Mail.Forget()
	answered(t, w, numbers[0], chain.Reject, onboarding.Confirming{})
	for _, number := range numbers {
		d, r := dossier(t, w, caseOf(t, w, number))
		if d.Case.State != casefile.Refused || !r.State.Over() {
			t.Errorf("%s is %s, its review %s", number, d.Case.State, r.State)
		}
	}
	if mails := w.Mail.To(newcomer); len(mails) != 1 || !strings.Contains(mails[0].Subject, "後臺帳號審核未通過") || !strings.Contains(mails[0].Text, numbers[1]) {
		t.Errorf("mails: %v", mails)
	}
	if _, second := sent(t, w, newcomer, "newbank01"); second[0] != "D1130315002" {
		t.Errorf("the names are not free again: %v", second)
	}
}

func TestA6_OpsAddsThePersonToAnOrganisationThatExists(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	u, numbers := sent(t, w, newcomer, "newbank01")
	w.Mail.Forget()
	answered(t, w, numbers[0], chain.Approve, onboarding.Confirming{How: onboarding.JoinExisting, Join: "測試商業銀行股份有限公司"})
	a, err := w.Store.Account(t.Context(), u.AccountID)
	if err != nil || a.Role != account.Sub || a.OrganisationID != w.Officer.OrganisationID || a.Status != account.Active {
		t.Errorf("the account is %+v, %v", a, err)
	}
	held, _ := dossier(t, w, caseOf(t, w, numbers[1]))
	if held.Case.OrganisationID != w.Officer.OrganisationID || held.Case.AuthorityName != "銀行局" {
		t.Errorf("the application belongs to %+v", held.Case)
	}
	sv, _, err := w.Store.Service(t.Context(), held.Case.ServiceID)
	if err != nil || sv.OrganisationID != w.Officer.OrganisationID || sv.SealedFor != u.OrganisationID {
		t.Errorf("the service belongs to %+v, %v", sv, err)
	}
	if _, err := w.Store.Organisation(t.Context(), u.OrganisationID); !fault.Is(err, fault.NotFound) {
		t.Errorf("an organisation was made: %v", err)
	}
	if mails := w.Mail.To(w.Officer.Mail); len(mails) != 1 || !strings.Contains(mails[0].Text, newcomer) {
		t.Errorf("the officer was told %v", mails)
	}
}

// TestA6_OneNameOneOrganisation holds that of two sign-ups under one name, which
// two people approve, one founds the organisation; the other is asked again.
func TestA6_OneNameOneOrganisation(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	_, first := sent(t, w, newcomer, "newbank01")
	_, second := sent(t, w, "second@newbank.com.tw", "newbank02")
	answered(t, w, first[0], chain.Approve, confirmed(w, t))
	b := ballot(t, w, caseOf(t, w, second[0]), chain.Approve)
	b.Confirming = confirmed(w, t)
	b.Confirming.Name = "新銀行 股份有限公司"
	_, err := w.Decide(t.Context(), w.Ops2, b)
	if faults := fault.FieldsOf(err); len(faults) != 1 || faults[0].Control != "organisation" {
		t.Errorf("a second organisation of that name: %v", err)
	}
	answered(t, w, second[0], chain.Approve, onboarding.Confirming{How: onboarding.JoinExisting, Join: "新銀行股份有限公司"})
	if found, _, err := w.Store.Organisations(t.Context(), "新銀行", onboarding.Page{Limit: 5}); err != nil || len(found) != 1 {
		t.Errorf("%d organisations, %v", len(found), err)
	}
}

func TestA6_OpsConfirmsTheOrganisationWithCare(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	_, numbers := sent(t, w, newcomer, "newbank01")
	for name, c := range map[string]struct {
		how  onboarding.Confirming
		want []string
	}{
		"nothing said": {onboarding.Confirming{}, []string{"confirm-new"}},
		"blank":        {onboarding.Confirming{How: onboarding.FoundNew}, []string{"organisation", "kind-public", "private-yes", "sector"}},
		"a name that is taken": {onboarding.Confirming{How: onboarding.FoundNew, Name: "測試商業銀行股份有限公司", Kind: "public", Private: form.No, Sector: "其他"},
			[]string{"organisation"}},
		"a bank as authority": {onboarding.Confirming{How: onboarding.FoundNew, Name: "甲", Kind: "public", Private: form.No, Sector: "其他", AuthorityID: w.Officer.OrganisationID},
			[]string{"authority"}},
		"join nobody":       {onboarding.Confirming{How: onboarding.JoinExisting, Join: "測試"}, []string{"join"}},
		"join the ops team": {onboarding.Confirming{How: onboarding.JoinExisting, Join: "MyData 平臺維運團隊"}, []string{"join"}},
		"join an authority": {onboarding.Confirming{How: onboarding.JoinExisting, Join: "金融監督管理委員會銀行局"}, []string{"join"}},
	} {
		b := ballot(t, w, caseOf(t, w, numbers[0]), chain.Approve)
		b.Confirming = c.how
		_, err := w.Decide(t.Context(), w.Ops, b)
		var controls []string
		for _, f := range fault.FieldsOf(err) {
			controls = append(controls, f.Control)
		}
		if diff := cmp.Diff(c.want, controls); diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
	b := ballot(t, w, caseOf(t, w, numbers[0]), chain.Return)
	if _, err := w.Decide(t.Context(), w.Ops, b); len(fault.FieldsOf(err)) == 0 {
		t.Errorf("退回 was taken: %v", err)
	}
}

func TestA6_AnAuthorityAccountBecomesAnAuthority(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	const address = "officer@sfb.gov.tw"
	typed := described("bureau99")
	typed.Authority, typed.Kind, typed.Private, typed.Proposal.Sector, typed.Proposal.Name = true, "", "", "", "金融監督管理委員會證券期貨局"
	u, err := w.SaveSignUp(t.Context(), activated(t, w, address), typed)
	if err != nil {
		t.Fatal(err, fault.FieldsOf(err))
	}
	numbers, err := w.SendAuthority(t.Context(), u)
	if err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	answered(t, w, numbers[0], chain.Approve, onboarding.Confirming{How: onboarding.FoundNew, Name: "金融監督管理委員會證券期貨局", ShortName: "證券期貨局",
		Kind: string(account.Public), Private: form.No, Sector: "政府機關"})
	list, err := w.Store.Authorities(t.Context())
	if err != nil || len(list) != 2 {
		t.Fatal(list, err)
	}
	a, err := w.Store.Account(t.Context(), u.AccountID)
	if err != nil || a.Role != account.Authority || a.Status != account.Active {
		t.Errorf("the account is %+v, %v", a, err)
	}
}

func TestTrust8_TheLastSubmitTwiceMakesOneOfEverything(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	u, numbers := sent(t, w, newcomer, "newbank01")
	again, err := w.SendSignUp(t.Context(), u) // as it was before the first submit
	if err != nil || cmp.Diff(numbers, again) != "" {
		t.Errorf("the repeat got %v, %v", again, err)
	}
}

func TestA4_OfTwoWhoAskForOneAccountNameOneGetsIt(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	var list []onboarding.SignUp
	for n := range 4 {
		typed := described("wanted01")
		typed.Authority = true
		u, err := w.SaveSignUp(t.Context(), activated(t, w, fmt.Sprintf("p%d@agency.gov.tw", n)), typed)
		if err != nil {
			t.Fatal(err, fault.FieldsOf(err))
		}
		list = append(list, u)
	}
	var wins atomic.Int32
	var wg sync.WaitGroup
	for _, u := range list {
		wg.Go(func() {
			if _, err := w.SendAuthority(t.Context(), u); err == nil {
				wins.Add(1)
			} else if !fault.Is(err, fault.Conflict) || !strings.Contains(fault.MessageOf(err), "已有人使用") {
				t.Errorf("unexpected: %v", err)
			}
		})
	}
	wg.Wait()
	if wins.Load() != 1 {
		t.Errorf("%d got the name", wins.Load())
	}
}
