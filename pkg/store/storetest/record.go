package storetest

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/environment"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/offering"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// recordTests write each kind of record with every field filled, and read it
// back through the method that loads it.
var recordTests = []test{
	{"an account keeps every field", func(t *testing.T, b bench) {
		a := filled[account.Account](t)
		a.Version = 1
		b.commit(t, change("a", a))
		want(t, a)(b.Account(t.Context(), a.ID))
	}},
	{"an organisation keeps every field", func(t *testing.T, b bench) {
		o := filled[account.Organisation](t)
		o.Version = 1
		b.commit(t, change("o", o))
		want(t, o)(b.Organisation(t.Context(), o.ID))
	}},
	{"a session keeps every field and brings its account and case", func(t *testing.T, b bench) {
		door := onboarding.Door{Session: filled[account.Session](t), Account: filled[account.Account](t), CaseID: "case1"}
		door.Account.ID, door.Account.Version = door.Session.AccountID, 1
		tx := change("s", door.Session, door.Account)
		tx.Claims = []onboarding.Claim{{Space: onboarding.NumberClaim, Value: "B1130401001", Owner: "case1"}}
		b.commit(t, tx)
		id, hash := door.Session.AccountID, door.Session.Hash
		want(t, door)(b.Session(t.Context(), id, hash, onboarding.Besides{Number: "B1130401001"}))
		door.CaseID = ""
		want(t, door)(b.Session(t.Context(), id, hash, onboarding.Besides{Number: "B1130401999"}))
		want(t, door)(b.Session(t.Context(), id, hash, onboarding.Besides{}))
	}},
	{"a session brings the account that the path names, one's own or another's", func(t *testing.T, b bench) {
		b.commit(t, change("a", session("a"), person("a"), person("b")))
		door := onboarding.Door{Session: session("a"), Account: person("a")}
		for _, whose := range []string{"a", "b"} {
			door.Whose = person(whose)
			want(t, door)(b.Session(t.Context(), "a", "hash", onboarding.Besides{AccountID: whose, Number: "D1130401001"}))
		}
		door.Whose = account.Account{}
		want(t, door)(b.Session(t.Context(), "a", "hash", onboarding.Besides{AccountID: "nobody"}))
	}},
	{"a keyring, a sitting and a mailed link keep every field", func(t *testing.T, b bench) {
		k, s, o := filled[account.Keyring](t), filled[account.Sitting](t), filled[onboarding.OneTime](t)
		k.Version, s.Version, o.Version = 1, 1, 1
		b.commit(t, change("k", k, s, o))
		want(t, k)(b.Keyring(t.Context(), k.AccountID))
		sit, keys, err := b.Sitting(t.Context(), s.AccountID, s.Hash)
		want(t, s)(sit, err)
		want(t, k)(keys, nil)
		sit, keys, err = b.Sitting(t.Context(), "nobody", s.Hash)
		want(t, account.Sitting{})(sit, err)
		want(t, account.Keyring{})(keys, nil)
		want(t, o)(b.OneTime(t.Context(), o.Hash))
	}},
	{"hosts and documents keep every field, and nothing at first", func(t *testing.T, b bench) {
		want(t, environment.Sheet{})(b.Environment(t.Context()))
		s := filled[environment.Sheet](t)
		s.Version = 1
		b.commit(t, change("e", s))
		want(t, s)(b.Environment(t.Context()))
	}},
	{"an upload keeps every field", func(t *testing.T, b bench) {
		u := filled[upload.Upload](t)
		u.Version = 1
		b.commit(t, change("u", u))
		want(t, u)(b.Upload(t.Context(), u.ID))
		_, err := b.Upload(t.Context(), "none")
		wantCode(t, err, fault.NotFound)
	}},
	{"a service and its revisions keep every field", func(t *testing.T, b bench) {
		s, r := filled[service.Service](t), filled[service.Revision](t)
		s.Version, r.Version, r.ServiceID = 1, 1, s.ID
		second := r
		second.N++
		b.commit(t, change("s", second, s, r))
		got, revisions, err := b.Service(t.Context(), s.ID)
		want(t, s)(got, err)
		want(t, []service.Revision{r, second})(revisions, err)
	}},
	{"credentials keep every field and stay with their service", func(t *testing.T, b bench) {
		c := filled[service.Credential](t)
		c.Version, c.Area = 1, casefile.TestArea
		other := c
		other.ServiceID += "x"
		b.commit(t, change("c", c, other))
		want(t, []service.Credential{c})(b.Credentials(t.Context(), c.ServiceID))
	}},
	{"a case, its reviews, stages and notes keep every field, and come without the forms", func(t *testing.T, b bench) {
		d := casefile.Dossier{Case: filled[casefile.Case](t), Reviews: []casefile.Review{filled[casefile.Review](t)},
			Stages: []casefile.Stage{filled[casefile.Stage](t), filled[casefile.Stage](t)}, Notes: []casefile.Note{filled[casefile.Note](t)}}
		body := filled[casefile.Submission](t)
		d.Unsent = []casefile.Unsent{filled[casefile.Unsent](t)}
		d.Unsent[0].CaseID, d.Unsent[0].Version = d.Case.ID, 1
		d.Letters = []casefile.LetterDraft{filled[casefile.LetterDraft](t)}
		id := d.Case.ID
		d.Letters[0].CaseID, d.Letters[0].Version = id, 1
		d.Case.Version, d.Reviews[0].Version, d.Stages[0].Version, d.Stages[1].Version = 1, 1, 1, 1
		d.Notes[0].CaseID, d.Notes[0].Version = id, 1
		d.Reviews[0].CaseID, d.Stages[0].CaseID, d.Stages[1].CaseID, body.CaseID = id, id, id, id
		d.Stages[1].Order++
		b.commit(t, change("c", body, d.Stages[1], d.Stages[0], d.Notes[0], d.Letters[0], d.Unsent[0], d.Reviews[0], d.Case))
		want(t, d)(b.Dossier(t.Context(), id))
		l := d.Letters[0]
		want(t, l)(b.LetterDraft(t.Context(), id, l.Review, l.Round, l.Order))
		next := l
		next.Version++
		next.Typed = map[string]string{"opinion": "x"}
		if err := b.SaveLetterDraft(t.Context(), next); err != nil {
			t.Error(err)
		}
		wantCode(t, b.SaveLetterDraft(t.Context(), next), fault.Conflict)
		want(t, next)(b.LetterDraft(t.Context(), id, l.Review, l.Round, l.Order))
		want(t, body)(b.Submission(t.Context(), id, body.Review, body.Round))
	}},
	{"stages come by review, round and order, beyond one digit", func(t *testing.T, b bench) {
		var records []onboarding.Record
		var order []casefile.Stage
		for _, review := range []int{1, 2, 11} {
			records = append(records, casefile.Review{CaseID: "c", Seq: review, Version: 1})
			for _, round := range []int{1, 2, 10} {
				for _, n := range []int{1, 3} {
					s := casefile.Stage{CaseID: "c", Review: review, Round: round, Order: n, Answer: "approve", Version: 1}
					order, records = append(order, s), append(records, s)
				}
			}
		}
		b.commit(t, change("c", append(records, casefile.Case{ID: "c", OrganisationID: "o", Version: 1})...))
		d, err := b.Dossier(t.Context(), "c")
		want(t, order)(d.Stages, err)
		want(t, []int{1, 2, 11})([]int{d.Reviews[0].Seq, d.Reviews[1].Seq, d.Reviews[2].Seq}, err)
	}},
	{"an offering keeps every field", func(t *testing.T, b bench) {
		o := filled[offering.Offering](t)
		o.Version = 1
		b.commit(t, change("o", o))
		want(t, o)(b.Offering(t.Context(), o.ID))
	}},
	{"the catalogue keeps every field, and desks lack what was retired", func(t *testing.T, b bench) {
		want(t, onboarding.Catalogue{})(b.Catalogue(t.Context()))
		c := filled[onboarding.Catalogue](t)
		c.Version = 1
		b.commit(t, change("c", c))
		want(t, c)(b.Catalogue(t.Context()))
		want(t, onboarding.Desk{Catalogue: form.Catalogue{Categories: c.Categories}})(b.Sheet(t.Context(), "o", "d"))
	}},
	{"a draft comes with its organisation and the catalogue, every field kept", func(t *testing.T, b bench) {
		d, o, c := filled[onboarding.Draft](t), filled[account.Organisation](t), offered(t)
		d.Version, o.Version, c.Version, d.OrganisationID = 1, 1, 1, o.ID
		b.commit(t, change("d", d, o, c))
		desk := onboarding.Desk{Draft: d, Organisation: o, Catalogue: c.Catalogue}
		want(t, desk)(b.Draft(t.Context(), o.ID, d.ID))
		desk.Draft = onboarding.Draft{}
		want(t, desk)(b.Draft(t.Context(), o.ID, ""))
		want(t, desk)(b.Draft(t.Context(), o.ID, "unknown"))
	}},
	{"a sheet is a draft with the catalogue, whether its organisation exists or not", func(t *testing.T, b bench) {
		d, c := filled[onboarding.Draft](t), offered(t)
		d.Version, c.Version = 1, 1
		b.commit(t, change("d", d, c))
		want(t, onboarding.Desk{Draft: d, Catalogue: c.Catalogue})(b.Sheet(t.Context(), d.OrganisationID, d.ID))
		want(t, onboarding.Desk{Catalogue: c.Catalogue})(b.Sheet(t.Context(), d.OrganisationID, "unknown"))
	}},
	{"rules keep every field and stay in their area", func(t *testing.T, b bench) {
		r := filled[firewall.Rule](t)
		r.Version, r.Area = 1, casefile.TestArea
		other := r
		other.Area = casefile.ProductionArea
		b.commit(t, change("r", r, other))
		want(t, []firewall.Rule{r})(b.RulesOf(t.Context(), casefile.TestArea, r.ServiceID))
		want(t, []firewall.Rule{r})(b.FindRules(t.Context(), casefile.TestArea, []string{"nobody.none", r.Ref()}))
	}},
	{"D12: rules come by their end, and those that had ended by a moment apart", func(t *testing.T, b bench) {
		rule := func(id string, to time.Time) firewall.Rule {
			return firewall.Rule{ID: id, Area: casefile.TestArea, ServiceID: "s", From: noon.AddDate(-1, 0, 0), To: to, Version: 1}
		}
		b.commit(t, change("r", rule("open", time.Time{}), rule("later", noon.Add(time.Hour)), rule("now", noon), rule("long ago", noon.AddDate(0, -1, 0))))
		b.settle()
		id := func(r firewall.Rule) string { return r.ID }
		list, next, err := b.Rules(t.Context(), casefile.TestArea, noon, false, onboarding.Page{Limit: 1})
		want(t, []string{"later"})(ids(list, id), err)
		list, _, err = b.Rules(t.Context(), casefile.TestArea, noon, false, onboarding.Page{Limit: 1, After: next})
		want(t, []string{"open"})(ids(list, id), err)
		list, _, err = b.Rules(t.Context(), casefile.TestArea, noon, true, onboarding.Page{Limit: 10})
		want(t, []string{"now", "long ago"})(ids(list, id), err)
		list, err = b.RulesAt(t.Context(), casefile.TestArea, noon.Add(-time.Millisecond))
		want(t, []string{"now", "later", "open"})(ids(list, id), err)
	}},
	{"audit entries keep every field and come in order", func(t *testing.T, b bench) {
		var log []audit.Entry
		for seq := range 12 {
			e := filled[audit.Entry](t)
			e.Object, e.Seq = "case/x", seq+1
			log = append(log, e)
		}
		b.commit(t, onboarding.Tx{Audit: log})
		want(t, log)(b.Log(t.Context(), "case/x"))
	}},
	{"a task token keeps every field, and a new one replaces it", func(t *testing.T, b bench) {
		token := filled[onboarding.TaskToken](t)
		b.commit(t, change("1", token))
		token.Attempt++
		b.commit(t, change("2", token))
		want(t, token)(b.TaskToken(t.Context(), token.CaseID, token.Review))
	}},
	{"what does not exist is not found", func(t *testing.T, b bench) {
		ctx := t.Context()
		_, err := b.Account(ctx, "x")
		wantCode(t, err, fault.NotFound)
		_, err = b.Organisation(ctx, "x")
		wantCode(t, err, fault.NotFound)
		_, err = b.Session(ctx, "x", "y", onboarding.Besides{})
		wantCode(t, err, fault.NotFound)
		_, err = b.Draft(ctx, "x", "y")
		wantCode(t, err, fault.NotFound)
		_, _, err = b.Service(ctx, "x")
		wantCode(t, err, fault.NotFound)
		_, err = b.Offering(ctx, "x")
		wantCode(t, err, fault.NotFound)
		_, err = b.Dossier(ctx, "x")
		wantCode(t, err, fault.NotFound)
		_, err = b.Submission(ctx, "x", 1, 1)
		wantCode(t, err, fault.NotFound)
		_, err = b.TaskToken(ctx, "x", 1)
		wantCode(t, err, fault.NotFound)
		_, err = b.Claimed(ctx, onboarding.LoginClaim, "x")
		wantCode(t, err, fault.NotFound)
		want(t, []audit.Entry(nil))(b.Log(ctx, "x"))
		want(t, []onboarding.Draft{})(drafts(t, b, "x"))
	}},
}

// offered is a catalogue of which nothing was retired.
func offered(t testing.TB) onboarding.Catalogue {
	t.Helper()
	c := filled[onboarding.Catalogue](t)
	for _, p := range c.Providers {
		for i := range p.DataSets {
			p.DataSets[i].Retired = false
		}
	}
	return c
}
