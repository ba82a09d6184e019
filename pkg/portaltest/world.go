package portaltest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/link"
	"mydata.nat.gov.tw/portal/pkg/notice"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/secret"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// PortalURL is where the world's mails lead.
const PortalURL = "https://portal.example.gov.tw/mydata-backend"

// World is a whole portal in memory: table, machines, mailbox, clock and the use
// cases on top, with an authority, a bank in its remit, another bank, the
// operation team and the ministry.
type World struct {
	*onboarding.Service
	Table   *Memory
	Clock   *Clock
	IDs     *IDs
	Machine *Machine
	Mail    *Mailbox
	Archive *Archive

	Officer   account.Actor // of the bank
	Colleague account.Actor // 副帳號 of the bank
	Stranger  account.Actor // officer of another bank
	Bureau    account.Actor // of the authority
	Bureau2   account.Actor
	Ops       account.Actor
	Ops2      account.Actor
	Moda      account.Actor
	Moda2     account.Actor
}

// NewWorld makes one. It is Friday, 2024-03-15, ten in the morning in Taipei.
func NewWorld(t testing.TB) *World {
	t.Helper()
	first, err := firstWorld()
	must(t, err)
	return first.Copy()
}

// Copy returns a world of its own with the same table, at the same time. Its
// machines run nothing and its mailbox is empty.
func (w *World) Copy() *World {
	twin := *w
	twin.Table, twin.Clock, twin.Mail = w.Table.Clone(), NewClock(w.Clock.Now()), &Mailbox{}
	twin.Archive = &Archive{}
	twin.IDs = &IDs{}
	twin.IDs.n.Store(w.IDs.n.Load())
	twin.Machine = NewMachine(twin.IDs)
	twin.Service = onboarding.New(Deps(&twin, twin.IDs))
	return &twin
}

// PasswordCost is what a password takes here: little, since tests try thousands.
// Who measures times sets secret.FullCost before the first world is made.
var PasswordCost = secret.Cost{Memory: 64, Passes: 1}

// firstWorld is made once in a process; the others are copies.
var firstWorld = sync.OnceValues(func() (*World, error) {
	w := &World{Table: NewMemory(), Clock: NewClock(time.Date(2024, 3, 15, 2, 0, 0, 0, time.UTC)), IDs: &IDs{}, Mail: &Mailbox{}, Archive: &Archive{}}
	w.Machine = NewMachine(w.IDs)
	w.Service = onboarding.New(Deps(w, w.IDs))
	return w, w.people(context.Background())
})

// Deps are a Service's dependencies with test keys.
func Deps(w *World, ids *IDs) onboarding.Deps {
	key, err := secret.NewKey(strings.Repeat("test key ", 8))
	if err != nil {
		panic(err) // the key is long enough
	}
	return onboarding.Deps{Store: store.New(w.Table).Shelve(w.Clock.Now), Now: w.Clock.Now, NewID: ids.Next, NewSecret: ids.Next,
		Passwords: secret.NewPasswords(key, ids, PasswordCost), Factors: secret.NewBox(key, secret.Factors, ids),
		APIKeys: secret.NewBox(key, secret.APIKeys, ids), Tokens: secret.NewBox(key, secret.TaskTokens, ids),
		Links: link.NewKey(key, 1), Mailed: key, Patience: casefile.Patience{Ops: 7, MODA: 10}, Workflow: w.Machine, Mailer: w.Mail, Archive: w.Archive, Signer: w.Archive,
		Frame: notice.Frame{Portal: PortalURL, Phone: "0800-009-868", Mail: "mydata@example.gov.tw"}}
}

func (w *World) people(ctx context.Context) error {
	bureau, err := w.Enrol(ctx, account.Organisation{Name: "金融監督管理委員會銀行局", ShortName: "銀行局", Kind: account.Public, Authority: true},
		person(account.Authority, "bureau01", "局一"), person(account.Authority, "bureau02", "局二"))
	if err != nil {
		return err
	}
	bank := account.Organisation{Name: "測試商業銀行股份有限公司", Kind: account.NonPublic, Private: true, Sector: "銀行業",
		Domain: "bank.example.com.tw", AuthorityID: bureau, AuthorityName: "銀行局"}
	if _, err = w.Enrol(ctx, bank, person(account.Provider, "officer01", "王大明"), person(account.Sub, "officer02", "林副手")); err != nil {
		return err
	}
	bank.Name, bank.Domain = "另一家商業銀行股份有限公司", "other.example.com.tw"
	if _, err = w.Enrol(ctx, bank, person(account.Provider, "stranger01", "陳他行")); err != nil {
		return err
	}
	for _, p := range []account.Account{person(account.Ops, "opsuser01", "維一"), person(account.Ops, "opsuser02", "維二"),
		person(account.Moda, "modauser01", "數一"), person(account.Moda, "modauser02", "數二")} {
		if _, err := w.Invite(ctx, onboarding.Invitation{Role: p.Role, Login: p.Login, Name: p.Name, Phone: p.Phone, Mail: p.Mail}); err != nil {
			return err
		}
	}
	if err := w.PublishCatalogue(ctx, onboarding.Catalogue{}, Catalogue()); err != nil {
		return err
	}
	for login, actor := range map[string]*account.Actor{"officer01": &w.Officer, "officer02": &w.Colleague, "stranger01": &w.Stranger,
		"bureau01": &w.Bureau, "bureau02": &w.Bureau2, "opsuser01": &w.Ops, "opsuser02": &w.Ops2, "modauser01": &w.Moda, "modauser02": &w.Moda2} {
		if *actor, err = w.ready(ctx, login); err != nil {
			return err
		}
	}
	return w.Rest(ctx)
}

