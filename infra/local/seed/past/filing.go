package past

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"slices"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

// arrive enrols the organisations that do not exist yet.
func (p *Past) arrive(ctx context.Context) error {
	under := map[string]string{}
	known, err := p.world.Store.Authorities(ctx)
	if err != nil {
		return err
	}
	for _, o := range known {
		under[o.ShortName] = o.ID
	}
	for _, a := range p.sample.Authorities {
		var people []account.Account
		for _, person := range a.People {
			people = append(people, newcomer(account.Authority, person.Login, person.Name, a.Domain))
		}
		org := account.Organisation{Name: a.Name, ShortName: a.Short, Kind: account.Public, Authority: true, Domain: a.Domain}
		if under[a.Short], err = p.enrol(ctx, org, people...); err != nil {
			return err
		}
	}
	for _, o := range p.sample.Newcomers {
		org := account.Organisation{Name: o.Name, Kind: o.Kind, Private: o.Private, Sector: o.Sector, Domain: o.Domain,
			AuthorityID: under[o.Authority], AuthorityName: o.Authority}
		if _, err := p.enrol(ctx, org, newcomer(account.Provider, o.Officer.Login, o.Officer.Name, o.Domain)); err != nil {
			return err
		}
		o.Login, o.Host = o.Officer.Login, o.Domain
		p.sample.Organisations = append(p.sample.Organisations, o)
	}
	return nil
}

// enrol enrols an organisation whose people have authenticators at once: without
// one nobody may review or manage accounts. Nobody knows their secrets.
func (p *Past) enrol(ctx context.Context, org account.Organisation, people ...account.Account) (id string, err error) {
	if id, err = p.world.Enrol(ctx, org, people...); err != nil {
		return "", err
	}
	list, err := p.world.Store.People(ctx, id)
	for _, a := range list {
		if err == nil {
			err = p.world.BindFactor(ctx, a.ID, secret.NewTOTP(rand.Reader))
		}
	}
	return id, err
}

func newcomer(role account.Role, login, name, domain string) account.Account {
	return account.Account{Role: role, Login: login, Name: name, Phone: "02-2380-0000", Mail: login + "@" + domain}
}

// plans is what everybody means to apply for, spread over the year; the last
// weeks are busy enough for the queues of today.
func (p *Past) plans(ctx context.Context, until time.Time) error {
	days := p.today().DaysUntil(calendar.Today(until))
	some := func(do func(context.Context) error) {
		if p.chance(busy) {
			p.in(days-lately+p.rng.IntN(lately), do)
			return
		}
		p.in(p.rng.IntN(days), do)
	}
	p.announce(days)
	colleague := 0
	for _, o := range p.sample.Organisations {
		who, err := p.actor(ctx, o.Login)
		if err != nil {
			return err
		}
		for _, name := range o.Services {
			for _, of := range p.versions(name) {
				some(func(ctx context.Context) error { return p.apply(ctx, who, casefile.TestKind, p.service(o, of)) })
			}
		}
		for _, set := range o.Sets {
			some(func(ctx context.Context) error { return p.apply(ctx, who, casefile.NewData, p.dataSet(o, set)) })
		}
		for _, name := range o.Counters {
			some(func(ctx context.Context) error { return p.apply(ctx, who, casefile.NewCounter, p.counter(o, name)) })
		}
		for range 2 {
			name, n := p.sample.Colleagues[colleague%len(p.sample.Colleagues)], colleague
			colleague++
			some(func(ctx context.Context) error {
				login := fmt.Sprintf("staff%04d", n+1)
				number, err := p.world.RequestSub(ctx, who, p.world.NewID(),
					account.Details{Login: login, Name: name, Phone: "02-2380-1100", Mail: login + "@" + o.Host, Unit: "數位服務部"})
				return p.sent(ctx, number, err)
			})
		}
	}
	return nil
}

// busy applications of a hundred come in the last weeks, which are lately days.
const (
	busy   = 18
	lately = 35
)

// versions are a service by that name and, of some, another for phones.
func (p *Past) versions(name string) []string {
	if p.chance(70) {
		return []string{name, name + "（行動版）"}
	}
	return []string{name}
}

// announce plans what ops writes on the 公佈欄.
func (p *Past) announce(days int) {
	for n, b := range p.sample.Bulletins {
		p.in((n+1)*days/(len(p.sample.Bulletins)+1), func(ctx context.Context) error {
			who, err := p.anyone(ctx, account.OpsID)
			if err == nil {
				_, err = p.world.WriteBulletin(ctx, who, p.world.NewID(), onboarding.BulletinWords{Kind: b.Kind, Date: p.today().String(), Title: b.Title, Text: b.Text})
			}
			return err
		})
	}
}

