package main

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// draft fills in an application of the visitor's and returns the draft's id.
func (v *visitor) draft(ctx context.Context) (string, error) {
	portal := onboarding.New(v.b.deps)
	d, err := portal.NewDraft(ctx, v.actor, wiring.NewID())
	if err != nil {
		return "", err
	}
	desk, err := portal.Desk(ctx, v.actor, d.ID)
	if err != nil {
		return "", err
	}
	sets := desk.Catalogue.For(form.ModePerson).Providers[0].DataSets
	parsed, err := form.Parse(form.On(form.Application), url.Values{
		string(form.Category): {desk.Catalogue.Categories[0]}, string(form.Name): {"量測用的服務"}, string(form.Existing): {form.Yes},
		string(form.ExistingLink): {"https://www.sample-bank.com.tw/"}, string(form.TestStart): {calendar.Today(wiring.Now()).AddDays(3).String()},
		string(form.Purpose): {"量測入口網站的一份申請。"}, string(form.Mode): {form.ModePerson}, string(form.DataSets): {sets[0].ID},
		string(form.FrontURL): {"https://www.sample-bank.com.tw/a"}, string(form.ReturnURL): {"https://www.sample-bank.com.tw/b"},
		string(form.SPAPIURL): {"https://www.sample-bank.com.tw/c"}, string(form.SPAPIIPs): {"203.66.40.1"},
		string(form.HostIPs): {"203.66.40.2"}, string(form.TestIPs): {"203.66.40.3"}, string(form.Hotline): {"02-2380-1234"},
		string(form.UseAPIKey): {form.No}, string(form.UseRSAKey): {form.No}, string(form.UseMutual): {form.No},
		string(form.IdentityModes): {"1"}, string(form.Packaging): {form.PackagingAll}, string(form.Encryption): {form.EncryptionCBC},
	}, d.Values)
	if err != nil {
		return "", err
	}
	_, err = portal.SaveDraft(ctx, v.actor, d, parsed, d.Version)
	return d.ID, err
}

// submit sends a draft and returns the case's number and id.
func (v *visitor) submit(ctx context.Context, draft string) (number, id string, err error) {
	if number, err = onboarding.New(v.b.deps).Submit(ctx, v.actor, draft); err != nil {
		return "", "", err
	}
	id, err = v.b.deps.Store.Claimed(ctx, onboarding.NumberClaim, number)
	return number, id, err
}

// until asks about a case until it is as wanted.
func (b *bench) until(ctx context.Context, id, what string, wanted func(casefile.Dossier, casefile.Review) bool) error {
	for end := time.Now().Add(soon); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
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

// approval is the decision form of a stage, as its page sends it.
func approval(order int) url.Values {
	form := url.Values{"form-key": {wiring.NewID()}, "review": {"1"}, "round": {"1"}, "stage": {strconv.Itoa(order)}, "seen": {"1"},
		onboarding.FieldAnswer: {"approve"}}
	switch order {
	case 3:
		form.Set(onboarding.FieldLetterDate, calendar.Today(wiring.Now()).String())
		form.Set(onboarding.FieldLetterNumber, "量測字第1號")
	case 4:
		form.Set(onboarding.FieldReceived, "yes")
	}
	return form
}
