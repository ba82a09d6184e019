package live

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// Portal is the use cases people ask for, on the stack's table and with its
// keys, together with the people of ops and moda, whom all tests share.
type Portal struct {
	*onboarding.Service
	Stack     Stack
	AWS       aws.Config // as the account's administrator
	Catalogue form.Catalogue

	Ops, Ops2, Moda, Moda2 account.Actor

	deps onboarding.Deps
	run  string // sets names of this run apart from those of others on the stack
}

// Open returns the portal that PORTAL_STACK leads to, one for all tests of the
// process.
func Open(t testing.TB) *Portal {
	t.Helper()
	p, err := opened()
	must(t, err)
	return p
}

var opened = sync.OnceValues(open)

func open() (*Portal, error) {
	stack, err := readStack()
	if err == nil {
		err = stack.enter()
	}
	if err != nil {
		return nil, err
	}
	f := wiring.Start(settings.TableName, settings.SecretPepper, settings.SecretFactor, settings.SecretLink)
	deps := f.Deps()
	deps.Passwords, deps.Links, deps.Mailed = f.Passwords(), f.Links(), f.Mailed()
	deps.Factors, deps.APIKeys = f.Factors(), f.APIKeys()
	p := &Portal{Service: onboarding.New(deps), Stack: stack, AWS: f.AWS, deps: deps, run: wiring.NewID()[:6]}
	return p, p.settle(context.Background())
}

// settle brings what every case needs: people of ops and moda, and a catalogue.
func (p *Portal) settle(ctx context.Context) error {
	for login, to := range map[string]*account.Actor{"ops1": &p.Ops, "ops2": &p.Ops2, "moda1": &p.Moda, "moda2": &p.Moda2} {
		role := account.Role(login[:len(login)-1])
		err := p.invite(ctx, person(role, p.run+login))
		if err == nil {
			*to, err = p.ready(ctx, p.run+login)
		}
		if err != nil {
			return fmt.Errorf("inviting %s: %w", login, err)
		}
	}
	desk, err := p.Store.Draft(ctx, account.OpsID, "")
	if err != nil {
		return err
	}
	if p.Catalogue = desk.Catalogue; len(p.Catalogue.Providers) > 0 {
		return nil
	}
	p.Catalogue = portaltest.Catalogue()
	return p.PublishCatalogue(ctx, onboarding.Catalogue{}, p.Catalogue)
}

// invite has the deployed functions/invite make an account.
func (p *Portal) invite(ctx context.Context, a account.Account) error {
	payload, err := json.Marshal(onboarding.Invitation{Role: a.Role, Login: a.Login, Name: a.Name, Phone: a.Phone, Mail: a.Mail})
	if err != nil {
		return err
	}
	out, err := lambda.NewFromConfig(p.AWS).Invoke(ctx, &lambda.InvokeInput{
		FunctionName: aws.String(p.Stack.Functions["invite"]), Payload: payload})
	if err == nil && out.FunctionError != nil {
		err = fmt.Errorf("functions/invite: %s", out.Payload)
	}
	return err
}

// With returns the use cases with some of their dependencies exchanged.
func (p *Portal) With(exchange func(*onboarding.Deps)) *onboarding.Service {
	deps := p.deps
	exchange(&deps)
	return onboarding.New(deps)
}

// Tampered is a table that edits each transaction before it is committed, so
// that a test can lose what a crash would lose.
func Tampered(store onboarding.Store, edit func(*onboarding.Tx)) onboarding.Store {
	return tampered{store, edit}
}

type tampered struct {
	onboarding.Store
	edit func(*onboarding.Tx)
}

func (s tampered) Commit(ctx context.Context, tx onboarding.Tx) error {
	s.edit(&tx)
	return s.Store.Commit(ctx, tx)
}
