package storetest

import (
	"testing"

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
		want(t, []onboarding.Draft{draft(1, "one")})(b.Drafts(t.Context(), "bank"))
		want(t, []onboarding.Draft(nil))(b.Drafts(t.Context(), "shop"))
		desk, err := b.Draft(t.Context(), "shop", "d")
		want(t, onboarding.Draft{})(desk.Draft, err)
	}},
}
