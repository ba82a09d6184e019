package web

import (
	"cmp"
	"net/http"
	"strconv"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// accountsPage is templates/page/accounts.html (figs. 71, 80). Those who oversee
// all organisations choose one first.
type accountsPage struct {
	kit.Page
	Links      []kit.Link
	Filters    *kit.Filters
	Table      kit.Table
	Pagination kit.Pagination
}

// Queries of the list.
const (
	nameQuery         = "name"
	organisationQuery = "organisation"
)

var accountsLink = kit.Link{Text: "後臺帳號管理", Href: "/accounts"}

func (s *Server) accounts(w http.ResponseWriter, r *http.Request, v *visit) error {
	page := accountsPage{Page: s.frame(v, accountsLink.Text)}
	id := r.URL.Query().Get(organisationQuery)
	var err error
	switch {
	case !v.actor.Oversees():
		err = s.peopleTable(r, v, &page, v.actor.OrganisationID)
	case id != "" && len(id) <= idLimit:
		page.Links = []kit.Link{{Text: "選擇其他機關", Href: accountsLink.Href}}
		err = s.peopleTable(r, v, &page, id)
	default:
		err = s.organisationsTable(r, &page)
	}
	if err != nil {
		return err
	}
	if account.Attempt(v.actor, account.ManageKeys) == nil {
		page.Links = append(page.Links, keysLink)
	}
	return s.kit.Page(w, r, http.StatusOK, "accounts", &page)
}

// peopleTable lists the people of one organisation, its officer first.
func (s *Server) peopleTable(r *http.Request, v *visit, page *accountsPage, organisationID string) error {
	staff, err := s.Portal.Staff(r.Context(), v.actor, organisationID)
	if err != nil {
		return err
	}
	page.Table = kit.Table{ID: "people", Caption: staff.OrganisationName() + "的帳號", Empty: kit.Empty{Text: "這個機關沒有帳號。"},
		Columns: []kit.Column{{Label: "項次", Number: true}, {Label: "帳號", Header: true}, {Label: "姓名"}, {Label: "角色"}, {Label: "服務單位名稱"},
			{Label: "狀態"}, {Label: "功能"}}}
	people := staff.Subs()
	if officer := staff.Officer(); officer.ID != "" {
		people = append([]account.Account{officer}, people...)
	}
	for n, a := range people {
		page.Table.Rows = append(page.Table.Rows, kit.TableRow{Cells: []kit.Cell{
			{Text: strconv.Itoa(n + 1)}, {Text: a.Login, Whole: true}, {Text: a.Name}, {Text: roleTitle(a.Role, a.ID == staff.Office.AccountID)},
			{Text: a.Unit}, {Text: a.Status.Label(), Hint: cmp.Or(openCase(a), reachHint(a))},
			{Links: []kit.Link{{Text: accountAct(v.actor), Href: "/accounts/" + a.ID, Hidden: a.Login}}},
		}})
	}
	return nil
}

// accountAct is what a visitor does with an account.
func accountAct(a account.Actor) string {
	if a.Role == account.Moda {
		return "檢視"
	}
	return "編輯"
}

// openCase says that a case about the account is under review.
func openCase(a account.Account) string {
	if a.CaseID == "" {
		return ""
	}
	return "異動申請審核中"
}

// organisationsTable lists organisations by name.
func (s *Server) organisationsTable(r *http.Request, page *accountsPage) error {
	name := r.URL.Query().Get(nameQuery)
	at := pageOf(r)
	list, next, err := s.Store.Organisations(r.Context(), name, at.ask())
	if err != nil {
		return err
	}
	page.Filters = &kit.Filters{Action: accountsLink.Href, Total: "本頁 " + strconv.Itoa(len(list)) + " 筆", Fields: []kit.Field{
		{Kind: kit.Search, ID: nameQuery, Label: "機關(構)名稱（從開頭）", Value: name, Width: kit.Medium}}}
	if name != "" {
		page.Filters.Chosen = []string{"機關(構)名稱：" + name}
	}
	page.Pagination = at.pagination("機關分頁", len(list), next)
	page.Table = kit.Table{ID: "organisations", Caption: "機關(構)", Empty: kit.Empty{Text: "沒有符合條件的機關。", Next: kit.Link{Text: "清除篩選條件", Href: accountsLink.Href}},
		Columns: []kit.Column{{Label: "機關(構)名稱", Header: true}, {Label: "機關類型"}, {Label: "目的事業主管機關"}, {Label: "帳號"}}}
	for _, o := range list {
		page.Table.Rows = append(page.Table.Rows, kit.TableRow{Cells: []kit.Cell{
			{Text: o.Name}, {Text: o.Kind.Label()}, {Text: orNone(o.AuthorityName)},
			{Links: []kit.Link{{Text: "檢視帳號", Href: accountsLink.Href + "?" + organisationQuery + "=" + o.ID, Hidden: o.Name}}},
		}})
	}
	return nil
}

// staffOf finds the account that the path names, with its organisation's people,
// for whoever may see them; any other is NotFound.
func (s *Server) staffOf(r *http.Request, v *visit) (onboarding.Staff, account.Account, error) {
	organisationID := v.actor.OrganisationID
	if v.actor.Oversees() {
		whose, err := whoseOf(v)
		if err != nil {
			return onboarding.Staff{}, whose, err
		}
		organisationID = whose.OrganisationID
	}
	staff, err := s.Portal.Staff(r.Context(), v.actor, organisationID)
	if err != nil {
		return staff, account.Account{}, err
	}
	a := staff.Person(r.PathValue("id"))
	if a.ID == "" {
		return staff, a, errNoAccount
	}
	return staff, a, nil
}

// whoseOf is the account that the path names, as it was read with the session.
func whoseOf(v *visit) (account.Account, error) {
	if v.door.Whose.ID == "" {
		return v.door.Whose, errNoAccount
	}
	return v.door.Whose, nil
}
