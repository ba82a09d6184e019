package link_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/link"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

var issued = time.Date(2024, 4, 1, 9, 0, 0, 0, time.UTC)

func claims() link.Claims {
	return link.Claims{
		CaseID: "k3vq6o2d5mz7y4x1c8b9n0a2se", Review: 1, Round: 2, Stage: 3,
		AccountID: "p7rr2w4tq6y8u1i3o5a9s0d2fg", Epoch: 4, Expires: issued.Add(14 * 24 * time.Hour),
	}
}

func newKey(t testing.TB, raw string, generation byte) *link.Key {
	t.Helper()
	k, err := secret.NewKey(strings.Repeat(raw, 32))
	if err != nil {
		t.Fatal(err)
	}
	return link.NewKey(k, generation)
}

func TestC6_ATokenSaysWhatItWasIssuedFor(t *testing.T) {
	t.Parallel()
	k := newKey(t, "a", 1)
	token := k.Issue(claims())
	if !regexp.MustCompile(`^[A-Za-z0-9_-]{100,140}$`).MatchString(token) {
		t.Errorf("%d characters: %s", len(token), token)
	}
	got, err := k.Redeem(token, issued)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(claims(), got); diff != "" {
		t.Error(diff)
	}
	if k.Issue(claims()) != token {
		t.Error("a repeated mail would carry another link")
	}
}

func TestC6_EveryClaimChangesTheToken(t *testing.T) {
	t.Parallel()
	k := newKey(t, "a", 1)
	seen := map[string]string{k.Issue(claims()): "the original"}
	for name, change := range map[string]func(*link.Claims){
		"case":    func(c *link.Claims) { c.CaseID = "another" },
		"review":  func(c *link.Claims) { c.Review++ },
		"round":   func(c *link.Claims) { c.Round++ },
		"stage":   func(c *link.Claims) { c.Stage++ },
		"account": func(c *link.Claims) { c.AccountID = "another" },
		"epoch":   func(c *link.Claims) { c.Epoch++ },
		"expiry":  func(c *link.Claims) { c.Expires = c.Expires.Add(time.Second) },
		"a character moved between ids": func(c *link.Claims) {
			c.AccountID, c.CaseID = c.CaseID[25:]+c.AccountID, c.CaseID[:25]
		},
	} {
		c := claims()
		change(&c)
		token := k.Issue(c)
		if other, ok := seen[token]; ok {
			t.Errorf("%s gives the token of %s", name, other)
		}
		seen[token] = name
	}
}

func TestC6_ALapsedTokenIsToldFromAForgedOne(t *testing.T) {
	t.Parallel()
	token := newKey(t, "a", 1).Issue(claims())
	cases := []struct {
		name string
		key  *link.Key
		now  time.Time
		want error
	}{
		{"in its last second", newKey(t, "a", 1), claims().Expires.Add(-time.Nanosecond), nil},
		{"at its end", newKey(t, "a", 1), claims().Expires, link.ErrExpired},
		{"long after", newKey(t, "a", 1), claims().Expires.AddDate(1, 0, 0), link.ErrExpired},
		{"after the generation was raised", newKey(t, "a", 2), issued, link.ErrExpired},
		{"under another key", newKey(t, "b", 1), issued, link.ErrMalformed},
	}
	for _, c := range cases {
		got, err := c.key.Redeem(token, c.now)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
		if known := got.CaseID == claims().CaseID; known != (c.want != link.ErrMalformed) {
			t.Errorf("%s: the page gets the case %q", c.name, got.CaseID)
		}
	}
}

func TestC6_NoTamperedTokenIsRedeemed(t *testing.T) {
	t.Parallel()
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/. \n%"
	k := newKey(t, "a", 1)
	token := k.Issue(claims())
	refuse := func(name, bad string) {
		t.Helper()
		if got, err := k.Redeem(bad, issued); !errors.Is(err, link.ErrMalformed) || got != (link.Claims{}) {
			t.Fatalf("%s: %v, %v", name, got, err)
		}
	}
	for i := range token {
		for _, c := range alphabet {
			if bad := token[:i] + string(c) + token[i+1:]; bad != token {
				refuse("a character replaced", bad)
			}
		}
		refuse("a character dropped", token[:i]+token[i+1:])
		refuse("cut off", token[:i])
		refuse("a character doubled", token[:i]+token[i:i+1]+token[i:])
		refuse("a line break put in", token[:i]+"\n"+token[i:])
	}
	refuse("appended to", token+"A")
	refuse("twice", token+token)
	refuse("Chinese", "審核連結")
}

func FuzzRedeem(f *testing.F) {
	k := newKey(f, "a", 1)
	f.Add(k.Issue(claims()))
	f.Add("")
	f.Fuzz(func(t *testing.T, token string) {
		if got, err := k.Redeem(token, issued); err == nil && k.Issue(got) != token {
			t.Errorf("%q is redeemed as %v", token, got)
		}
	})
}
