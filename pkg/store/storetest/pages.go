package storetest

import (
	"encoding/base64"
	"fmt"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// seed makes n cases of an organisation, the first at noon, two at each moment.
func seed(t *testing.T, b bench, organisation string, n int) {
	var tx onboarding.Tx
	for i := range n {
		at := noon.Add(time.Duration(i/2) * time.Minute)
		tx.Puts = append(tx.Puts, paper(fmt.Sprintf("%s%02d", organisation, i), organisation, "fsc", at))
	}
	tx.Audit = change(organisation).Audit
	b.commit(t, tx)
	b.settle()
}

func cases(t *testing.T, b bench, s onboarding.Scope, after string) ([]casefile.Case, string, error) {
	return b.Cases(t.Context(), s, "", onboarding.Page{Limit: 4, After: after})
}

var pageTests = []test{
	{"pages together show every row once, and promise no page that is empty", func(t *testing.T, b bench) {
		seed(t, b, "bank", 12)
		seed(t, b, "shop", 3)
		var seen []string
		after := ""
		for n := 1; ; n++ {
			rows, next, err := cases(t, b, onboarding.Scope{OrganisationID: "bank"}, after)
			if err != nil || len(rows) != 4 {
				t.Fatalf("page %d: %d rows, %v", n, len(rows), err)
			}
			seen = append(seen, ids(rows, caseID)...)
			if after = next; next == "" {
				break
			}
		}
		whole, _, err := b.Cases(t.Context(), onboarding.Scope{OrganisationID: "bank"}, "", fifty)
		want(t, ids(whole, caseID))(seen, err)
		want(t, 12)(len(seen), nil)
	}},
	{"a page goes on behind its last row although newer rows came", func(t *testing.T, b bench) {
		seed(t, b, "bank", 6)
		_, next, err := cases(t, b, onboarding.Scope{OrganisationID: "bank"}, "")
		if err != nil {
			t.Fatal(err)
		}
		b.commit(t, change("new", paper("new", "bank", "", noon.Add(time.Hour))))
		b.settle()
		rows, _, err := cases(t, b, onboarding.Scope{OrganisationID: "bank"}, next)
		want(t, []string{"bank01", "bank00"})(ids(rows, caseID), err)
	}},
	{"a cursor leads only through the list it came from", func(t *testing.T, b bench) {
		seed(t, b, "bank", 6)
		seed(t, b, "shop", 6)
		_, next, err := cases(t, b, onboarding.Scope{OrganisationID: "bank"}, "")
		if err != nil || next == "" {
			t.Fatal(next, err)
		}
		for name, scope := range map[string]onboarding.Scope{"organisation": {OrganisationID: "shop"}, "remit": {AuthorityID: "fsc"}} {
			_, _, err := cases(t, b, scope, next)
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("another %s: got %v", name, err)
			}
		}
		_, _, err = b.Cases(t.Context(), onboarding.Scope{OrganisationID: "bank"}, "2024-04", onboarding.Page{Limit: 4, After: next})
		wantCode(t, err, fault.Invalid)
		_, _, err = b.Queue(t.Context(), "ops", onboarding.Page{Limit: 4, After: next})
		wantCode(t, err, fault.Invalid)
	}},
	{"a damaged or invented cursor is invalid", func(t *testing.T, b bench) {
		seed(t, b, "bank", 6)
		scope := onboarding.Scope{OrganisationID: "bank"}
		_, next, err := cases(t, b, scope, "")
		if err != nil {
			t.Fatal(err)
		}
		damaged := []string{"x", "%", next[1:], next + "AA", next + "=", base64.RawURLEncoding.EncodeToString([]byte("a\x00b\x00c"))}
		for i := range next {
			other := byte('A')
			if next[i] == 'A' {
				other = 'B'
			}
			damaged = append(damaged, next[:i]+string(other)+next[i+1:])
		}
		for _, cursor := range damaged {
			if _, _, err := cases(t, b, scope, cursor); !fault.Is(err, fault.Invalid) {
				t.Errorf("cursor %q: got %v", cursor, err)
			}
		}
	}},
	{"pages of cases in some states together show each of them once", func(t *testing.T, b bench) {
		var tx onboarding.Tx
		for i := range 12 {
			c := paper(fmt.Sprintf("bank%02d", i), "bank", "", noon.Add(time.Duration(i)*time.Minute))
			if c.State = casefile.Reviewing; i%3 == 0 {
				c.State = casefile.Returned
			}
			tx.Puts = append(tx.Puts, c)
		}
		tx.Audit = change("states").Audit
		b.commit(t, tx)
		b.settle()
		var seen []string
		after := ""
		for {
			rows, next, err := b.Cases(t.Context(), onboarding.Scope{OrganisationID: "bank"}, "",
				onboarding.Page{Limit: 3, After: after, States: []casefile.State{casefile.Returned}})
			if err != nil || len(rows) > 3 {
				t.Fatal(len(rows), err)
			}
			seen = append(seen, ids(rows, caseID)...)
			if after = next; next == "" {
				break
			}
		}
		want(t, []string{"bank09", "bank06", "bank03", "bank00"})(seen, nil)
	}},
	{"a page has at least one row and at most a hundred", func(t *testing.T, b bench) {
		seed(t, b, "bank", 3)
		rows, _, err := b.Cases(t.Context(), onboarding.Scope{OrganisationID: "bank"}, "", onboarding.Page{})
		want(t, 1)(len(rows), err)
		rows, _, err = b.Cases(t.Context(), onboarding.Scope{OrganisationID: "bank"}, "", onboarding.Page{Limit: 1 << 40})
		want(t, 3)(len(rows), err)
	}},
}
