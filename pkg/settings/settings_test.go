package settings_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"mydata.nat.gov.tw/portal/pkg/settings"
)

type env map[string]string

func (e env) lookup(name string) (string, bool) {
	v, ok := e[name]
	return v, ok
}

func (e env) with(name, value string) env {
	out := maps.Clone(e)
	out[name] = value
	return out
}

func good() env {
	e := env{
		"ENVIRONMENT": "production", "TABLE_NAME": "mydata-portal", "BASE_PATH": "/mydata-backend",
		"PORTAL_URL":  "https://mydata.nat.gov.tw/mydata-backend",
		"MAIL_SENDER": "mydata_system@moda.gov.tw", "SERVICE_PHONE": "0800-009-868", "SERVICE_MAIL": "mydata@moda.gov.tw",
		"SES_CONFIGURATION_SET": "mydata-portal", "TURNSTILE_SITE_KEY": "0x4AAAAAAADnPIDROrmt1Wwj",
		"UPLOAD_BUCKET": "mydata-portal-uploads-123456789012", "MALWARE_SCAN": "on", "OPS_DAYS": "7", "MODA_DAYS": "10",
		"AUDIT_BUCKET": "portal-audit-123456789012",
		"AUDIT_KEY":    "arn:aws:kms:ap-northeast-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
	}
	for _, name := range []string{"PEPPER", "FACTOR", "LINK", "TOKEN", "TURNSTILE"} {
		e["SECRET_"+name] = "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:mydata/" + name
	}
	for _, name := range []string{"FULL_V1", "STANDARD_V1", "OPS_V1", "MODA_V1"} {
		e["MACHINE_"+name] = "arn:aws:states:ap-northeast-1:123456789012:stateMachine:" + name
	}
	return e
}

func all() []settings.Name {
	var names []settings.Name
	for name := range good() {
		if name != "ENVIRONMENT" {
			names = append(names, settings.Name(name))
		}
	}
	return names
}

func TestReadFillsWhatItIsAskedFor(t *testing.T) {
	t.Parallel()
	e := good()
	got, err := settings.Read(e.lookup, all()...)
	if err != nil {
		t.Fatal(err)
	}
	want := settings.Settings{
		Environment: settings.Production, LogLevel: slog.LevelInfo, TableName: "mydata-portal",
		PortalURL: "https://mydata.nat.gov.tw/mydata-backend", BasePath: "/mydata-backend",
		MailSender: "mydata_system@moda.gov.tw", ServicePhone: "0800-009-868", ServiceMail: "mydata@moda.gov.tw",
		ConfigurationSet: "mydata-portal", TurnstileSiteKey: "0x4AAAAAAADnPIDROrmt1Wwj",
		UploadBucket: "mydata-portal-uploads-123456789012", MalwareScan: true, OpsDays: 7, ModaDays: 10,
		AuditBucket: e["AUDIT_BUCKET"], AuditKey: e["AUDIT_KEY"],
		Machines: map[string]string{
			"full-v1": e["MACHINE_FULL_V1"], "standard-v1": e["MACHINE_STANDARD_V1"], "ops-v1": e["MACHINE_OPS_V1"], "moda-v1": e["MACHINE_MODA_V1"],
		},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(settings.Settings{})); diff != "" {
		t.Error(diff)
	}
	few, err := settings.Read(env{"ENVIRONMENT": "test", "TABLE_NAME": "t-1", "LOG_LEVEL": "debug"}.lookup, settings.TableName)
	if err != nil || few.TableName != "t-1" || few.LogLevel != slog.LevelDebug {
		t.Errorf("%+v, %v", few, err)
	}
}

func TestReadReportsEveryProblemAtOnceWithoutItsValue(t *testing.T) {
	t.Parallel()
	e := env{"PORTAL_URL": "planted", "MAIL_SENDER": "planted", "MACHINE_FULL_V1": "planted", "LOG_LEVEL": "planted", "SERVICE_PHONE": "planted"}
	_, err := settings.Read(e.lookup, all()...)
	if err == nil {
		t.Fatal("nothing is wrong")
	}
	if strings.Contains(err.Error(), "planted") {
		t.Errorf("a value is repeated: %v", err)
	}
	for name := range good() {
		if named := strings.Contains(err.Error(), name+": "); named != (name != "BASE_PATH" && !strings.Contains(name, "TURNSTILE")) {
			t.Errorf("%s named: %v", name, named)
		}
	}
	if !strings.Contains(err.Error(), "LOG_LEVEL: ") {
		t.Error("LOG_LEVEL is not named")
	}
}

