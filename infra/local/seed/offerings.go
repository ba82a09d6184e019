package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// paper is a sample application for data sets or a counter service.
type paper struct {
	login   string
	kind    casefile.Kind
	answers url.Values
	sent    bool
	decided []verdict // how its stages answer, in order
}

// verdict is what a person answers at a stage.
type verdict struct {
	login   string
	answer  chain.Answer
	opinion string
}

// papers are one data set that is in force, one that waits, one that is a draft,
// and a counter service that was sent back.
func papers(catalogue form.Catalogue) []paper {
	counter := url.Values{
		string(form.Category): {"消費金融"}, string(form.Name): {"臨櫃開戶"}, string(form.Purpose): {"民眾臨櫃開立存款帳戶時，經同意提供戶籍資料核對身分。"},
		string(form.Mode): {form.ModePerson}, string(form.DataSets): {catalogue.For(form.ModePerson).Providers[0].DataSets[0].ID},
		string(form.Hotline): {"02-2380-1234"}, string(form.Counters): {"忠孝分行，臺北市中正區忠孝西路一段1號", "板橋分行，新北市板橋區文化路一段1號"}}
	yes := func(login string) verdict { return verdict{login: login, answer: chain.Approve} }
	return []paper{
		{"officer01", casefile.NewData, dataSet("存款帳戶餘額", "名下各存款帳戶的餘額。", form.Pair{Code: "account_no", Name: "帳號"}, form.Pair{Code: "balance", Name: "餘額"}), true,
			[]verdict{yes("bureau01"), yes("opsteam01"), yes("bureau01"), yes("moda01")}},
		{"union01", casefile.NewData, dataSet("社員股金證明", "社員股金與入社日期。", form.Pair{Code: "member_no", Name: "社員編號"}, form.Pair{Code: "shares", Name: "股金"}), true, nil},
		{"officer02", casefile.NewData, dataSet("信用卡消費明細", "近六個月的信用卡消費。", form.Pair{Code: "date", Name: "消費日期"}, form.Pair{Code: "amount", Name: "金額"}), false, nil},
		{"officer01", casefile.NewCounter, counter, true, []verdict{{"bureau01", chain.Return, "請補充櫃員取用資料的控管方式。"}}},
	}
}

// dataSet is the form about one data set as the officer fills it in.
func dataSet(name, summary string, fields ...form.Pair) url.Values {
	expiry := calendar.Today(time.Now()).AddDays(300)
	posted := url.Values{string(form.CallerIPs): {"203.66.50.40"}, string(form.CertExpiry): {expiry.String()}}
	for k, list := range map[form.Key][]string{form.SetName: {name}, form.SetSubject: {string(form.Person)}, form.SetSummary: {summary},
		form.SetLevel: {"3"}, form.SetTiming: {form.Immediate}, form.SetLag: {"無，即時資料"}, form.SetAPIURL: {"https://api.sample-bank.com.tw/dp"},
		form.SetAPIIPs: {"203.66.50.10"}} {
		posted[string(form.SetKey(k, 1))] = list
	}
	columns, year := form.SetKey(form.SetFields, 1), form.SetKey(form.SetParams, 1)
	for _, f := range fields {
		posted.Add(string(columns), f.Code)
		posted.Add(form.NameField(columns), f.Name)
	}
	posted.Set(string(year), "year")
	posted.Set(form.NameField(year), "年度")
	return posted
}

func (s *seeder) offerings(ctx context.Context, catalogue form.Catalogue) error {
	for i, p := range papers(catalogue) {
		if err := s.filePaper(ctx, p, fmt.Sprintf("paper%02d", i+1)); err != nil {
			return fmt.Errorf("%s of %s: %w", p.kind, p.login, err)
		}
	}
	return nil
}

func (s *seeder) filePaper(ctx context.Context, p paper, id string) error {
	who, err := s.actor(ctx, p.login)
	if err != nil {
		return err
	}
	draft, err := s.portal.NewDraft(ctx, who, id, p.kind)
	if err != nil {
		return err
	}
	parsed, err := form.Parse(form.For(form.On(p.kind.Paper()), draft.Values), p.answers, draft.Values)
	if err != nil {
		return err
	}
	if draft, err = s.portal.SaveDraft(ctx, who, draft, parsed, draft.Version); err != nil || !p.sent {
		return err
	}
	number, err := s.portal.Submit(ctx, who, draft.ID)
	for _, v := range p.decided {
		if err == nil {
			err = s.decide(ctx, number, v)
		}
	}
	return err
}

// actor is a sample person, signed in with their authenticator.
func (s *seeder) actor(ctx context.Context, login string) (account.Actor, error) {
	id, err := s.store.Claimed(ctx, onboarding.LoginClaim, login)
	if err != nil {
		return account.Actor{}, err
	}
	a, err := s.store.Account(ctx, id)
	return account.ActorOf(a, account.LevelTOTP), err
}

// openWithin is how long a state machine may take to open a stage.
const openWithin = 3 * time.Minute

// decide answers a case's stage once its state machine has opened it.
func (s *seeder) decide(ctx context.Context, number string, v verdict) error {
	who, err := s.actor(ctx, v.login)
	if err != nil {
		return err
	}
	id, err := s.store.Claimed(ctx, onboarding.NumberClaim, number)
	if err != nil {
		return err
	}
	for end := time.Now().Add(openWithin); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		d, err := s.store.Dossier(ctx, id)
		if err != nil {
			return err
		}
		r, _ := d.Newest()
		stage, open := d.OpenStage(r)
		if !open || stage.PartyID != who.OrganisationID {
			continue
		}
		_, err = s.portal.Decide(ctx, who, onboarding.Ballot{CaseID: id, Review: r.Seq, Round: r.Round, Stage: stage.Order, Seen: stage.Version,
			Decision: casefile.Decision{Answer: v.answer, Opinion: v.opinion, FormKey: number, Received: true,
				Official: &casefile.Official{Date: calendar.Today(time.Now()), Number: "銀局（控）字第 11301234567 號"}}})
		return err
	}
	return errors.New("its stage was never opened: " + number)
}
