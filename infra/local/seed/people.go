package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/files"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/secret"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// needs are the settings the use cases of people and applications need, and
// those that a year needs besides.
var needs = []settings.Name{settings.TableName, settings.SecretPepper, settings.SecretFactor, settings.UploadBucket,
	settings.SecretLink, settings.SecretToken, settings.PortalURL, settings.ServicePhone, settings.ServiceMail,
	settings.AuditBucket, settings.AuditKey, settings.OpsDays, settings.ModaDays}

// sample is one line of run.json.
type sample struct {
	Role     account.Role `json:"role"`
	Account  string       `json:"account"`
	Password string       `json:"password"`
	TOTP     string       `json:"totp_secret"`
	Mail     string       `json:"email"`
}

type seeder struct {
	portal   *onboarding.Service
	store    onboarding.Store
	files    *files.Bucket
	invite   func(context.Context, onboarding.Invitation) error
	accounts []sample
}

func newSeeder(f wiring.Function) (*seeder, error) {
	deps := f.Deps()
	deps.Passwords = f.Passwords()
	deps.Factors, deps.APIKeys = f.Factors(), f.APIKeys()
	text, err := os.ReadFile(os.Getenv("PORTAL_STACK"))
	if err != nil {
		return nil, err
	}
	var stack struct {
		Functions map[string]string `json:"functions"`
	}
	if err := json.Unmarshal(text, &stack); err != nil {
		return nil, err
	}
	return &seeder{portal: onboarding.New(deps), store: deps.Store, files: files.New(f.AWS, f.Settings.UploadBucket, wiring.Now),
		invite: byFunction(lambda.NewFromConfig(f.AWS), stack.Functions["invite"])}, nil
}

// bureau and banks are the sample organisations; the ids are filled in as they
// are made.
var (
	bureau = account.Organisation{Name: "金融監督管理委員會銀行局", ShortName: "銀行局", Kind: account.Public, Authority: true, Domain: "banking.example.gov.tw"}
	banks  = []account.Organisation{
		{Name: "臺灣範例商業銀行股份有限公司", Kind: account.NonPublic, Private: true, Sector: "銀行業", Domain: "sample-bank.com.tw"},
		{Name: "示範信用合作社", Kind: account.NonPublic, Private: true, Sector: "信用合作社", Domain: "demo-credit.com.tw"},
	}
)

func (s *seeder) people(ctx context.Context) error {
	id, err := s.portal.Enrol(ctx, bureau,
		person(account.Authority, "bureau01", "李審查", "bureau01@banking.example.gov.tw"),
		person(account.Authority, "bureau02", "周發文", "bureau02@banking.example.gov.tw"))
	if err != nil {
		return err
	}
	for i := range banks {
		banks[i].AuthorityID, banks[i].AuthorityName = id, bureau.ShortName
	}
	if banks[0].ID, err = s.portal.Enrol(ctx, banks[0],
		person(account.Provider, "officer01", "王大明", "officer01@sample-bank.com.tw"),
		person(account.Sub, "officer02", "林小華", "officer02@sample-bank.com.tw")); err != nil {
		return err
	}
	if banks[1].ID, err = s.portal.Enrol(ctx, banks[1],
		person(account.Provider, "union01", "陳合作", "union01@demo-credit.com.tw")); err != nil {
		return err
	}
	for _, p := range []account.Account{
		person(account.Ops, "opsteam01", "張維運", "opsteam01@ops.example.com.tw"),
		person(account.Ops, "opsteam02", "黃維運", "opsteam02@ops.example.com.tw"),
		person(account.Moda, "moda01", "吳數位", "moda01@moda.example.gov.tw"),
		person(account.Moda, "moda02", "鄭數位", "moda02@moda.example.gov.tw"),
	} {
		if err := s.invite(ctx, onboarding.Invitation{Role: p.Role, Login: p.Login, Name: p.Name, Phone: p.Phone, Mail: p.Mail}); err != nil {
			return err
		}
	}
	for _, p := range []struct {
		role  account.Role
		login string
	}{{account.Provider, "officer01"}, {account.Sub, "officer02"}, {account.Provider, "union01"}, {account.Authority, "bureau01"},
		{account.Authority, "bureau02"}, {account.Ops, "opsteam01"}, {account.Ops, "opsteam02"}, {account.Moda, "moda01"}, {account.Moda, "moda02"}} {
		if err := s.ready(ctx, p.login); err != nil {
			return fmt.Errorf("%s: %w", p.login, err)
		}
	}
	return nil
}

func person(role account.Role, login, name, mail string) account.Account {
	return account.Account{Role: role, Login: login, Name: name, Phone: "02-2380-0000", Mail: mail}
}

// byFunction has functions/invite make the account of a person of ops or moda.
func byFunction(client *lambda.Client, name string) func(context.Context, onboarding.Invitation) error {
	return func(ctx context.Context, i onboarding.Invitation) error {
		payload, err := json.Marshal(i)
		if err != nil {
			return err
		}
		out, err := client.Invoke(ctx, &lambda.InvokeInput{FunctionName: &name, Payload: payload})
		if err == nil && out.FunctionError != nil {
			err = fmt.Errorf("functions/invite: %s %s", aws.ToString(out.FunctionError), out.Payload)
		}
		return err
	}
}

// ready gives an account a password and an authenticator, and notes both.
func (s *seeder) ready(ctx context.Context, login string) error {
	id, err := s.store.Claimed(ctx, onboarding.LoginClaim, login)
	if err != nil {
		return err
	}
	password := "Try-" + login[:1] + "-2026"
	factor := secret.NewTOTP(rand.Reader)
	if err := s.portal.SetPassword(ctx, id, password); err != nil {
		return err
	}
	if err := s.portal.BindFactor(ctx, id, factor); err != nil {
		return err
	}
	a, err := s.store.Account(ctx, id)
	s.accounts = append(s.accounts, sample{Role: a.Role, Account: login, Password: password, TOTP: factor.Reveal(), Mail: a.Mail})
	return err
}
