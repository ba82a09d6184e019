package main

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/store"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
	"mydata.nat.gov.tw/portal/pkg/web"
	"mydata.nat.gov.tw/portal/pkg/web/gateway"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// bench is a stack, and its portal once more in this process: the same
// functions' handlers on the same table, where they can be measured.
type bench struct {
	stack
	people map[string]*visitor // signed in so far, by login
	deps   onboarding.Deps
	tape   *tape
	portal lambda.Handler // of functions/portal
	action lambda.Handler // of functions/action
	http   *http.Client   // to the stack
	made   *scene
	missed int // figures above their aim so far
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

func read(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

func open(path string) (*bench, error) {
	b := &bench{people: map[string]*visitor{}}
	if err := read(path, &b.stack); err != nil {
		return nil, err
	}
	var err error
	if b.tape, err = newTape(); err != nil {
		return nil, err
	}
	b.http = newClient(b.Endpoint)
	environment := map[string]string{"AWS_ENDPOINT_URL": b.Endpoint, "AWS_REGION": b.Region,
		"AWS_ACCESS_KEY_ID": b.AccessKey, "AWS_SECRET_ACCESS_KEY": b.SecretKey}
	for _, list := range []map[string]string{environment, b.Settings} {
		for name, value := range list {
			if err := os.Setenv(name, value); err != nil {
				return nil, err
			}
		}
	}
	f := wiring.Start(settings.TableName, settings.PortalURL, settings.BasePath, settings.ServicePhone, settings.ServiceMail,
		settings.SecretPepper, settings.SecretFactor, settings.SecretLink)
	b.deps = f.Deps()
	table := store.NewDynamo(f.AWS, f.Settings.TableName, meter.Attach, func(o *dynamodb.Options) { o.HTTPClient = b.tape })
	begun := time.Now() // stands still: the catalogue is read once
	b.deps.Store = store.New(table).Shelve(func() time.Time { return begun })
	b.deps.Passwords, b.deps.Factors, b.deps.APIKeys, b.deps.Links = f.Passwords(), f.Factors(), f.APIKeys(), f.Links()
	config := web.Config{Portal: onboarding.New(b.deps), Store: b.deps.Store, Notes: b.deps.Store, Now: wiring.Now, NewID: wiring.NewID,
		Log: slog.New(slog.DiscardHandler), BasePath: f.Settings.BasePath, PortalURL: f.Settings.PortalURL,
		Phone: f.Settings.ServicePhone, Mail: f.Settings.ServiceMail}
	portal, err := web.New(config)
	if err != nil {
		return nil, err
	}
	action, err := web.NewAction(config)
	b.portal, b.action = gateway.New("", portal), gateway.New("/a", action)
	return b, err
}
