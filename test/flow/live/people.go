package live

import (
	"context"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// Planted are texts that stand in the name, telephone number and address of
// everybody and in every opinion, and so must not be found where no personal
// data belong.
var Planted = []string{"植名", "02-7755-", "@planted.example.com.tw", "植入意見"}

// Cast is an organisation and the authority whose remit it lies in, made for
// one test. Where there is no authority Bureau and Bureau2 are zero.
type Cast struct {
	Officer account.Actor // of the organisation
	Bureau  account.Actor // of the authority
	Bureau2 account.Actor
}

// Cast enrols a bank under an authority of its own. No two organisations have
// the same name.
func (p *Portal) Cast(t testing.TB) Cast {
	t.Helper()
	var c Cast
	key := p.key()
	bureau, err := p.Enrol(t.Context(), account.Organisation{Name: "金融監督管理委員會銀行局" + key, ShortName: "銀行局", Kind: account.Public, Authority: true},
		person(account.Authority, key+"bureau1"), person(account.Authority, key+"bureau2"))
	must(t, err)
	_, err = p.Enrol(t.Context(), account.Organisation{Name: "測試商業銀行股份有限公司" + key, Kind: account.NonPublic, Private: true,
		Sector: "銀行業", Domain: domain, AuthorityID: bureau, AuthorityName: "銀行局"}, person(account.Provider, key+"officer1"))
	must(t, err)
	for login, to := range map[string]*account.Actor{"officer1": &c.Officer, "bureau1": &c.Bureau, "bureau2": &c.Bureau2} {
		*to, err = p.ready(t.Context(), key+login)
		must(t, err)
	}
	return c
}

// Agency enrols a public body, which no authority stands above.
func (p *Portal) Agency(t testing.TB) Cast {
	t.Helper()
	var c Cast
	key := p.key()
	_, err := p.Enrol(t.Context(), account.Organisation{Name: "測試縣政府" + key, Kind: account.Public, Domain: domain}, person(account.Provider, key+"officer1"))
	must(t, err)
	c.Officer, err = p.ready(t.Context(), key+"officer1")
	must(t, err)
	return c
}

// domain is that of the addresses in portaltest's sample application.
const domain = "bank.example.com.tw"

// Stranger is an officer whom no other test knows, not enrolled yet.
func (p *Portal) Stranger() account.Account { return person(account.Provider, p.key()+"officer1") }

func (p *Portal) key() string { return p.run + wiring.NewID()[:8] }

func person(role account.Role, login string) account.Account {
	return account.Account{Role: role, Login: login, Name: "植名" + login, Phone: "02-7755-0000", Mail: login + "@planted.example.com.tw"}
}

// ready gives an account its password and authenticator and returns the person
// as signed in.
func (p *Portal) ready(ctx context.Context, login string) (account.Actor, error) {
	id, err := p.Store.Claimed(ctx, onboarding.LoginClaim, login)
	if err == nil {
		err = p.SetPassword(ctx, id, portaltest.Password)
	}
	if err == nil {
		err = p.BindFactor(ctx, id, portaltest.Factor(login))
	}
	if err != nil {
		return account.Actor{}, err
	}
	a, err := p.Store.Account(ctx, id)
	return account.ActorOf(a, account.LevelTOTP), err
}
