package wiring

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/link"
	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/secret"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// startTime bounds what happens before the first invocation; Lambda gives ten
// seconds.
const startTime = 8 * time.Second

// linkGeneration is the generation of action links. Raise it after a restore of
// the table: all links mailed before are void then.
const linkGeneration = 1

// Function is a process that has read what it was told.
type Function struct {
	Settings settings.Settings
	Keys     settings.Keys // of the secrets among the settings asked for
	Log      *slog.Logger
	AWS      aws.Config
}

// Start reads the named settings and the keys they lead to. Where anything is
// wrong it says so, everything at once, and ends the process.
func Start(names ...settings.Name) Function {
	ctx, cancel := context.WithTimeout(context.Background(), startTime)
	defer cancel()
	f, err := start(ctx, os.LookupEnv, names)
	if err != nil {
		Fail(err)
	}
	return f
}

// Fail says why the process cannot serve, and ends it.
func Fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func start(ctx context.Context, lookup func(string) (string, bool), names []settings.Name) (Function, error) {
	s, err := settings.Read(lookup, names...)
	if err != nil {
		return Function{}, err
	}
	f := Function{Settings: s, Log: logging.New(os.Stdout, s.LogLevel)}
	if f.AWS, err = awsConfig(lookup); err != nil {
		return Function{}, err
	}
	f.Keys, err = s.Keys(ctx, f.secretText)
	return f, err
}

func (f Function) secretText(ctx context.Context, id string) (string, error) {
	out, err := secretsmanager.NewFromConfig(f.AWS).GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: &id})
	if err != nil {
		return "", err
	}
	return aws.ToString(out.SecretString), nil
}

// Deps is what every use case stands on: table, clock and ids, and how long
// stages may wait where OpsDays and ModaDays were asked for.
func (f Function) Deps() onboarding.Deps {
	return onboarding.Deps{
		Store:     store.New(store.NewDynamo(f.AWS, f.Settings.TableName)).Shelve(Now),
		Now:       Now,
		NewID:     NewID,
		NewSecret: NewSecret,
		Patience:  casefile.Patience{Ops: f.Settings.OpsDays, MODA: f.Settings.ModaDays},
	}
}

// Passwords hashes and verifies passwords. It needs SecretPepper.
func (f Function) Passwords() *secret.Passwords {
	return secret.NewPasswords(f.Keys.Pepper, rand.Reader, secret.FullCost)
}

// Factors is the box authenticators' secrets lie in. It needs SecretFactor.
func (f Function) Factors() *secret.Box {
	return secret.NewBox(f.Keys.Factor, secret.Factors, rand.Reader)
}

// APIKeys is the box SP-API keys lie in. It needs SecretFactor.
func (f Function) APIKeys() *secret.Box {
	return secret.NewBox(f.Keys.Factor, secret.APIKeys, rand.Reader)
}

// Tokens is the box task tokens lie in. It needs SecretToken.
func (f Function) Tokens() *secret.Box {
	return secret.NewBox(f.Keys.Token, secret.TaskTokens, rand.Reader)
}

// Mailed is the key that mailed links and codes are derived from: portal stores
// their hashes, relay writes them into mails. It needs SecretLink.
func (f Function) Mailed() secret.Key { return f.Keys.Link }

// Links signs and redeems action links. It needs SecretLink.
func (f Function) Links() *link.Key { return link.NewKey(f.Keys.Link, linkGeneration) }

// Now is the time in UTC.
func Now() time.Time { return time.Now().UTC() }

// NewID returns 128 random bits in 26 characters of lower-case base32.
func NewID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails: crypto/rand ends the process instead
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:]))
}

// NewSecret returns 256 random bits in 43 URL-safe characters.
func NewSecret() string {
	var b [32]byte
	rand.Read(b[:]) // never fails, as above
	return base64.RawURLEncoding.EncodeToString(b[:])
}