// apply fills in an application for something new and sends it.
func (p *Past) apply(ctx context.Context, who account.Actor, kind casefile.Kind, answers url.Values) error {
	draft, err := p.world.NewDraft(ctx, who, p.world.NewID(), kind)
	if err != nil {
		return err
	}
	parsed, err := form.Parse(form.For(form.On(kind.Paper()), draft.Values), answers, draft.Values)
	if err != nil {
		return err
	}
	if draft, err = p.world.SaveDraft(ctx, who, draft, parsed, draft.Version); err != nil {
		return err
	}
	number, err := p.world.Submit(ctx, who, draft.ID)
	return p.sent(ctx, number, err)
}

// sent has what was sent arrive, and looks what becomes of it.
func (p *Past) sent(ctx context.Context, number string, err error) error {
	if err != nil {
		return err
	}
	id, err := p.world.Store.Claimed(ctx, onboarding.NumberClaim, number)
	if err != nil {
		return err
	}
	return p.look(ctx, id)
}

// data draws up to three data sets of the catalogue about persons.
func (p *Past) data() []string {
	var list []string
	for range 1 + p.rng.IntN(3) {
		sets := pick(p, p.catalogue.For(form.ModePerson).Providers).DataSets
		if id := pick(p, sets).ID; !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

func (p *Past) address() string {
	return fmt.Sprintf("203.66.%d.%d", 40+p.rng.IntN(180), 10+p.rng.IntN(240))
}

// service is the application for an online service, by person.
func (p *Past) service(o Organisation, name string) url.Values {
	host := fmt.Sprintf("https://s%03d.%s", p.rng.IntN(1000), o.Host)
	return url.Values{
		string(form.Category): {o.Category}, string(form.Name): {name}, string(form.Existing): {form.Yes},
		string(form.ExistingLink): {host + "/"}, string(form.TestStart): {p.today().AddDays(10 + p.rng.IntN(25)).String()},
		string(form.Purpose): {"民眾辦理" + name + "時，經身分驗證及同意後，由 MyData 提供所需文件，免再自行檢附。"},
		string(form.Mode):    {form.ModePerson}, string(form.DataSets): p.data(),
		string(form.FrontURL): {host + "/apply"}, string(form.ReturnURL): {host + "/mydata/return"},
		string(form.SPAPIURL): {host + "/mydata/sp-api"}, string(form.SPAPIIPs): {p.address()},
		string(form.HostIPs): {p.address()}, string(form.TestIPs): {p.address()},
		string(form.Hotline): {"02-2380-1234"}, string(form.UseAPIKey): {form.No}, string(form.UseRSAKey): {form.No},
		string(form.UseMutual): {form.No}, string(form.IdentityModes): {"1", "2"},
		string(form.Packaging): {form.PackagingAll}, string(form.Encryption): {form.EncryptionGCM},
	}
}

// dataSet is the application for one data set.
func (p *Past) dataSet(o Organisation, set [2]string) url.Values {
	posted := url.Values{string(form.CallerIPs): {p.address()}, string(form.CertExpiry): {p.today().AddDays(400).String()}}
	for k, list := range map[form.Key][]string{form.SetName: {set[0]}, form.SetSubject: {string(form.Person)}, form.SetSummary: {set[1]},
		form.SetFields: {"id", "amount"}, form.SetLevel: {"3"}, form.SetTiming: {form.Immediate}, form.SetLag: {"每日更新，晚 1 日"},
		form.SetAPIURL: {"https://api." + o.Host + "/dp"}, form.SetAPIIPs: {p.address()}} {
		posted[string(form.SetKey(k, 1))] = list
	}
	posted[form.NameField(form.SetKey(form.SetFields, 1))] = []string{"識別碼", "金額"}
	return posted
}

// counter is the application for a counter service.
func (p *Past) counter(o Organisation, name string) url.Values {
	return url.Values{
		string(form.Category): {o.Category}, string(form.Name): {name}, string(form.Purpose): {"民眾臨櫃辦理" + name + "時，經同意由 MyData 提供資料核對。"},
		string(form.Mode): {form.ModePerson}, string(form.DataSets): p.data(), string(form.Hotline): {"02-2380-1234"},
		string(form.Counters): {"總行營業部，臺北市中正區重慶南路一段10號", "板橋分行，新北市板橋區文化路一段1號"}}
}
