package storetest

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func session(accountID string) account.Session {
	return account.Session{AccountID: accountID, Hash: "hash", Level: account.LevelTOTP, Epoch: 1, Opened: noon, Seen: noon, Expires: noon.Add(time.Hour)}
}

var peopleTests = []test{
	{"people are listed by organisation and login", func(t *testing.T, b bench) {
		stranger := person("s")
		stranger.OrganisationID = "bank2"
		b.commit(t, change("a", person("b"), person("a"), stranger))
		b.settle()
		want(t, []account.Account{person("a"), person("b")})(b.People(t.Context(), "bank"))
	}},
	{"an organisation's staff is its people with who is in office", func(t *testing.T, b bench) {
		office := account.Office{OrganisationID: "bank", AccountID: "a", Version: 1}
		b.commit(t, change("a", person("b"), person("a"), office))
		b.settle()
		got, people, err := b.Staff(t.Context(), "bank")
		if err != nil || got != office {
			t.Errorf("in office is %+v, %v", got, err)
		}
		want(t, []account.Account{person("a"), person("b")})(people, err)
		want(t, people)(b.People(t.Context(), "bank"))
	}},
	{"what waits is noted on an account without a new version, and on no account that is none", func(t *testing.T, b bench) {
		b.commit(t, change("a", person("a")))
		must(t, b.NoteWaiting(t.Context(), "a", 12, 3))
		a := person("a")
		a.Waiting, a.Overdue = 12, 3
		want(t, a)(b.Account(t.Context(), "a"))
		must(t, b.NoteWaiting(t.Context(), "nobody", 1, 1))
		_, err := b.Account(t.Context(), "nobody")
		wantCode(t, err, fault.NotFound)
	}},
	{"a touch renews the idle mark once", func(t *testing.T, b bench) {
		s := session("a")
		b.commit(t, change("a", s, person("a")))
		for _, minutes := range []time.Duration{2, 5} {
			must(t, b.TouchSession(t.Context(), s, noon.Add(minutes*time.Minute)))
		}
		s.Seen = noon.Add(2 * time.Minute)
		want(t, onboarding.Door{Session: s, Account: person("a")})(b.Session(t.Context(), "a", "hash", onboarding.Besides{}))
	}},
	{"a touch does not bring a session back that was ended", func(t *testing.T, b bench) {
		s := session("a")
		b.commit(t, change("a", s, person("a")))
		b.commit(t, onboarding.Tx{Deletes: []onboarding.Record{s}, Audit: []audit.Entry{entry("x", 1)}})
		must(t, b.TouchSession(t.Context(), s, noon.Add(time.Minute)))
		_, err := b.Session(t.Context(), "a", "hash", onboarding.Besides{})
		wantCode(t, err, fault.NotFound)
	}},
	{"an office keeps every field, and of two changes one counts", func(t *testing.T, b bench) {
		o := filled[account.Office](t)
		o.Version = 1
		b.commit(t, change("o", o))
		want(t, o)(b.Office(t.Context(), o.OrganisationID))
		o.Version, o.AccountID = 2, "next"
		b.commit(t, change("o2", o))
		o.AccountID = "another"
		wantCode(t, b.Commit(t.Context(), change("o3", o)), fault.Conflict)
		_, err := b.Office(t.Context(), "nobody's")
		wantCode(t, err, fault.NotFound)
	}},
	{"organisations are found by the beginning of their name, by their domain, and authorities apart", func(t *testing.T, b bench) {
		ctx := t.Context()
		bank := account.Organisation{ID: "bank", Name: "甲銀行", Domain: "a.com.tw", Version: 1}
		other := account.Organisation{ID: "other", Name: "乙銀行", Domain: "b.com.tw", Version: 1}
		bureau := account.Organisation{ID: "bureau", Name: "甲局", Domain: "a.com.tw", Authority: true, Version: 1}
		b.commit(t, change("o", bank, other, bureau))
		b.settle()
		id := func(o account.Organisation) string { return o.ID }
		found, _, err := b.Organisations(ctx, " 甲", onboarding.Page{Limit: 10})
		want(t, []string{"bureau", "bank"})(ids(found, id), err)
		found, _, err = b.Organisations(ctx, "", onboarding.Page{Limit: 10})
		want(t, 3)(len(found), err)
		found, err = b.OrganisationsAt(ctx, "a.com.tw")
		want(t, []string{"bureau", "bank"})(ids(found, id), err)
		found, err = b.Authorities(ctx)
		want(t, []string{"bureau"})(ids(found, id), err)
	}},
	{"a sign-up keeps every field, and a save that comes second is lost", func(t *testing.T, b bench) {
		u := filled[onboarding.SignUp](t)
		u.Version = 1
		b.commit(t, change("u", u))
		want(t, u)(b.SignUp(t.Context(), u.ID))
		u.Version, u.Mail = 2, "second@bank.com.tw"
		must(t, b.SaveSignUp(t.Context(), u))
		want(t, u)(b.SignUp(t.Context(), u.ID))
		wantCode(t, b.SaveSignUp(t.Context(), u), fault.Conflict)
		_, err := b.SignUp(t.Context(), "unknown")
		wantCode(t, err, fault.NotFound)
	}},
	{"a name is handed over and freed by its owner only", func(t *testing.T, b bench) {
		ctx := t.Context()
		pass := func(from, to string) onboarding.Tx {
			return onboarding.Tx{Audit: []audit.Entry{entry("pass/"+from+to, 1)},
				Passes: []onboarding.Handover{{Space: onboarding.LoginClaim, Value: "name01", From: from, To: to}}}
		}
		taken := change("claim")
		taken.Claims = []onboarding.Claim{{Space: onboarding.LoginClaim, Value: "name01", Owner: "case"}}
		b.commit(t, taken)
		wantCode(t, b.Commit(ctx, pass("stranger", "thief")), fault.Conflict)
		b.commit(t, pass("case", "account"))
		want(t, "account")(b.Claimed(ctx, onboarding.LoginClaim, "name01"))
		wantCode(t, b.Commit(ctx, pass("case", "")), fault.Conflict)
		b.commit(t, pass("account", ""))
		_, err := b.Claimed(ctx, onboarding.LoginClaim, "name01")
		wantCode(t, err, fault.NotFound)
		wantCode(t, b.Commit(ctx, pass("account", "again")), fault.Conflict)
	}},
	{"a session without its account is not found", func(t *testing.T, b bench) {
		b.commit(t, change("a", session("a")))
		_, err := b.Session(t.Context(), "a", "hash", onboarding.Besides{})
		wantCode(t, err, fault.NotFound)
	}},
	{"a browser is known until it is forgotten, to its own account alone", func(t *testing.T, b bench) {
		until := noon.Add(time.Hour)
		b.commit(t, change("d", person("a"), person("b"), account.Device{AccountID: "a", Hash: "hash", Expires: until}))
		for _, c := range []struct {
			account, hash string
			at            time.Time
			known         bool
		}{{"a", "hash", noon, true}, {"a", "other", noon, false}, {"b", "hash", noon, false}, {"a", "hash", until, false}} {
			got, known, err := b.Caller(t.Context(), c.account, c.hash, c.at)
			if want(t, person(c.account))(got, err); known != c.known {
				t.Errorf("%s with %s at %s: known %v", c.account, c.hash, c.at, known)
			}
		}
		nobody, known, err := b.Caller(t.Context(), "nobody", "hash", noon)
		if want(t, account.Account{})(nobody, err); known {
			t.Error("a browser is known to nobody")
		}
		want(t, []account.Device{{AccountID: "a", Hash: "hash", Expires: until}})(b.Devices(t.Context(), "a"))
	}},
	{"the sessions of one account are listed, with its keyring", func(t *testing.T, b bench) {
		first, second, foreign := session("a"), session("a"), session("b")
		first.Hash, second.Hash = "1", "2"
		b.commit(t, change("s", person("a"), second, first, foreign, account.Keyring{AccountID: "a", Codes: []string{"c"}, Version: 1}, account.Device{AccountID: "a", Hash: "0", Expires: noon}))
		list, keys, err := b.Access(t.Context(), "a")
		want(t, []account.Session{first, second})(list, err)
		want(t, account.Keyring{AccountID: "a", Codes: []string{"c"}, Version: 1})(keys, nil)
	}},
}
