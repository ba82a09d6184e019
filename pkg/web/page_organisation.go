package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// organisationPage is templates/page/organisation.html: what else there is of a
// case's applicant, for its reviewer to compare with.
type organisationPage struct {
	kit.Page
	Services kit.Table
	Cases    kit.Table
	More     kit.Pagination // of Cases
}

// servicesBeside is how many services of an organisation are shown at once.
const servicesBeside = 100

// caseOrganisation shows the organisation's services and cases beside a case. It
// costs what the case's own page does.
func (s *Server) caseOrganisation(w http.ResponseWriter, r *http.Request, v *visit) error {
	p, err := s.paper(r.Context(), v, v.caseID)
	if err != nil {
		return err
	}
	scope := onboarding.Scope{OrganisationID: p.Case.OrganisationID}
	services, _, err := s.Store.Services(r.Context(), scope, onboarding.Page{Limit: servicesBeside})
	if err != nil {
		return err
	}
	at := pageOf(r)
	cases, next, err := s.Store.Cases(r.Context(), scope, "", at.ask())
	if err != nil {
		return err
	}
	page := organisationPage{Page: s.caseFrame(v, p, "申請機關的服務與申請單"), Services: s.servicesTable(v.actor, services), Cases: p.others(v.actor, cases)}
	page.More = at.pagination("申請單分頁", len(page.Cases.Rows), next)
	page.Caption, page.State = p.Case.OrganisationName, "" // it is about more than the case
	return s.kit.Page(w, r, http.StatusOK, "organisation", &page)
}

func (s *Server) servicesTable(a account.Actor, list []service.Service) kit.Table {
	t := kit.Table{ID: "services", Caption: "線上服務", Empty: kit.Empty{Text: "這個機關還沒有線上服務。"},
		Columns: []kit.Column{{Label: "服務名稱", Header: true}, {Label: "類別"}, {Label: "線上服務狀態"}}}
	for _, sv := range list {
		if account.May(a, account.ReadService, account.Object{OrganisationID: sv.OrganisationID, AuthorityID: sv.AuthorityID}) != nil {
			continue
		}
		t.Rows = append(t.Rows, kit.TableRow{Cells: []kit.Cell{
			{Links: []kit.Link{{Text: sv.Name, Href: "/services/" + sv.ID}}}, {Text: sv.Category},
			{Area: areaOf(sv), State: kit.State(sv.StateAt(s.Now()).Label())}}})
	}
	return t
}

// others are the organisation's cases as far as a may read them, this one marked.
func (p paper) others(a account.Actor, list []casefile.Case) kit.Table {
	t := kit.Table{ID: "cases", Caption: "申請單", Empty: kit.Empty{Text: "這個機關沒有其他申請單。"},
		Columns: []kit.Column{{Label: "單號", Header: true}, {Label: "申請項目"}, {Label: "申請日期"}, {Label: "申請狀態"}}}
	for _, c := range list {
		if account.May(a, account.ReadCase, account.Object{OrganisationID: c.OrganisationID, AuthorityID: c.AuthorityID}) != nil {
			continue
		}
		number := numberCell(c)
		if c.ID == p.Case.ID {
			number.Hint = "目前檢視的申請單"
		}
		t.Rows = append(t.Rows, kit.TableRow{Cells: []kit.Cell{number, itemCell(c), dayCell(c), stateCell(c)}})
	}
	return t
}