func TestTrust29_ProductionRefusesWhatBelongsToATest(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, variable, value string
		everywhere            bool // refused outside of production too
	}{
		{"Turnstile's key for tests", "TURNSTILE_SITE_KEY", "1x00000000000000000000AA", false},
		{"an address without TLS", "PORTAL_URL", "http://mydata.nat.gov.tw/mydata-backend", false},
		{"the local address", "PORTAL_URL", "https://portal.localhost:4566/mydata-backend", false},
		{"an address by number", "PORTAL_URL", "https://127.0.0.1/mydata-backend", false},
		{"a mail domain for tests", "MAIL_SENDER", "system@mydata.test", false},
		{"an example's mail domain", "SERVICE_MAIL", "help@example.com", false},
		{"a debug log", "LOG_LEVEL", "debug", false},
		{"an emulator", "AWS_ENDPOINT_URL", "http://localhost:4566", false},
		{"an emulator for one service", "AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:8000", false},
		{"an emulator's secret", "SECRET_LINK", "arn:aws:secretsmanager:ap-northeast-1:000000000000:secret:link", false},
		{"an emulator's state machine", "MACHINE_OPS_V1", "arn:aws:states:ap-northeast-1:000000000000:stateMachine:ops", false},
		{"an emulator's key", "AUDIT_KEY", "arn:aws:kms:ap-northeast-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab", false},
		{"no time at all for the operation team", "OPS_DAYS", "0", true},
		{"a span with its unit", "MODA_DAYS", "10d", true},
		{"an alias of a key, which anybody may move", "AUDIT_KEY", "alias/audit", true},
		{"a slash at the end", "PORTAL_URL", "https://mydata.nat.gov.tw/mydata-backend/", true},
		{"an address with a query", "PORTAL_URL", "https://mydata.nat.gov.tw/mydata-backend?x=1", true},
		{"an address with a password", "PORTAL_URL", "https://a:b@mydata.nat.gov.tw/mydata-backend", true},
		{"a relative address", "PORTAL_URL", "/mydata-backend", true},
		{"another base path than the address has", "BASE_PATH", "/other", true},
		{"a base path with a slash at its end", "BASE_PATH", "/mydata-backend/", true},
		{"a name before the mail address", "MAIL_SENDER", "MyData <mydata@moda.gov.tw>", true},
		{"a table's ARN as its name", "TABLE_NAME", "arn:aws:dynamodb:x:1:table/y", true},
		{"a function's ARN as a machine's", "MACHINE_FULL_V1", "arn:aws:lambda:ap-northeast-1:123456789012:function:open", true},
		{"an unknown environment", "ENVIRONMENT", "prod", true},
		{"an unknown log level", "LOG_LEVEL", "loud", true},
		{"words as a telephone number", "SERVICE_PHONE", "call us", true},
	}
	for _, c := range cases {
		e := good().with(c.variable, c.value)
		if _, err := settings.Read(e.lookup, all()...); err == nil {
			t.Errorf("production takes %s", c.name)
		}
		if c.variable == "ENVIRONMENT" {
			continue
		}
		if _, err := settings.Read(e.with("ENVIRONMENT", "local").lookup, all()...); (err != nil) != c.everywhere {
			t.Errorf("local, %s: %v", c.name, err)
		}
	}
}

func TestA13_TurnstileIsConfiguredWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	both := []settings.Name{settings.TurnstileSiteKey, settings.SecretTurnstile}
	for _, c := range []struct {
		site, secret string
		right        bool
	}{{"", "", true}, {"0x4AAA", "mydata/turnstile", true}, {"0x4AAA", "", false}, {"", "mydata/turnstile", false}} {
		_, err := settings.Read(env{"ENVIRONMENT": "test", "TURNSTILE_SITE_KEY": c.site, "SECRET_TURNSTILE": c.secret}.lookup, both...)
		if (err == nil) != c.right {
			t.Errorf("site %q, secret %q: %v", c.site, c.secret, err)
		}
	}
}

func TestAnUnknownVariableIsAProblem(t *testing.T) {
	t.Parallel()
	if _, err := settings.Read(good().with("TABEL_NAME", "x-1").lookup, "TABEL_NAME"); err == nil {
		t.Error("a misspelt name is read")
	}
}

func TestKeysFetchesTheSecretsThatWereAskedFor(t *testing.T) {
	t.Parallel()
	const random = "9f8Qw2Lr7Tz4Xc1Vb6Nm3Kp0Hj5Gd8Sa"
	read := func(environment string, names ...settings.Name) settings.Settings {
		s, err := settings.Read(good().with("ENVIRONMENT", environment).lookup, names...)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	fetch := func(text string, err error) settings.Fetch {
		return func(_ context.Context, id string) (string, error) { return text, err }
	}

	ids := make(chan string, 4)
	k, err := read("production", settings.SecretPepper, settings.SecretLink).Keys(t.Context(), func(_ context.Context, id string) (string, error) {
		ids <- id
		return random + id, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	close(ids)
	var got []string
	for id := range ids {
		got = append(got, id)
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{good()["SECRET_LINK"], good()["SECRET_PEPPER"]}, got); diff != "" {
		t.Error(diff)
	}
	if string(k.Pepper.Derive("x")) == string(k.Link.Derive("x")) {
		t.Error("two secrets became one key")
	}

	proofs, err := read("production", settings.TurnstileSiteKey, settings.SecretTurnstile).Keys(t.Context(), fetch(random, nil))
	if err != nil || proofs.Turnstile.Reveal() != random {
		t.Errorf("Turnstile's key: %v", err)
	}

	gone := errors.New("AccessDenied")
	cases := []struct {
		name        string
		environment string
		fetch       settings.Fetch
		ok          bool
	}{
		{"a random key", "production", fetch(random, nil), true},
		{"a secret that cannot be fetched", "local", fetch("", gone), false},
		{"a short key", "local", fetch(random[:31], nil), false},
		{"a sample key where it belongs", "local", fetch("local-"+random, nil), true},
		{"a sample key in production", "production", fetch("Local-"+random, nil), false},
		{"a repeated character in production", "production", fetch(strings.Repeat("x", 40), nil), false},
	}
	for _, c := range cases {
		_, err := read(c.environment, settings.SecretToken).Keys(t.Context(), c.fetch)
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
		if err != nil && (strings.Contains(err.Error(), random[:31]) || !strings.Contains(err.Error(), "SECRET_TOKEN: ")) {
			t.Errorf("%s: the error is %v", c.name, err)
		}
	}
	if s := fmt.Sprintf("%+v %#v", k, k); strings.Contains(s, random) {
		t.Error("the keys print")
	}
}
