package web

import (
	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// offeringBudgets are those of data sets, counter services and the catalogue.
func offeringBudgets() []budget {
	show := func(who func(*site) account.Actor, l casefile.Letter) func(*site) *page {
		return func(s *site) *page { s.inForce(l); return s.as(who(s)).get(s.offeringPath(l)) }
	}
	officer := func(s *site) account.Actor { return s.Officer }
	ops := func(s *site) account.Actor { return s.Ops }
	list := func(who func(*site) account.Actor, path string, l casefile.Letter) func(*site) *page {
		return func(s *site) *page { s.inForce(l); return s.as(who(s)).get(path) }
	}
	begin := func(path string) func(*site) *page {
		return func(s *site) *page { return s.as(s.Officer).get(path) }
	}
	press := func(show func(*site) *page, words string, edits ...edit) func(*site) *page {
		return func(s *site) *page { return show(s).press(words, edits...) }
	}
	entry := func(s *site) *page { return s.as(s.Ops).get("/catalogue/moi-household") }
	retire := func(s *site) *page { return s.as(s.Ops).get("/catalogue/moi-household/retire") }
	newEntry := func(s *site) *page { return s.as(s.Ops).get("/catalogue/new") }
	categories := func(s *site) *page { return s.as(s.Ops).get("/catalogue/categories") }
	set, counter := casefile.ProviderData, casefile.CounterService
	return []budget{
		{"of an applicant", "GET /providers", ok, aPage, list(officer, "/providers", set)},
		{"all", "GET /providers", ok, aPage, list(ops, "/providers", set)},
		{"", "GET /providers/new", ok, aPage, begin("/providers/new")},
		{"", "POST /providers/new", found, upTo(2, 2, 2), press(begin("/providers/new"), "開始填寫")},
		{"", "GET /providers/{id}", ok, aPage, show(officer, set)},
		{"", "POST /providers/{id}/change", found, upTo(3, 3, 4), press(show(officer, set), "申請異動")},
		{"", "POST /providers/{id}/retire", found, upTo(3, 3, 4), press(show(officer, set), "申請下架")},
		{"", "GET /counter-services", ok, aPage, list(officer, "/counter-services", counter)},
		{"", "GET /counter-services/new", ok, aPage, begin("/counter-services/new")},
		{"", "POST /counter-services/new", found, upTo(2, 2, 2), press(begin("/counter-services/new"), "開始填寫")},
		{"", "GET /counter-services/{id}", ok, aPage, show(officer, counter)},
		{"", "POST /counter-services/{id}/change", found, upTo(3, 3, 4), press(show(officer, counter), "申請異動")},
		{"", "POST /counter-services/{id}/retire", found, upTo(3, 3, 4), press(show(officer, counter), "申請下架")},
		{"", "GET /catalogue", ok, aPage, func(s *site) *page { return s.as(s.Moda).get("/catalogue") }},
		{"", "GET /catalogue/new", ok, aPage, newEntry},
		{"", "POST /catalogue/new", found, upTo(3, 3, 12), press(newEntry, "儲存", entryTypedIn()...)},
		{"", "GET /catalogue/categories", ok, aPage, categories},
		{"", "POST /catalogue/categories", found, upTo(3, 3, 12), press(categories, "儲存", with(onboarding.FieldCategories, "保險\n其他"))},
		{"", "GET /catalogue/{id}", ok, aPage, entry},
		{"", "POST /catalogue/{id}", found, upTo(4, 4, 12), press(entry, "儲存", with(onboarding.FieldContains, "姓名"))},
		{"", "GET /catalogue/{id}/retire", ok, aPage, retire},
		{"", "POST /catalogue/{id}/retire", found, upTo(3, 3, 12), press(retire, "下架資料集")},
	}
}

// entryTypedIn is a data set as ops types it in.
func entryTypedIn() []edit {
	return []edit{with(onboarding.FieldProvider, "勞動部"), with(onboarding.FieldSetName, "勞保投保資料"), with(onboarding.FieldSubject, string(form.Person)),
		with(onboarding.FieldContains, "投保單位與期間。")}
}

// inForce brings a data set or a counter service of the officer's into force.
func (s *site) inForce(l casefile.Letter) {
	s.t.Helper()
	kind, values := casefile.NewData, portaltest.DataSet()
	if l == casefile.CounterService {
		kind, values = casefile.NewCounter, portaltest.CounterService()
	}
	s.approved(kind, values)
}

// approved is the application of a kind that all stages have approved.
func (s *site) approved(kind casefile.Kind, values form.Values) {
	s.t.Helper()
	number, err := s.Submit(s.t.Context(), s.Officer, s.DraftOf(s.t, s.Officer, kind, values))
	if err != nil {
		s.t.Fatal(err)
	}
	s.Settle(s.t)
	for _, who := range []account.Actor{s.Bureau, s.Ops, s.Bureau, s.Moda} {
		s.decide(who, number, chain.Approve)
	}
}

// offeringPath is where the officer's only one is shown.
func (s *site) offeringPath(l casefile.Letter) string {
	s.t.Helper()
	list, _, err := s.Store.Offerings(s.t.Context(), onboarding.Scope{OrganisationID: s.Officer.OrganisationID}, l, onboarding.Page{Limit: 2})
	if err != nil || len(list) != 1 {
		s.t.Fatal(list, err)
	}
	return typeOf(l).list.Href + "/" + list[0].ID
}
