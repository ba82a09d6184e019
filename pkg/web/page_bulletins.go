package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/bulletin"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// bulletinsPage is templates/page/bulletins.html (fig. 67). Views tells ops what
// is on the board from what was.
type bulletinsPage struct {
	kit.Page
	Views      []kit.Entry
	Links      []kit.Link
	Table      kit.Table
	Pagination kit.Pagination
	Seen       *kit.Form // marks all as read
}

var bulletinsLink = kit.Link{Text: "公佈欄", Href: "/bulletins"}

const retiredQuery = "retired"

func (s *Server) bulletins(w http.ResponseWriter, r *http.Request, v *visit) error {
	writes := v.writesBulletins()
	which := onboarding.Bulletins{UpTo: calendar.Today(s.Now())}
	if writes {
		which = onboarding.Bulletins{Retired: r.URL.Query().Get(retiredQuery) == "yes"}
	}
	at := pageOf(r)
	list, next, err := s.Store.Bulletins(r.Context(), which, at.ask())
	if err != nil {
		return err
	}
	page := bulletinsPage{Page: s.frame(v, bulletinsLink.Text), Pagination: at.pagination("公佈欄分頁", len(list), next)}
	if writes {
		page.Links = []kit.Link{{Text: "新增公告", Href: "/bulletins/new"}}
		page.Views = []kit.Entry{{Text: "公佈中", Href: bulletinsLink.Href, Current: !which.Retired},
			{Text: "已撤下", Href: bulletinsLink.Href + "?" + retiredQuery + "=yes", Current: which.Retired}}
	}
	page.Table = s.bulletinTable(v, list)
	if which.Retired {
		page.Table.Caption, page.Table.Empty.Text = "已撤下的公告", "沒有已撤下的公告。"
	}
	if !which.Retired && s.unread(v, list) > 0 {
		page.Seen = &kit.Form{Action: "/bulletins/seen", Buttons: []kit.Button{{Text: "全部標示為已讀", Look: kit.Secondary}}}
	}
	return s.kit.Page(w, r, http.StatusOK, "bulletins", &page)
}

// bulletinTable lists bulletins; the home page shows the newest by it too.
func (s *Server) bulletinTable(v *visit, list []bulletin.Bulletin) kit.Table {
	table := kit.Table{ID: "bulletins", Caption: "公告", Empty: kit.Empty{Text: "目前沒有公告。"},
		Columns: []kit.Column{{Label: "類別"}, {Label: "日期"}, {Label: "標題", Header: true}}}
	for _, b := range list {
		title := kit.Cell{State: s.bulletinState(v, b), Links: []kit.Link{{Text: b.Title, Href: bulletinPath(b.ID)}}}
		table.Rows = append(table.Rows, kit.TableRow{Cells: []kit.Cell{{Text: b.Kind.Label(), Whole: true}, {Text: b.Date.String(), Whole: true}, title}})
	}
	return table
}

// bulletinState marks what a person has not read yet and, for ops, what is not
// on show.
func (s *Server) bulletinState(v *visit, b bulletin.Bulletin) kit.State {
	switch {
	case b.Retired:
		return kit.TakenDown
	case !b.ShownAt(s.Now()):
		return kit.ToPublish
	case b.UnreadBy(v.door.Account.Bulletins):
		return kit.Unread
	}
	return ""
}

// unread counts what the person has yet to read.
func (s *Server) unread(v *visit, list []bulletin.Bulletin) int {
	n := 0
	for _, b := range list {
		if s.bulletinState(v, b) == kit.Unread {
			n++
		}
	}
	return n
}

func bulletinPath(id string) string { return bulletinsLink.Href + "/" + id }

func (v *visit) writesBulletins() bool {
	return account.Attempt(v.actor, account.WriteBulletins) == nil
}

// bulletinsSeen marks the board as read by who asks: a page that is only looked
// at marks nothing (trust 5).
func (s *Server) bulletinsSeen(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r); err != nil {
		return err
	}
	if err := s.Portal.SeeBulletins(r.Context(), v.actor); err != nil {
		return err
	}
	return s.redirect(w, r, "公告已全部標示為已讀。", bulletinsLink.Href)
}
