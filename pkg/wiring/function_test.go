package wiring

import (
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/settings"
)

func lookup(values map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		v, ok := values[name]
		return v, ok
	}
}

func TestStartReportsEveryProblemAtOnce(t *testing.T) {
	t.Parallel()
	_, err := start(t.Context(), lookup(map[string]string{"ENVIRONMENT": "moon"}), []settings.Name{settings.TableName, settings.PortalURL})
	if err == nil {
		t.Fatal("started")
	}
	for _, name := range []string{"ENVIRONMENT", "TABLE_NAME", "PORTAL_URL"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%q does not name %s", err, name)
		}
	}
}

func TestStartNeedsNoNetworkWhereNoSecretIsAskedFor(t *testing.T) {
	t.Parallel()
	f, err := start(t.Context(), lookup(map[string]string{"ENVIRONMENT": "test", "TABLE_NAME": "portal", "AWS_REGION": "ap-northeast-1",
		"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_SESSION_TOKEN": "c", "AWS_ENDPOINT_URL": "http://127.0.0.1:1"}),
		[]settings.Name{settings.TableName})
	if err != nil {
		t.Fatal(err)
	}
	if deps := f.Deps(); deps.Store == nil || deps.Now == nil || deps.NewID == nil {
		t.Errorf("deps: %+v", deps)
	}
	key, err := f.AWS.Credentials.Retrieve(t.Context())
	if err != nil || key.SessionToken != "c" || f.AWS.Region != "ap-northeast-1" || *f.AWS.BaseEndpoint != "http://127.0.0.1:1" {
		t.Errorf("region %s, session %q, %v", f.AWS.Region, key.SessionToken, err)
	}
}

func TestStartNamesWhatTheRuntimeDoesNotSay(t *testing.T) {
	t.Parallel()
	_, err := start(t.Context(), lookup(map[string]string{"ENVIRONMENT": "test", "TABLE_NAME": "portal"}), []settings.Name{settings.TableName})
	if err == nil || !strings.Contains(err.Error(), "AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY") {
		t.Errorf("got %v", err)
	}
}

func TestIDsAre26CharactersOfLowerCaseBase32(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 1000 {
		id := NewID()
		if len(id) != 26 || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") != "" || seen[id] {
			t.Fatalf("id %q", id)
		}
		seen[id] = true
	}
}
