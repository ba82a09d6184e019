package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// accountPage is templates/page/account.html: 編輯帳號 (figs. 72, 75, 81). An
// officer asks for changes; ops sets what only ops may.
type accountPage struct {
	kit.Page
	Open   kit.Notice // a case about the account is under review
	Rows   []kit.SummaryRow
	Form   *kit.Form
	Subs   *kit.Table
	Links  []kit.Link
	Status *kit.Form // 狀態, which only ops changes
}

var errNoAccount = fault.New(fault.NotFound, "")

const statusName = "status"

func (s *Server) newAccount(v *visit, f onboarding.Staff, a account.Account, typed account.Details) *accountPage {
	officer := a.ID == f.Office.AccountID
	page := accountPage{Page: s.frame(v, "編輯帳號", accountsLink), Rows: []kit.SummaryRow{
		{Label: "狀態", Answer: kit.Answer{Text: a.Status.Label()}},
		{Label: "機關(構)名稱", Answer: kit.Answer{Text: f.OrganisationName()}},
		{Label: "角色", Answer: kit.Answer{Text: roleTitle(a.Role, officer)}},
	}}
	page.Caption = a.Login
	path := "/accounts/" + a.ID
	own := f.Office.AccountID == v.actor.AccountID
	changeable := own && a.CaseID == "" && a.Status != account.Pending
	if a.CaseID != "" || a.Status == account.Pending {
		page.Open = kit.Notice{Title: "這個帳號有申請單在審核中", Lines: []string{"審核結束後才能再申請異動。"},
			Links: []kit.Link{{Text: "查看申請單", Href: "/cases"}}}
	}
	if changeable {
		page.Form = &kit.Form{Action: path, Key: s.NewID(), Fields: detailFields(typed, "", officer), Buttons: []kit.Button{{Text: "送出審核"}},
			Cancel: kit.Link{Text: "回" + accountsLink.Text, Href: accountsLink.Href}}
	} else {
		page.Rows = append(detailRows(account.DetailsOf(a), nil, "電子郵件"), page.Rows...)
	}
	if officer {
		page.Subs = subsTable(f, own)
		if own {
			page.Links = []kit.Link{{Text: "新增副帳號", Href: path + "/subs/new"}, {Text: "變更承辦人", Href: path + "/officer"}}
		}
	}
	if account.Attempt(v.actor, account.SetAccounts) == nil {
		page.Links = append(page.Links, kit.Link{Text: "登入鎖定", Href: path + "/locks"})
		if f.Office.AccountID != "" { // the operation team and the ministry are as they are
			page.Links = append(page.Links, kit.Link{Text: "機關設定", Href: path + "/organisation"})
		}
		page.Status = statusForm(a)
	}
	return &page
}

// detailFields ask for the data of an account; prefix says whose (新承辦人). The
// officer's unit may be left out.
func detailFields(d account.Details, prefix string, officer bool) []kit.Field {
	fields := []kit.Field{
		{Kind: kit.Text, ID: account.FieldName, Label: prefix + "姓名", Value: d.Name, Autocomplete: "off", Width: kit.Medium},
		{Kind: kit.Phone, ID: account.FieldPhone, Label: prefix + "電話", Value: d.Phone, Autocomplete: "off", Width: kit.Medium},
		{Kind: kit.Email, ID: account.FieldMail, Label: prefix + "電子郵件", Value: d.Mail, Autocomplete: "off", Width: kit.Medium,
			Hints: []string{"請填寫機關的電子郵件信箱，勿使用免費信箱。"}},
		{Kind: kit.Text, ID: account.FieldLogin, Label: prefix + "帳號", Value: d.Login, Autocomplete: "off", Width: kit.Medium,
			Hints: []string{"帳號不可以使用身分證字號，英數混合最少 5 碼。"}},
	}
	if prefix == "" {
		fields = append(fields, kit.Field{Kind: kit.Text, ID: account.FieldUnit, Label: "服務單位名稱", Value: d.Unit, Autocomplete: "off", Width: kit.Medium, Optional: officer})
	}
	return fields
}

