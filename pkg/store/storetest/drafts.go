package storetest

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func draft(version int, text string) onboarding.Draft {
	return onboarding.Draft{ID: "d", OrganisationID: "bank", Values: form.Values{"name": {text}}, Changed: noon, Created: noon, Version: version}
}

func (b bench) draftIs(t *testing.T, d onboarding.Draft) {
	t.Helper()
	desk, err := b.Draft(t.Context(), "bank", "d")
	want(t, d)(desk.Draft, err)
}

// drafts is the first page of them, indexes brought up to date.
func drafts(t *testing.T, b bench, organisation string) ([]onboarding.Draft, error) {
	b.settle()
	rows, _, err := b.Drafts(t.Context(), organisation, fifty)
	return rows, err
}

var draftTests = []test{
	{"F1: a draft is saved over the version that was read", func(t *testing.T, b bench) {
		b.commit(t, change("o", account.Organisation{ID: "bank", Name: "銀行", Version: 1}))
		for _, d := range []onboarding.Draft{draft(1, "one"), draft(2, "two")} {
			must(t, b.SaveDraft(t.Context(), d))
			b.draftIs(t, d)
		}
	}},
	{"F1: two windows cannot overwrite each other", func(t *testing.T, b bench) {
		b.commit(t, change("o", account.Organisation{ID: "bank", Name: "銀行", Version: 1}))
		must(t, b.SaveDraft(t.Context(), draft(1, "one")))
		wantCode(t, b.SaveDraft(t.Context(), draft(1, "other")), fault.Conflict)
		wantCode(t, b.SaveDraft(t.Context(), draft(3, "other")), fault.Conflict)
		b.draftIs(t, draft(1, "one"))
	}},
	{"saving the same again, as after a lost reply, is no conflict", func(t *testing.T, b bench) {
		b.commit(t, change("o", account.Organisation{ID: "bank", Name: "銀行", Version: 1}))
		for range 2 {
			must(t, b.SaveDraft(t.Context(), draft(1, "one")))
		}
		b.draftIs(t, draft(1, "one"))
	}},
	{"a draft that was deleted cannot be saved into being", func(t *testing.T, b bench) {
		wantCode(t, b.SaveDraft(t.Context(), draft(2, "two")), fault.Conflict)
	}},
	{"drafts belong to one organisation and lie apart from it", func(t *testing.T, b bench) {
		b.commit(t, change("o", account.Organisation{ID: "bank", Name: "銀行", Version: 1}, account.Organisation{ID: "shop", Name: "店", Version: 1}, draft(1, "one")))
		want(t, []onboarding.Draft{draft(1, "one")})(drafts(t, b, "bank"))
		want(t, []onboarding.Draft{})(drafts(t, b, "shop"))
		desk, err := b.Draft(t.Context(), "shop", "d")
		want(t, onboarding.Draft{})(desk.Draft, err)
	}},
	{"F1: drafts are listed page by page until they are sent, the newest first, wherever saving takes them", func(t *testing.T, b bench) {
		var tx onboarding.Tx
		for n, id := range []string{"a", "b", "c", "d"} {
			d := draft(1, id)
			d.ID, d.Created = id, noon.Add(time.Duration(n)*time.Minute)
			tx.Puts = append(tx.Puts, d)
		}
		tx.Audit = change("drafts").Audit
		b.commit(t, tx)
		saved := tx.Puts[0].(onboarding.Draft)
		saved.Version, saved.Changed = 2, noon.Add(time.Hour)
		must(t, b.SaveDraft(t.Context(), saved))
		sent := tx.Puts[2].(onboarding.Draft)
		sent.Version, sent.CaseID, sent.Number = 2, "case", "B1130401001"
		b.commit(t, change("sent", sent))
		b.settle()
		rows, next, err := b.Drafts(t.Context(), "bank", onboarding.Page{Limit: 2})
		want(t, []string{"d", "b"})(ids(rows, func(d onboarding.Draft) string { return d.ID }), err)
		rows, next, err = b.Drafts(t.Context(), "bank", onboarding.Page{Limit: 2, After: next})
		want(t, []string{"a"})(ids(rows, func(d onboarding.Draft) string { return d.ID }), err)
		want(t, "")(next, nil)
	}},
}
