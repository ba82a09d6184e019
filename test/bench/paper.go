package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// draft fills in an application of the visitor's.
func (v *visitor) draft(ctx context.Context) (onboarding.Draft, error) {
	portal := onboarding.New(v.b.deps)
	d, err := portal.NewDraft(ctx, v.actor, wiring.NewID(), casefile.TestKind)
	if err != nil {
		return d, err
	}
	desk, err := portal.Desk(ctx, v.actor, d.ID)
	if err != nil {
		return d, err
	}
	sets := desk.Catalogue.For(form.ModePerson).Providers[0].DataSets
	parsed, err := form.Parse(form.On(form.Application), url.Values{
		string(form.Category): {desk.Catalogue.Categories[0]}, string(form.Name): {"量測用的服務"}, string(form.Existing): {form.Yes},
		string(form.ExistingLink): {"https://www.sample-bank.com.tw/"}, string(form.TestStart): {calendar.Today(wiring.Now()).AddDays(3).String()},
		string(form.Purpose): {"民眾線上申請貸款時，經身分驗證及同意後取得所得資料，以供授信審核。"}, string(form.Mode): {form.ModePerson}, string(form.DataSets): {sets[0].ID},
		string(form.FrontURL): {"https://www.sample-bank.com.tw/a"}, string(form.ReturnURL): {"https://www.sample-bank.com.tw/b"},
		string(form.SPAPIURL): {"https://www.sample-bank.com.tw/c"}, string(form.SPAPIIPs): {"203.66.40.1"},
		string(form.HostIPs): {"203.66.40.2", "203.66.40.4"}, string(form.TestIPs): {"203.66.40.3"}, string(form.Hotline): {"02-2380-1234"},
		string(form.UseAPIKey): {form.No}, string(form.UseRSAKey): {form.No}, string(form.UseMutual): {form.No},
		string(form.IdentityModes): {"1"}, string(form.Packaging): {form.PackagingAll}, string(form.Encryption): {form.EncryptionCBC},
	}, d.Values)
	if err != nil {
		return d, err
	}
	return portal.SaveDraft(ctx, v.actor, d, parsed, d.Version)
}

// asking is how a visitor asks: here or there.
type asking func(*visitor, context.Context, question) (reply, error)

// submit sends a draft by its preview and returns the case's number and id.
func (v *visitor) submit(ctx context.Context, ask asking, d onboarding.Draft) (number, id string, err error) {
	q := question{path: "/drafts/" + d.ID + "/preview", form: url.Values{"version": {strconv.Itoa(d.Version)}}}
	r, err := ask(v, ctx, q)
	if err := orStatus(err, r, http.StatusSeeOther, q); err != nil {
		return "", "", err
	}
	_, number, _ = strings.Cut(r.header.Get("Location"), "/cases/")
	id, err = v.b.deps.Store.Claimed(ctx, onboarding.NumberClaim, number)
	return number, id, err
}

// soon is how long an asynchronous step of the stack may take before the bench
// gives up.
const soon = 90 * time.Second

// until asks about a case until it is as wanted.
func (b *bench) until(ctx context.Context, id, what string, wanted func(casefile.Dossier, casefile.Review) bool) error {
	for end := time.Now().Add(soon); time.Now().Before(end) && ctx.Err() == nil; time.Sleep(20 * time.Millisecond) {
		d, err := b.deps.Store.Dossier(ctx, id)
		if err != nil {
			return err
		}
		if r, ok := d.Newest(); ok && wanted(d, r) {
			return nil
		}
	}
	return fmt.Errorf("case %s: %s did not come within %s", id, what, soon)
}

func (b *bench) untilStage(ctx context.Context, id string, order int) error {
	return b.until(ctx, id, "stage "+strconv.Itoa(order), func(_ casefile.Dossier, r casefile.Review) bool {
		return r.State == casefile.Waiting && r.Stage == order
	})
}

func (b *bench) untilState(ctx context.Context, id string, state casefile.State) error {
	return b.until(ctx, id, string(state), func(d casefile.Dossier, _ casefile.Review) bool { return d.Case.State == state })
}

// decision is the form of a stage, as its page sends it.
func decision(order int, answer chain.Answer) url.Values {
	sent := url.Values{"form-key": {wiring.NewID()}, "review": {"1"}, "round": {"1"}, "stage": {strconv.Itoa(order)}, "seen": {"1"},
		onboarding.FieldAnswer: {string(answer)}}
	switch {
	case answer == chain.Return:
		sent.Set(onboarding.FieldOpinion, "請補正測試 IP。")
	case order == 3:
		sent.Set(onboarding.FieldLetterDate, calendar.Today(wiring.Now()).String())
		sent.Set(onboarding.FieldLetterNumber, "量測字第1號")
	case order == 4:
		sent.Set(onboarding.FieldReceived, form.Yes)
	}
	return sent
}

// cloned is a form that can be changed without changing the first.
func cloned(form url.Values) url.Values {
	twin := url.Values{}
	for name, list := range form {
		twin[name] = list
	}
	return twin
}