// subsTable lists the 副帳號, with the X that asks to remove one (fig. 75).
func subsTable(f onboarding.Staff, own bool) *kit.Table {
	t := kit.Table{ID: "subs", Caption: "副帳號", Empty: kit.Empty{Text: "沒有副帳號。"},
		Columns: []kit.Column{{Label: "帳號", Header: true}, {Label: "姓名"}, {Label: "電話"}, {Label: "E-mail"}, {Label: "服務單位名稱"}, {Label: "狀態"}, {Label: "功能"}}}
	for _, a := range f.Subs() {
		acts := kit.Cell{Text: openCase(a)}
		if own && a.CaseID == "" && a.Status != account.Pending {
			acts.Links = []kit.Link{{Text: "編輯", Href: "/accounts/" + a.ID, Hidden: a.Login},
				{Text: "X 刪除", Href: "/accounts/" + f.Office.AccountID + "/subs/" + a.ID + "/delete", Hidden: "副帳號 " + a.Login}}
		}
		t.Rows = append(t.Rows, kit.TableRow{Cells: []kit.Cell{{Text: a.Login, Whole: true}, {Text: a.Name}, {Text: a.Phone, Whole: true}, {Text: a.Mail},
			{Text: a.Unit}, {Text: a.Status.Label()}, acts}})
	}
	return &t
}

// statusForm switches an account off and on (A9); nil where it has no switch.
func statusForm(a account.Account) *kit.Form {
	if a.Status != account.Active && a.Status != account.Disabled {
		return nil
	}
	field := kit.Field{Kind: kit.Radios, ID: statusName, Label: "狀態", Inline: true}
	for _, status := range []account.Status{account.Active, account.Disabled} {
		field.Options = append(field.Options, kit.Option{Value: string(status), Label: status.Label(), Chosen: a.Status == status})
	}
	return &kit.Form{Action: "/accounts/" + a.ID + "/status", Fields: []kit.Field{field}, Buttons: []kit.Button{{Text: "變更狀態"}}}
}

func (s *Server) account(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, a, err := s.staffOf(r, v)
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "account", s.newAccount(v, f, a, account.DetailsOf(a)))
}

// detailsOf is what was typed about an account.
func detailsOf(r *http.Request) account.Details {
	return account.Details{Name: r.PostForm.Get(account.FieldName), Phone: r.PostForm.Get(account.FieldPhone), Mail: r.PostForm.Get(account.FieldMail),
		Login: r.PostForm.Get(account.FieldLogin), Unit: r.PostForm.Get(account.FieldUnit)}
}

// accountKey is the key of a form about accounts; without one it is incomplete.
func accountKey(r *http.Request) (string, error) {
	key := r.PostForm.Get(kit.FormKey)
	if !keyForm.MatchString(key) {
		return "", fault.New(fault.Invalid, "這個表單不完整，請重新開啟這一頁再試。")
	}
	return key, nil
}

// accountPost asks for the change (A9).
func (s *Server) accountPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, kit.FormKey, account.FieldName, account.FieldPhone, account.FieldMail, account.FieldLogin, account.FieldUnit); err != nil {
		return err
	}
	f, a, err := s.staffOf(r, v)
	if err != nil {
		return err
	}
	key, err := accountKey(r)
	if err != nil {
		return err
	}
	number, err := s.Portal.RequestEdit(r.Context(), v.actor, key, a.ID, detailsOf(r))
	if err == nil {
		return s.filed(w, r, number)
	}
	if len(fault.FieldsOf(err)) == 0 {
		return err
	}
	page := s.newAccount(v, f, a, detailsOf(r))
	if page.Form == nil {
		return err
	}
	page.Form.Key, page.Faults = key, fault.FieldsOf(err)
	kit.Mark(page.Form.Fields, page.Faults)
	return s.kit.Page(w, r, http.StatusUnprocessableEntity, "account", page)
}

// filed leads to the case that a request has become (fig. 77).
func (s *Server) filed(w http.ResponseWriter, r *http.Request, number string) error {
	return s.redirect(w, r, "申請單 "+number+" 已送出，維運團隊審核通過後生效。", "/cases", number)
}

// accountStatus is ops's switch (A9).
func (s *Server) accountStatus(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, statusName); err != nil {
		return err
	}
	to := account.Status(r.PostForm.Get(statusName))
	if err := s.Portal.SetStatus(r.Context(), v.actor, r.PathValue("id"), to); err != nil {
		return err
	}
	return s.redirect(w, r, "帳號狀態已變更為「"+to.Label()+"」。", "/accounts", r.PathValue("id"))
}
