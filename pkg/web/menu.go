package web

import (
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// frame is the layout of a page for this visit.
func (s *Server) frame(v *visit, title string, trail ...kit.Link) kit.Page {
	p := kit.Page{Title: title, Trail: trail, Banner: v.flash}
	if v.actor.AccountID == "" {
		return p
	}
	p.Person = kit.Person{Name: v.actor.Name, Organisation: v.door.Account.Unit}
	p.Idle = v.idle(s.Now())
	here := ""
	if len(trail) > 0 {
		here = trail[len(trail)-1].Href
	}
	p.Menu = menu(v.actor.Role, here, title)
	return p
}

// menu is the side menu in screens.md's order, by role.
func menu(role account.Role, parent, title string) []kit.Entry {
	cases := "資料審核"
	if role.Applicant() {
		cases = "資料申請"
	}
	entries := []kit.Entry{
		{Text: "首頁", Href: "/"},
		{Text: cases, Href: "/cases"},
		{Text: "服務提供者管理", Under: []kit.Entry{{Text: "線上服務列表", Href: "/services"}}},
	}
	if role == account.Ops || role == account.Moda {
		entries = append(entries, kit.Entry{Text: "防火牆規則", Href: "/firewall"})
	}
	markCurrent(entries, parent, title)
	return entries
}

func markCurrent(entries []kit.Entry, parent, title string) {
	for i := range entries {
		e := &entries[i]
		e.Current = e.Text == title || (e.Href != "" && e.Href != "/" && (parent == e.Href || strings.HasPrefix(parent, e.Href+"/")))
		markCurrent(e.Under, parent, title)
	}
}
