package main

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/store"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
	"mydata.nat.gov.tw/portal/pkg/web"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// bench is a stack with the portal's use cases and pages in this process, on
// the stack's own table.
type bench struct {
	stack
	accounts map[string]person   // by login
	visitors map[string]*visitor // signed in so far
	f        wiring.Function
	deps     onboarding.Deps
	tape     *tape // what the table answered, see cpu
	pages    http.Handler
	actions  http.Handler
}

// stack is the part of stack.json that is needed here.
type stack struct {
	Endpoint  string            `json:"endpoint"`
	Portal    string            `json:"portal"`
	AccessKey string            `json:"access_key"`
	SecretKey string            `json:"secret_key"`
	Region    string            `json:"region"`
	Settings  map[string]string `json:"settings"`
	Accounts  string            `json:"accounts"`
}

// person is one of the seed's.
type person struct {
	Role     account.Role `json:"role"`
	Login    string       `json:"account"`
	Password string       `json:"password"`
	TOTP     string       `json:"totp_secret"`
}

func read(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

func open() (*bench, error) {
	b := &bench{accounts: map[string]person{}, visitors: map[string]*visitor{}, tape: newTape()}
	if err := read(os.Getenv("PORTAL_STACK"), &b.stack); err != nil {
		return nil, err
	}
	var people struct {
		Accounts []person `json:"accounts"`
	}
	if err := read(b.Accounts, &people); err != nil {
		return nil, err
	}
	for _, p := range people.Accounts {
		b.accounts[p.Login] = p
	}
	environment := map[string]string{"AWS_ENDPOINT_URL": b.Endpoint, "AWS_REGION": b.Region,
		"AWS_ACCESS_KEY_ID": b.AccessKey, "AWS_SECRET_ACCESS_KEY": b.SecretKey}
	for _, list := range []map[string]string{environment, b.Settings} {
		for name, value := range list {
			if err := os.Setenv(name, value); err != nil {
				return nil, err
			}
		}
	}
	b.f = wiring.Start(settings.TableName, settings.PortalURL, settings.BasePath, settings.ServicePhone, settings.ServiceMail,
		settings.SecretPepper, settings.SecretFactor, settings.SecretLink)
	b.deps = b.f.Deps()
	table := store.NewDynamo(b.f.AWS, b.f.Settings.TableName, meter.Attach, func(o *dynamodb.Options) {
		o.HTTPClient = b.tape
	})
	b.deps.Store = store.New(table).Shelve(wiring.Now)
	b.deps.Passwords, b.deps.Factors, b.deps.APIKeys, b.deps.Links = b.f.Passwords(), b.f.Factors(), b.f.APIKeys(), b.f.Links()
	config := web.Config{Portal: onboarding.New(b.deps), Store: b.deps.Store, Notes: b.deps.Store, Now: wiring.Now, NewID: wiring.NewID,
		Log: slog.New(slog.DiscardHandler), BasePath: b.f.Settings.BasePath, PortalURL: b.f.Settings.PortalURL,
		Phone: b.f.Settings.ServicePhone, Mail: b.f.Settings.ServiceMail}
	var err error
	if b.pages, err = web.New(config); err != nil {
		return nil, err
	}
	b.actions, err = web.NewAction(config)
	return b, err
}

// soon is how long an asynchronous step of the stack may take before the bench
// gives up.
const soon = 90 * time.Second
