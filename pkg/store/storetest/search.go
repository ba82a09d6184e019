package storetest

import (
	"fmt"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// claim makes a case findable by its number.
func claim(tx onboarding.Tx, papers ...casefile.Case) onboarding.Tx {
	for _, c := range papers {
		tx.Puts = append(tx.Puts, c)
		tx.Claims = append(tx.Claims, onboarding.Claim{Space: onboarding.NumberClaim, Value: c.Number, Owner: c.ID})
	}
	return tx
}

// filed is a case of the bank, or of another organisation outside the remit.
func filed(number, organisation string, state casefile.State) casefile.Case {
	c := paper("id-"+number, organisation, "fsc", noon)
	c.Number, c.Letter, c.State, c.Area = number, casefile.LetterOf(number), state, casefile.TestArea
	c.OrganisationName, c.ServiceName = "名為 "+organisation, "Loan "+number
	if organisation == "shop" {
		c.AuthorityID = ""
	}
	return c
}

var searchTests = []test{
	{"B9: cases are found by where their number begins, the highest first, as far as one may see", func(t *testing.T, b bench) {
		b.commit(t, claim(change("a"), filed("B1130131001", "bank", casefile.Approved), filed("B1130131001-2", "bank", casefile.Reviewing),
			filed("B1130131002", "shop", casefile.Reviewing), filed("B1130201001", "bank", casefile.Reviewing), filed("C1130131001", "bank", casefile.Reviewing)))
		b.settle()
		for _, c := range []struct {
			begins string
			scope  onboarding.Scope
			ask    onboarding.Page
			want   []string
		}{
			{"B1130131", onboarding.Scope{All: true}, fifty, []string{"B1130131002", "B1130131001-2", "B1130131001"}},
			{"B1130131001", onboarding.Scope{All: true}, fifty, []string{"B1130131001-2", "B1130131001"}},
			{"B", onboarding.Scope{OrganisationID: "bank"}, fifty, []string{"B1130201001", "B1130131001-2", "B1130131001"}},
			{"B1130131002", onboarding.Scope{OrganisationID: "bank"}, fifty, []string{}},
			{"B1130131", onboarding.Scope{AuthorityID: "fsc"}, fifty, []string{"B1130131001-2", "B1130131001"}},
			{"B1130131", onboarding.Scope{All: true}, onboarding.Page{Limit: 9, States: []casefile.State{casefile.Approved}}, []string{"B1130131001"}},
			{"", onboarding.Scope{All: true}, fifty, []string{}},
			{"B1140", onboarding.Scope{All: true}, fifty, []string{}},
		} {
			rows, _, err := b.Numbered(t.Context(), c.begins, c.scope, c.ask)
			want(t, c.want)(ids(rows, func(c casefile.Case) string { return c.Number }), err)
		}
		rows, next, err := b.Numbered(t.Context(), "B1130131", onboarding.Scope{All: true}, onboarding.Page{Limit: 2})
		want(t, 2)(len(rows), err)
		rows, _, err = b.Numbered(t.Context(), "B1130131", onboarding.Scope{All: true}, onboarding.Page{Limit: 2, After: next})
		want(t, []string{"id-B1130131001"})(ids(rows, caseID), err)
	}},
	{"B9: a list of cases is filtered by item, area and words, each page reading a bounded part", func(t *testing.T, b bench) {
		tx := change("a")
		for i := range 150 {
			c := filed(fmt.Sprintf("B1130401%03d", i), "bank", casefile.Reviewing)
			c.Applied = noon.Add(time.Duration(i) * time.Minute)
			if i == 3 {
				c.Letter, c.Area, c.ServiceName = casefile.CounterService, casefile.ProductionArea, "臨櫃開戶 ABC"
			}
			tx.Puts = append(tx.Puts, c)
			if len(tx.Puts) == 90 || i == 149 {
				b.commit(t, tx)
				tx = change(fmt.Sprint(i))
			}
		}
		b.settle()
		for _, ask := range []onboarding.Page{{Items: []casefile.Letter{casefile.CounterService}}, {Area: casefile.ProductionArea}, {Words: "abc"}, {Words: "櫃開"}} {
			ask.Limit = 10
			rows, next, err := b.Cases(t.Context(), onboarding.Scope{OrganisationID: "bank"}, "", ask)
			want(t, []string{})(ids(rows, caseID), err)
			ask.After = next
			rows, next, err = b.Cases(t.Context(), onboarding.Scope{OrganisationID: "bank"}, "", ask)
			want(t, []string{"id-B1130401003"})(ids(rows, caseID), err)
			want(t, "")(next, nil)
		}
		rows, _, err := b.Cases(t.Context(), onboarding.Scope{OrganisationID: "bank"}, "", onboarding.Page{Limit: 5, Words: "名為 BANK"})
		want(t, 5)(len(rows), err)
		rows, _, err = b.Cases(t.Context(), onboarding.Scope{OrganisationID: "bank", AuthorityID: "other"}, "", fifty)
		want(t, 0)(len(rows), err)
	}},
	{"B9: services are found by where their name begins", func(t *testing.T, b bench) {
		for i, name := range []string{"信用貸款", "信用卡", "Loan", "loans"} {
			b.commit(t, change(fmt.Sprint(i), service.Service{ID: fmt.Sprint(i), OrganisationID: "bank", Name: name, Version: 1}))
		}
		b.settle()
		for begins, found := range map[string][]string{"信用": {"1", "0"}, "LOAN": {"2", "3"}, "款": {}, " ": {"2", "3", "1", "0"}} {
			rows, _, err := b.Services(t.Context(), onboarding.Scope{All: true}, onboarding.Page{Limit: 9, Begins: begins})
			want(t, found)(ids(rows, serviceID), err)
		}
	}},
}
