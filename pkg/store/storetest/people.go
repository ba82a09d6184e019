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
	{"a touch renews the idle mark once", func(t *testing.T, b bench) {
		s := session("a")
		b.commit(t, change("a", s, person("a")))
		for _, minutes := range []time.Duration{2, 5} {
			must(t, b.TouchSession(t.Context(), s, noon.Add(minutes*time.Minute)))
		}
		s.Seen = noon.Add(2 * time.Minute)
		want(t, onboarding.Door{Session: s, Account: person("a")})(b.Session(t.Context(), "a", "hash", ""))
	}},
	{"a touch does not bring a session back that was ended", func(t *testing.T, b bench) {
		s := session("a")
		b.commit(t, change("a", s, person("a")))
		b.commit(t, onboarding.Tx{Deletes: []onboarding.Record{s}, Audit: []audit.Entry{entry("x", 1)}})
		must(t, b.TouchSession(t.Context(), s, noon.Add(time.Minute)))
		_, err := b.Session(t.Context(), "a", "hash", "")
		wantCode(t, err, fault.NotFound)
	}},
	{"a session without its account is not found", func(t *testing.T, b bench) {
		b.commit(t, change("a", session("a")))
		_, err := b.Session(t.Context(), "a", "hash", "")
		wantCode(t, err, fault.NotFound)
	}},
}
