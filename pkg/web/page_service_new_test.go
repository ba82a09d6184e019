package web

import (
	"net/http"
	"net/url"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

func (s *site) drafts() []onboarding.Draft {
	s.t.Helper()
	list, _, err := s.Store.Drafts(s.t.Context(), s.Officer.OrganisationID, onboarding.Page{Limit: 100})
	if err != nil {
		s.t.Fatal(err)
	}
	return list
}

func TestTrust8_ADoubleClickMakesOneDraft(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.as(s.Officer).get("/services/new").want(http.StatusOK)
	first := p.press("開始填寫").leads()
	if second := p.press("開始填寫").leads(); second != first || len(s.drafts()) != 1 {
		t.Errorf("%s, then %s; %d drafts", first, second, len(s.drafts()))
	}
	if third := p.get("/services/new").press("開始填寫").leads(); third == first {
		t.Error("another page leads to the same draft")
	}
}

func TestB1_AnApplicationTypeHasToBeChosen(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.as(s.Officer).get("/services/new").press("開始填寫", with(paperName, "x")).want(http.StatusUnprocessableEntity)
	if p.faults()[paperName+"-data"] == "" || p.fault(paperName+"-data") == "" || len(s.drafts()) > 0 {
		t.Errorf("%v, %d drafts", p.faults(), len(s.drafts()))
	}
	p.press("開始填寫", with(paperName, serviceProvider)).want(http.StatusSeeOther)
}

func TestTrust21_ADraftIsNamedByAKeyOfOurs(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for name, form := range map[string]url.Values{
		"no key":            {paperName: {serviceProvider}},
		"a chosen key":      {paperName: {serviceProvider}, kit.FormKey: {"fix-aaaaaaaaaaaaaaaaaaaaaa"}},
		"a name beside":     {paperName: {serviceProvider}, kit.FormKey: {"aaaaaaaaaaaaaaaaaaaaaaaaaa"}, "org": {"x"}},
		"a key given twice": {paperName: {serviceProvider}, kit.FormKey: {"aaaaaaaaaaaaaaaaaaaaaaaaaa", "b"}},
	} {
		s.as(s.Officer).post("/services/new", form).want(http.StatusUnprocessableEntity)
		if len(s.drafts()) > 0 {
			t.Errorf("%s makes a draft", name)
		}
	}
}
