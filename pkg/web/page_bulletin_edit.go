package web

import (
	"net/http"
	"strconv"

	"mydata.nat.gov.tw/portal/pkg/bulletin"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// bulletinEditPage is templates/page/bulletin_edit.html: the editor of the
// 公佈欄, for a new entry and for one that is there.
type bulletinEditPage struct {
	kit.Page
	Form kit.Form
}

const seenField = "seen" // version of the bulletin that was shown

// newBulletinEdit is the editor with words in it; text is theirs as it is shown.
func (s *Server) newBulletinEdit(v *visit, title string, trail []kit.Link, words onboarding.BulletinWords, text form.RichText) *bulletinEditPage {
	kind := kit.Field{Kind: kit.Radios, ID: bulletin.FieldKind, Label: "類別", Inline: true}
	for _, k := range bulletin.Kinds() {
		kind.Options = append(kind.Options, kit.Option{Value: string(k), Label: k.Label(), Chosen: words.Kind == string(k)})
	}
	return &bulletinEditPage{Page: s.frame(v, title, trail...), Form: kit.Form{
		Fields: []kit.Field{kind,
			{Kind: kit.Date, ID: bulletin.FieldDate, Label: "日期", Value: words.Date, Hints: []string{"公佈欄依日期排序；日期在今天之後的公告，當天零時起才會顯示。"}},
			{Kind: kit.Text, ID: bulletin.FieldTitle, Label: "標題", Value: words.Title, Autocomplete: "off", Hints: []string{"最多 100 字。"}},
			{Kind: kit.RichText, ID: bulletin.FieldText, Label: "內容", Value: text.Text(), Blocks: text.Blocks, Lines: 14,
				Hints: []string{"空一行為新段落；以「-\u00a0」開頭為項目符號，以「1.\u00a0」開頭為編號。最多 5,000 字。"}}},
		Buttons: []kit.Button{{Text: "公佈"}}, Cancel: kit.Link{Text: "取消", Href: trail[len(trail)-1].Href}}}
}

func (s *Server) bulletinNew(w http.ResponseWriter, r *http.Request, v *visit) error {
	page := s.newBulletinEdit(v, "新增公告", []kit.Link{bulletinsLink},
		onboarding.BulletinWords{Kind: string(bulletin.Announcement), Date: calendar.Today(s.Now()).String()}, form.RichText{})
	page.Form.Key = s.NewID()
	return s.kit.Page(w, r, http.StatusOK, "bulletin_edit", page)
}

func (s *Server) bulletinNewPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	words, err := bulletinWords(r, kit.FormKey)
	if err != nil {
		return err
	}
	key, err := accountKey(r)
	if err != nil {
		return err
	}
	b, err := s.Portal.WriteBulletin(r.Context(), v.actor, key, words)
	if err == nil {
		return s.redirect(w, r, "公告已公佈。", bulletinPath(b.ID))
	}
	page := s.newBulletinEdit(v, "新增公告", []kit.Link{bulletinsLink}, words, words.Rich())
	page.Form.Key = key
	return s.faultyBulletin(w, r, page, err)
}

func (s *Server) bulletinEdit(w http.ResponseWriter, r *http.Request, v *visit) error {
	b, err := s.bulletinOf(r, v)
	if err != nil {
		return err
	}
	if b.Retired {
		return fault.New(fault.Conflict, "這則公告已撤下，不能修改。")
	}
	page := s.editing(v, b.ID, b.Title, strconv.Itoa(b.Version),
		onboarding.BulletinWords{Kind: string(b.Kind), Date: b.Date.String(), Title: b.Title}, b.Text)
	return s.kit.Page(w, r, http.StatusOK, "bulletin_edit", page)
}

// editing is the editor of an entry as it was shown at a version.
func (s *Server) editing(v *visit, id, title, seen string, words onboarding.BulletinWords, text form.RichText) *bulletinEditPage {
	page := s.newBulletinEdit(v, "修改公告", []kit.Link{bulletinsLink, {Text: title, Href: bulletinPath(id)}}, words, text)
	page.Form.Hidden = []kit.Hidden{{Name: seenField, Value: seen}}
	return page
}

func (s *Server) bulletinEditPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	words, err := bulletinWords(r, seenField)
	if err != nil {
		return err
	}
	id, shown := r.PathValue("id"), r.PostForm.Get(seenField)
	seen, err := strconv.Atoi(shown)
	if err != nil {
		return &fault.Error{Code: fault.Invalid, Op: "web.bulletinEditPost", Message: "這個表單不完整，請重新開啟這一頁再試。", Err: err}
	}
	if err := s.Portal.EditBulletin(r.Context(), v.actor, id, seen, words); err != nil {
		return s.faultyBulletin(w, r, s.editing(v, id, "公告", shown, words, words.Rich()), err)
	}
	return s.redirect(w, r, "公告已修改。", bulletinPath(id))
}

// faultyBulletin shows the editor again with what was typed, where the words are
// at fault.
func (s *Server) faultyBulletin(w http.ResponseWriter, r *http.Request, page *bulletinEditPage, err error) error {
	if page.Faults = fault.FieldsOf(err); len(page.Faults) == 0 {
		return err
	}
	kit.Mark(page.Form.Fields, page.Faults)
	return s.kit.Page(w, r, http.StatusUnprocessableEntity, "bulletin_edit", page)
}

// bulletinWords reads the editor's form; own is the name it has besides.
func bulletinWords(r *http.Request, own string) (onboarding.BulletinWords, error) {
	err := parseOnly(r, own, bulletin.FieldKind, bulletin.FieldDate, bulletin.FieldTitle, bulletin.FieldText, bulletin.FieldText+form.HTMLSuffix)
	typed := func(name string) string { return r.PostForm.Get(name) }
	return onboarding.BulletinWords{Kind: typed(bulletin.FieldKind), Date: typed(bulletin.FieldDate), Title: typed(bulletin.FieldTitle),
		Text: typed(bulletin.FieldText), HTML: typed(bulletin.FieldText + form.HTMLSuffix)}, err
}