func person(role account.Role, login, name string) account.Account {
	return account.Account{Role: role, Login: login, Name: name, Phone: "02-0000-0000", Mail: login + "@example.com.tw"}
}

// Password is every person's.
const Password = "Tr7-kqzm2w"

// ready gives an account its password and authenticator and returns the person
// as signed in.
func (w *World) ready(ctx context.Context, login string) (account.Actor, error) {
	id, err := w.Store.Claimed(ctx, onboarding.LoginClaim, login)
	if err == nil {
		err = w.SetPassword(ctx, id, Password)
	}
	if err == nil {
		err = w.BindFactor(ctx, id, Factor(login))
	}
	if err != nil {
		return account.Actor{}, err
	}
	a, err := w.Store.Account(ctx, id)
	return account.ActorOf(a, account.LevelTOTP), err
}

// Factor is the authenticator of a login.
func Factor(login string) secret.TOTP {
	sum := sha256.Sum256([]byte(login))
	return secret.NewTOTP(bytes.NewReader(sum[:]))
}

// Settle delivers what is due and lets the machines work until nothing moves.
func (w *World) Settle(t testing.TB) {
	t.Helper()
	must(t, w.Rest(t.Context()))
}

// Rest is Settle for those who are no test.
func (w *World) Rest(ctx context.Context) error {
	for range 500 {
		events, err := w.Store.Overdue(ctx, w.Clock.Now().Add(time.Second), 50)
		if err != nil {
			return err
		}
		for _, e := range events {
			if err := w.Deliver(ctx, e.ID, e.Due); err != nil {
				return err
			}
		}
		worked, err := w.Machine.Work(ctx, w.Service)
		if err != nil {
			return err
		}
		if len(events) == 0 && !worked {
			return nil
		}
	}
	return errors.New("portaltest: the world does not come to rest")
}

// Catalogue is a small catalogue of data sets.
func Catalogue() form.Catalogue {
	return form.Catalogue{Categories: []string{"消費金融", "企業金融"}, Providers: []form.Provider{
		{ID: "moi", Name: "內政部", DataSets: []form.DataSet{
			{ID: "moi-household", Name: "戶籍資料", Subject: form.Person, Contains: "姓名、出生日期、戶籍地址"}}},
		{ID: "mof", Name: "財政部", DataSets: []form.DataSet{
			{ID: "mof-income", Name: "個人所得資料", Subject: form.Person, Contains: "各類所得"},
			{ID: "mof-company", Name: "營業稅資料", Subject: form.Company, Contains: "營業額"}}}}}
}

// Application is a form without faults, to start on 2024-04-01.
func Application() form.Values {
	parsed, err := form.Parse(form.On(form.Application), Posted(), form.Defaults())
	if err != nil {
		panic(err) // the sample is at fault
	}
	return parsed.Values
}

// Posted is Application as a browser sends it.
func Posted() url.Values {
	return url.Values{
		string(form.Category): {"消費金融"}, string(form.Name): {"線上信用貸款"}, string(form.Existing): {form.Yes},
		string(form.ExistingLink): {"https://www.bank.example.com.tw/loan"}, string(form.TestStart): {"2024-04-01"},
		string(form.Purpose): {"民眾申請信用貸款時，經身分驗證及同意後提供所得資料。"},
		string(form.Mode):    {form.ModePerson}, string(form.DataSets): {"moi-household", "mof-income"},
		string(form.FrontURL):  {"https://www.bank.example.com.tw/mydata"},
		string(form.ReturnURL): {"https://www.bank.example.com.tw/mydata/back"},
		string(form.SPAPIURL):  {"https://api.bank.example.com.tw:8443/sp-api"}, string(form.SPAPIIPs): {"203.66.35.10"},
		string(form.HostIPs): {"203.66.35.20", "2001:b000:1::20"}, string(form.TestIPs): {"203.66.35.30"},
		string(form.Hotline): {"02-12345678"}, string(form.UseAPIKey): {form.No}, string(form.UseRSAKey): {form.No},
		string(form.UseMutual): {form.No}, string(form.IdentityModes): {"1", "2"},
		string(form.Packaging): {form.PackagingAll}, string(form.Encryption): {form.EncryptionCBC},
	}
}

// Draft saves a draft of a service with values and returns its id.
func (w *World) Draft(t testing.TB, a account.Actor, values form.Values) string {
	t.Helper()
	return w.DraftOf(t, a, casefile.TestKind, values)
}

// DraftOf is Draft for any kind that asks for something new.
func (w *World) DraftOf(t testing.TB, a account.Actor, kind casefile.Kind, values form.Values) string {
	t.Helper()
	d, err := w.NewDraft(t.Context(), a, w.IDs.Next(), kind)
	must(t, err)
	_, err = w.SaveDraft(t.Context(), a, d, form.Parsed{Values: values}, d.Version)
	must(t, err)
	return d.ID
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
