package web

import (
	"slices"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// frame is the layout of a page for this visit. trail are the pages above it,
// below the home page.
func (s *Server) frame(v *visit, title string, trail ...kit.Link) kit.Page {
	p := kit.Page{Title: title, Banner: v.flash}
	if v.actor.AccountID == "" {
		return p
	}
	if title != home.Text {
		p.Trail = append([]kit.Link{home}, trail...)
	}
	p.Person = kit.Person{Name: v.actor.Name, Organisation: v.door.Account.OrganisationName}
	p.Idle = v.idle(s.Now())
	p.Menu = menu(v.actor.Role)
	v.countQueue(p.Menu)
	markCurrent(p.Menu, title, trail)
	return p
}

// home is where every trail begins.
var home = kit.Link{Text: "首頁", Href: "/"}

var accountsEntry = kit.Entry{Text: accountsLink.Text, Href: accountsLink.Href}

// menu is the side menu in screens.md's order, by role.
func menu(role account.Role) []kit.Entry {
	cases := "資料審核"
	if role.Applicant() {
		cases = "資料申請"
	}
	entries := []kit.Entry{
		{Text: home.Text, Href: home.Href},
		{Text: bulletinsLink.Text, Href: bulletinsLink.Href},
		{Text: environmentLink.Text, Href: environmentLink.Href},
		{Text: "帳號管理", Under: []kit.Entry{accountsEntry}},
		{Text: cases, Href: "/cases"},
		{Text: "資料提供者管理", Href: "/providers"},
		{Text: "服務提供者管理", Under: []kit.Entry{{Text: "線上服務列表", Href: "/services"}, {Text: "臨櫃服務列表", Href: "/counter-services"}}},
	}
	entries = append(entries, kit.Entry{Text: deadlinesLink.Text, Href: deadlinesLink.Href})
	if role == account.Sub {
		entries = slices.DeleteFunc(entries, func(e kit.Entry) bool { return e.Text == "帳號管理" })
	}
	if role == account.Ops || role == account.Moda {
		entries = append(entries, kit.Entry{Text: "防火牆規則", Href: "/firewall"}, kit.Entry{Text: catalogueLink.Text, Href: catalogueLink.Href})
	}
	if role.Reviewer() {
		entries = append(entries, kit.Entry{Text: "稽核紀錄", Href: "/audit"}, kit.Entry{Text: "統計報表", Href: "/reports"})
	}
	return entries
}

// markCurrent marks the entry of a page above this one, or else of the page itself.
func markCurrent(entries []kit.Entry, title string, trail []kit.Link) {
	for i := range entries {
		e := &entries[i]
		e.Current = len(trail) == 0 && e.Text == title || slices.ContainsFunc(trail, func(l kit.Link) bool { return l.Href == e.Href })
		markCurrent(e.Under, title, trail)
	}
}
