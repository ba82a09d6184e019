package web

import (
	"net/http"
	"slices"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

var keysLink = kit.Link{Text: "API 金鑰", Href: "/keys"}

// keysPage is templates/page/keys.html: the organisation's keys of the REST API
// (F10), and the form that makes one.
type keysPage struct {
	kit.Page
	Table kit.Table
	Links []kit.Link
	Form  kit.Form
}

func (s *Server) newKeys(v *visit, keys []apikey.Key, name string, scopes []apikey.Scope) *keysPage {
	choose := kit.Field{Kind: kit.Checkboxes, ID: apikey.FieldScopes, Label: "權限"}
	for _, scope := range apikey.ScopesOf(v.actor.Role) {
		choose.Options = append(choose.Options, kit.Option{Value: string(scope), Label: scope.Label(), Chosen: slices.Contains(scopes, scope)})
	}
	page := keysPage{Page: s.frame(v, keysLink.Text, accountsLink), Links: []kit.Link{{Text: "OpenAPI 文件", Href: "/api/v1/openapi.json"}},
		Table: kit.Table{ID: "keys", Caption: "金鑰", Empty: kit.Empty{Text: "還沒有金鑰。"},
			Columns: []kit.Column{{Label: "名稱", Header: true}, {Label: "權限"}, {Label: "產生"}, {Label: "有效至"}, {Label: "狀態"}, {Label: "功能"}}},
		Form: kit.Form{Action: keysLink.Href, Key: s.NewID(), Fields: []kit.Field{
			{Kind: kit.Text, ID: apikey.FieldName, Label: "金鑰名稱", Value: name, Autocomplete: "off", Width: kit.Medium,
				Hints: []string{"說明由哪個系統使用，例如「批次排程主機」。"}}, choose}, Buttons: []kit.Button{{Text: "產生金鑰"}}}}
	for _, k := range keys {
		page.Table.Rows = append(page.Table.Rows, s.keyRow(k))
	}
	return &page
}

func (s *Server) keyRow(k apikey.Key) kit.TableRow {
	state, acts := "有效", kit.Cell{Links: []kit.Link{{Text: "停用", Href: keysLink.Href + "/" + k.ID + "/revoke", Hidden: k.Name}}}
	switch {
	case !k.Revoked.IsZero():
		state, acts = "已於 "+calendar.Minute(k.Revoked)+" 停用", kit.Cell{}
	case !k.Alive(s.Now()):
		state, acts = "已過期", kit.Cell{}
	}
	return kit.TableRow{Cells: []kit.Cell{{Text: k.Name}, {Text: scopeWords(k)}, {Text: calendar.Minute(k.Created), Hint: k.CreatedBy},
		{Text: calendar.Minute(k.Expires), Whole: true}, {Text: state}, acts}}
}

func scopeWords(k apikey.Key) string {
	var words []string
	for _, scope := range k.Scopes {
		words = append(words, scope.Label())
	}
	return strings.Join(words, "、")
}

func (s *Server) keys(w http.ResponseWriter, r *http.Request, v *visit) error {
	list, err := s.Store.Keys(r.Context(), v.actor.OrganisationID)
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "keys", s.newKeys(v, list, "", nil))
}

// keyPage is templates/page/key.html: a key, this once.
type keyPage struct {
	kit.Page
	Token string
	Rows  []kit.SummaryRow
	Next  []kit.Link
}

// keysPost makes a key. It is shown in the answer, because a page that can be
// loaded could show it again.
func (s *Server) keysPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseBoxes(r, apikey.FieldScopes, kit.FormKey, apikey.FieldName); err != nil {
		return err
	}
	formKey, err := accountKey(r)
	if err != nil {
		return err
	}
	name := r.PostForm.Get(apikey.FieldName)
	var scopes []apikey.Scope
	for _, chosen := range r.PostForm[apikey.FieldScopes] {
		scopes = append(scopes, apikey.Scope(chosen))
	}
	k, token, err := s.Portal.IssueKey(r.Context(), v.actor, formKey, name, scopes)
	if err == nil {
		page := keyPage{Page: s.frame(v, "新的 API 金鑰", accountsLink, keysLink), Token: token, Next: []kit.Link{{Text: "回 API 金鑰", Href: keysLink.Href}},
			Rows: []kit.SummaryRow{{Label: "金鑰名稱", Answer: kit.Answer{Text: k.Name}}, {Label: "權限", Answer: kit.Answer{Text: scopeWords(k)}},
				{Label: "有效至", Answer: kit.Answer{Text: calendar.Minute(k.Expires)}}}}
		return s.kit.Page(w, r, http.StatusOK, "key", &page)
	}
	faults := fault.FieldsOf(err)
	if len(faults) == 0 {
		return err
	}
	list, err := s.Store.Keys(r.Context(), v.actor.OrganisationID)
	if err != nil {
		return err
	}
	page := s.newKeys(v, list, name, scopes)
	page.Form.Key, page.Faults = formKey, faults
	kit.Mark(page.Form.Fields, faults)
	return s.kit.Page(w, r, http.StatusUnprocessableEntity, "keys", page)
}

// keyRevokePage is templates/page/key_revoke.html.
type keyRevokePage struct {
	kit.Page
	Confirm kit.Confirm
}

func (s *Server) keyRevoke(w http.ResponseWriter, r *http.Request, v *visit) error {
	k, err := s.Portal.Key(r.Context(), v.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	page := keyRevokePage{Page: s.frame(v, "停用 API 金鑰", accountsLink, keysLink), Confirm: kit.Confirm{
		Object:  []kit.SummaryRow{{Label: "金鑰名稱", Answer: kit.Answer{Text: k.Name}}, {Label: "權限", Answer: kit.Answer{Text: scopeWords(k)}}},
		Effects: []string{"停用後，使用這把金鑰的系統立即無法再讀取資料。", "停用後不能恢復；需要時請重新產生金鑰。"},
		Form: kit.Form{Action: keysLink.Href + "/" + k.ID + "/revoke", Buttons: []kit.Button{{Text: "確定", Look: kit.Danger}},
			Cancel: kit.Link{Text: "取消", Href: keysLink.Href}}}}
	return s.kit.Page(w, r, http.StatusOK, "key_revoke", &page)
}

func (s *Server) keyRevokePost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r); err != nil {
		return err
	}
	if err := s.Portal.RevokeKey(r.Context(), v.actor, r.PathValue("id")); err != nil {
		return err
	}
	return s.redirect(w, r, "金鑰已停用。", keysLink.Href)
}
