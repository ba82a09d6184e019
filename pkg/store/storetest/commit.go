package storetest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func person(id string) account.Account {
	return account.Account{ID: id, OrganisationID: "bank", Role: account.Provider, Login: "login-" + id, Status: account.Active, Epoch: 1, Version: 1}
}

var commitTests = []test{
	{"a change without an audit entry is refused", func(t *testing.T, b bench) {
		err := b.Commit(t.Context(), onboarding.Tx{Puts: []onboarding.Record{person("a")}})
		wantCode(t, err, fault.Internal)
		_, err = b.Account(t.Context(), "a")
		wantCode(t, err, fault.NotFound)
	}},
	{"two actions on one item are refused", func(t *testing.T, b bench) {
		b.commit(t, change("a", person("a")))
		next := person("a")
		next.Version = 2
		tx := change("b", next)
		tx.Checks = []account.Standing{{AccountID: "a", Epoch: 1}}
		wantCode(t, b.Commit(t.Context(), tx), fault.Internal)
		wantCode(t, b.Commit(t.Context(), change("c", person("x"), person("x"))), fault.Internal)
	}},
	{"a code's step is spent once, by an account that stands", func(t *testing.T, b bench) {
		first := person("a")
		first.CodeTries, first.CodeRow, first.FactorOnly = 3, 30, true
		b.commit(t, change("a", first))
		spend := func(audit string, sp account.Spent) error {
			tx := change(audit)
			tx.Spends = []account.Spent{sp}
			return b.Commit(t.Context(), tx)
		}
		wantLost(t, spend("b", account.Spent{AccountID: "a", Epoch: 2, Step: 7}), "ACC#a")
		wantLost(t, spend("c", account.Spent{AccountID: "a", Epoch: 1, Was: 6, Step: 7}), "ACC#a")
		if err := spend("d", account.Spent{AccountID: "a", Epoch: 1, Step: 7}); err != nil {
			t.Fatal(err)
		}
		wantLost(t, spend("e", account.Spent{AccountID: "a", Epoch: 1, Step: 7}), "ACC#a")
		after := first
		after.CodeTries, after.CodeRow, after.FactorStep, after.Spends = 0, 0, 7, 1
		want(t, after)(b.Account(t.Context(), "a"))
		if err := spend("f", account.Spent{AccountID: "a", Epoch: 1, Was: 7, Step: 8, SignsIn: true}); err != nil {
			t.Fatal(err)
		}
		if a, err := b.Account(t.Context(), "a"); err != nil || a.FactorOnly {
			t.Errorf("a sign-in leaves %+v, %v", a, err)
		}
		stale := after
		stale.FactorOnly = false
		stale.Version++
		wantLost(t, b.Commit(t.Context(), change("g", stale)), "ACC#a")
		stale.Spends = 2
		b.commit(t, change("h", stale))
	}},
	{"a hundred items are written, a hundred and one refused", func(t *testing.T, b bench) {
		var many []onboarding.Record
		for i := range 99 {
			many = append(many, person(fmt.Sprint(i)))
		}
		wantCode(t, b.Commit(t.Context(), change("a", append(many, person("x"))...)), fault.Internal)
		b.commit(t, change("b", many...))
		want(t, person("98"))(b.Account(t.Context(), "98"))
	}},
	{"version 1 must be new", func(t *testing.T, b bench) {
		b.commit(t, change("a", person("a")))
		wantLost(t, b.Commit(t.Context(), change("b", person("b"), person("a"))), "ACC#a")
		_, err := b.Account(t.Context(), "b")
		wantCode(t, err, fault.NotFound)
	}},
	{"version n replaces n-1 and nothing else", func(t *testing.T, b bench) {
		b.commit(t, change("a", person("a")))
		next := person("a")
		next.Name, next.Version = "新名", 2
		b.commit(t, change("b", next))
		want(t, next)(b.Account(t.Context(), "a"))
		wantLost(t, b.Commit(t.Context(), change("c", next)), "ACC#a")
		next.ID = "unknown"
		wantLost(t, b.Commit(t.Context(), change("d", next)), "ACC#unknown")
	}},
	{"a replaced record leaves nothing of the old one", func(t *testing.T, b bench) {
		s := waiting("c", "ops", noon)
		s.Opinion = "old"
		b.commit(t, change("a", s))
		s.Answer, s.Opinion, s.Version = "approve", "", 2
		b.commit(t, change("b", s, casefile.Case{ID: "c", OrganisationID: "o", Version: 1}))
		b.settle()
		queue, _, err := b.Queue(t.Context(), "ops", onboarding.Page{Limit: 5})
		want(t, []casefile.Stage(nil))(queue, err)
		d, err := b.Dossier(t.Context(), "c")
		want(t, []casefile.Stage{s})(d.Stages, err)
	}},
	{"what is deleted must exist", func(t *testing.T, b bench) {
		b.commit(t, change("a", person("a")))
		gone := onboarding.Tx{Deletes: []onboarding.Record{person("a")}, Audit: []audit.Entry{entry("x", 1)}}
		b.commit(t, gone)
		_, err := b.Account(t.Context(), "a")
		wantCode(t, err, fault.NotFound)
		gone.Audit[0].Seq = 2
		wantLost(t, b.Commit(t.Context(), gone), "ACC#a")
	}},
	{"an account that is not active any more, or at another epoch, or gone, stops the change", func(t *testing.T, b bench) {
		disabled := person("b")
		disabled.Status = account.Disabled
		b.commit(t, change("a", person("a"), disabled))
		tx := change("b", person("c"))
		for _, standing := range []account.Standing{{AccountID: "a", Epoch: 0}, {AccountID: "a", Epoch: 2}, {AccountID: "b", Epoch: 1}, {AccountID: "x", Epoch: 1}} {
			tx.Checks = []account.Standing{standing}
			wantLost(t, b.Commit(t.Context(), tx), "ACC#"+standing.AccountID)
		}
		tx.Checks = []account.Standing{{AccountID: "a", Epoch: 1}}
		b.commit(t, tx)
	}},
	{"an API key that was revoked, or never was, stops the change", func(t *testing.T, b bench) {
		b.commit(t, change("a", apikey.Key{ID: "alive", Version: 1}, apikey.Key{ID: "revoked", Revoked: time.Unix(0, 0), Version: 1}))
		tx := change("b", person("c"))
		for _, id := range []string{"revoked", "x"} {
			tx.Keys = []string{id}
			wantLost(t, b.Commit(t.Context(), tx), "KEY#"+id)
		}
		tx.Keys = []string{"alive"}
		b.commit(t, tx)
	}},
	{"a name is claimed once, in its own space", func(t *testing.T, b bench) {
		tx := change("a")
		for _, space := range []onboarding.ClaimSpace{onboarding.LoginClaim, onboarding.MailClaim, onboarding.NumberClaim} {
			tx.Claims = append(tx.Claims, onboarding.Claim{Space: space, Value: "same", Owner: string(space)})
		}
		b.commit(t, tx)
		b.settle()
		for _, c := range tx.Claims {
			want(t, c.Owner)(b.Claimed(t.Context(), c.Space, "same"))
			again := change("b")
			again.Claims = []onboarding.Claim{c}
			wantCode(t, b.Commit(t.Context(), again), fault.Conflict)
		}
	}},
	{"a lost claim of a person's name or address is not told by its value", func(t *testing.T, b bench) {
		tx := change("a")
		tx.Claims = []onboarding.Claim{{Space: onboarding.LoginClaim, Value: "secretlogin", Owner: "x"}, {Space: onboarding.MailClaim, Value: "secret@bank.tw", Owner: "x"}}
		b.commit(t, tx)
		tx.Audit[0].Seq = 2
		err := b.Commit(t.Context(), tx)
		wantLost(t, err, "MAIL#")
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("the error names a person: %v", err)
		}
	}},
	{"no two entries of a history have one number", func(t *testing.T, b bench) {
		b.commit(t, change("a", person("a")))
		wantLost(t, b.Commit(t.Context(), change("a", person("b"))), "LOG#test/a")
	}},
	{"an event exists once", func(t *testing.T, b bench) {
		tx := change("a")
		tx.Outbox = []onboarding.Event{{ID: "e", Kind: onboarding.Start, Due: noon}}
		b.commit(t, tx)
		tx.Audit[0].Seq = 2
		wantLost(t, b.Commit(t.Context(), tx), "OUT#e")
	}},
}

// wantLost is a Conflict whose cause names the item.
func wantLost(t testing.TB, err error, item string) {
	t.Helper()
	wantCode(t, err, fault.Conflict)
	if err != nil && !strings.Contains(err.Error(), item) {
		t.Errorf("%v does not name %s", err, item)
	}
}
