package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/bulletin"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// bulletinPage is templates/page/bulletin.html: one entry of the 公佈欄.
type bulletinPage struct {
	kit.Page
	Facts []string
	Text  kit.Answer
	Links []kit.Link // for ops
	Seen  *kit.Form
}

// bulletinOf is the bulletin the path names, if the person may see it yet or
// still: what is not on show exists for its writers only.
func (s *Server) bulletinOf(r *http.Request, v *visit) (bulletin.Bulletin, error) {
	b, err := s.Store.Bulletin(r.Context(), r.PathValue("id"))
	if err == nil && !b.ShownAt(s.Now()) && !v.writesBulletins() {
		err = fault.New(fault.NotFound, "這則公告已撤下，或尚未公佈。")
	}
	return b, err
}

func (s *Server) bulletin(w http.ResponseWriter, r *http.Request, v *visit) error {
	b, err := s.bulletinOf(r, v)
	if err != nil {
		return err
	}
	page := bulletinPage{Page: s.frame(v, b.Title, bulletinsLink), Facts: []string{b.Kind.Label(), b.Date.String()}, Text: kit.Answer{Blocks: b.Text.Blocks}}
	page.State = s.bulletinState(v, b)
	if !b.Edited.IsZero() {
		page.Facts = append(page.Facts, "最後修改 "+calendar.Minute(b.Edited))
	}
	if page.State == kit.Unread {
		page.Seen = &kit.Form{Action: "/bulletins/seen", Buttons: []kit.Button{{Text: "全部標示為已讀", Look: kit.Secondary}}}
	}
	if v.writesBulletins() && !b.Retired {
		page.Links = []kit.Link{{Text: "修改公告", Href: bulletinPath(b.ID) + "/edit"}, {Text: "撤下公告", Href: bulletinPath(b.ID) + "/retire"}}
	}
	return s.kit.Page(w, r, http.StatusOK, "bulletin", &page)
}

// bulletinRetirePage is templates/page/bulletin_retire.html.
type bulletinRetirePage struct {
	kit.Page
	Confirm kit.Confirm
}

func (s *Server) bulletinRetire(w http.ResponseWriter, r *http.Request, v *visit) error {
	b, err := s.bulletinOf(r, v)
	if err != nil {
		return err
	}
	at := bulletinPath(b.ID)
	page := bulletinRetirePage{Page: s.frame(v, "撤下公告", bulletinsLink, kit.Link{Text: b.Title, Href: at}), Confirm: kit.Confirm{
		Object: []kit.SummaryRow{{Label: "標題", Answer: kit.Answer{Text: b.Title}}, {Label: "類別", Answer: kit.Answer{Text: b.Kind.Label()}},
			{Label: "日期", Answer: kit.Answer{List: []string{b.Date.String()}}}},
		Effects: []string{"公佈欄不再顯示這則公告，只有維運團隊看得到。", "撤下後不能恢復；需要時請另外新增公告。"},
		Form: kit.Form{Action: at + "/retire", Buttons: []kit.Button{{Text: "撤下公告", Look: kit.Danger}},
			Cancel: kit.Link{Text: "取消", Href: at}}}}
	return s.kit.Page(w, r, http.StatusOK, "bulletin_retire", &page)
}

func (s *Server) bulletinRetirePost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r); err != nil {
		return err
	}
	if err := s.Portal.RetireBulletin(r.Context(), v.actor, r.PathValue("id")); err != nil {
		return err
	}
	return s.redirect(w, r, "公告已撤下。", bulletinsLink.Href)
}
