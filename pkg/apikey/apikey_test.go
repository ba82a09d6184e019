package apikey_test

import (
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/apikey"
)

func TestF10_ATokenIsTakenApartOrRefused(t *testing.T) {
	t.Parallel()
	id, secret, ok := apikey.Parse(apikey.Token("id1", "secret1"))
	if !ok || id != "id1" || secret != "secret1" {
		t.Errorf("%q %q %v", id, secret, ok)
	}
	for _, token := range []string{"", "mydata-key", "mydata-key..secret", "mydata-key.id.", "mydata-key.id.secret.more", "other.id.secret",
		"mydata-key.id." + strings.Repeat("x", 300)} {
		if _, _, ok := apikey.Parse(token); ok {
			t.Errorf("%q is taken", token)
		}
	}
}

func TestF10_AKeyIsGoodForAYearUnlessRevoked(t *testing.T) {
	t.Parallel()
	now := time.Date(2024, 3, 15, 2, 0, 0, 0, time.UTC)
	k := apikey.Key{Created: now, Expires: now.Add(apikey.Life), Scopes: []apikey.Scope{apikey.ReadCases}}
	if !k.Alive(now) || k.Alive(k.Expires) || !k.May(apikey.ReadCases) || k.May(apikey.ReadServices) {
		t.Errorf("%+v", k)
	}
	k.Revoked = now
	if k.Alive(now) {
		t.Error("a revoked key is alive")
	}
}

func TestF10_AKeyNeedsANameAndKnownScopes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		role   account.Role
		name   string
		scopes []apikey.Scope
		faults int
	}{
		"as it should be":      {account.Provider, "排程", []apikey.Scope{apikey.ReadServices, apikey.ReadCases}, 0},
		"nothing":              {account.Provider, "", nil, 2},
		"too long a name":      {account.Provider, strings.Repeat("字", 51), []apikey.Scope{apikey.ReadCases}, 1},
		"a control sign":       {account.Provider, "a\x00b", []apikey.Scope{apikey.ReadCases}, 1},
		"a scope of own":       {account.Ops, "排程", []apikey.Scope{"cases.decide"}, 1},
		"the monitor's of ops": {account.Ops, "監控", []apikey.Scope{apikey.ReportPolling}, 0},
		"the monitor's else":   {account.Provider, "監控", []apikey.Scope{apikey.ReportPolling}, 1},
	} {
		if got := apikey.Check(c.role, c.name, c.scopes); len(got) != c.faults {
			t.Errorf("%s: %v", name, got)
		}
	}
}
