package web

import (
	"net/http"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

func TestTrust22_HostileTextStaysTextInTheOtherApplications(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	for _, kind := range []casefile.Kind{casefile.NewData, casefile.NewCounter} {
		for _, probe := range probes {
			v := form.DefaultsOf(kind.Paper())
			path := "/drafts/" + s.DraftOf(t, s.Officer, kind, v)
			for _, section := range kind.Paper().Sections() {
				answers := b.get(path + "/" + string(section)).form("儲存並繼續")
				for _, f := range form.For(form.In(kind.Paper(), section), v) {
					with(string(f.Key), probe)(answers)
					if f.Kind == form.Pairs {
						with(form.NameField(f.Key), probe)(answers)
					}
				}
				p := b.post(answers.action, answers.values).want(http.StatusUnprocessableEntity)
				harmless(t, p)
				harmless(t, b.get(p.path))
			}
			for _, at := range []string{path, path + "/preview", "/drafts"} {
				harmless(t, b.get(at).want(http.StatusOK))
			}
		}
	}
}

func TestTrust22_HostileNamesOfDataSetsStayTextInCasesListsAndCatalogue(t *testing.T) {
	t.Parallel()
	for _, probe := range probes {
		s := newSite(t)
		v := portaltest.DataSet()
		v.Set(form.SetKey(form.SetName, 1), probe)
		v.Set(form.SetKey(form.SetFields, 1), form.Pair{Code: "field", Name: probe}.Encode())
		s.approved(casefile.NewData, v)
		number := "A1130315001"
		for _, at := range []string{"/cases", "/cases/" + number, "/cases/" + number + "/print", "/providers", s.offeringPath(casefile.ProviderData),
			"/drafts/" + s.Draft(t, s.Officer, form.Defaults()) + "/purpose"} {
			harmless(t, s.as(s.Officer).get(at).want(http.StatusOK))
		}
		harmless(t, s.as(s.Ops).get("/catalogue").want(http.StatusOK))
	}
}
