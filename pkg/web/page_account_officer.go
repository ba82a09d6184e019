package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// officerPage is templates/page/account_officer.html: 變更承辦人 (fig. 82).
type officerPage struct {
	kit.Page
	Rows []kit.SummaryRow
	Form kit.Form
}

// Names of the form; subQuery brings in the data of a 副帳號.
const (
	carryName = "carry"
	subName   = "sub"
	actFill   = "fill"
	subQuery  = "sub"
)

// succession is what was chosen and typed about the new officer.
type succession struct {
	carry string // form.Yes, form.No or nothing yet
	sub   string
	key   string
	data  account.Details
}

func (s *Server) newOfficer(v *visit, trail []kit.Link, f onboarding.Staff, in succession) *officerPage {
	back := trail[len(trail)-1].Href
	choice := kit.Field{Kind: kit.Select, ID: subName, Label: "請選擇副帳號", Width: kit.Medium, Options: []kit.Option{{Label: "請選擇"}},
		Hints: []string{"副帳號成為承辦人後，沿用原來的密碼與驗證器。按「帶入副帳號資料」可先帶入再修改；下列欄位留空時沿用副帳號的資料。"}}
	for _, a := range f.Subs() {
		if a.Status == account.Active && a.CaseID == "" {
			choice.Options = append(choice.Options, kit.Option{Value: a.ID, Label: account.DetailsOf(a).Title(), Chosen: in.sub == a.ID})
		}
	}
	carry := kit.Field{Kind: kit.Radios, ID: carryName, Label: "是否帶入副帳號", Options: []kit.Option{
		{Value: form.Yes, Label: "是", Chosen: in.carry == form.Yes, Then: []kit.Field{choice}},
		{Value: form.No, Label: "否", Chosen: in.carry == form.No, Hint: "輸入新承辦人的資料；審核通過後系統寄信通知本人設定密碼。"}}}
	return &officerPage{Page: s.frame(v, "變更承辦人", trail...),
		Rows: []kit.SummaryRow{{Label: "機關(構)名稱", Answer: kit.Answer{Text: f.OrganisationName()}},
			{Label: "原承辦人", Answer: kit.Answer{Text: account.DetailsOf(f.Officer()).Title()}}},
		Form: kit.Form{Action: back + "/officer", Key: in.key, Fields: append([]kit.Field{carry}, detailFields(in.data, "新承辦人", true)...),
			Buttons: []kit.Button{{Text: "變更承辦人"}, {Text: "帶入副帳號資料", Name: actName, Value: actFill}}, Cancel: kit.Link{Text: "取消", Href: back}}}
}

func (s *Server) officer(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, trail, err := s.officeOf(r, v)
	if err != nil {
		return err
	}
	in := succession{key: s.NewID()}
	if sub := f.Person(r.URL.Query().Get(subQuery)); sub.ID != "" && sub.ID != f.Office.AccountID {
		in.carry, in.sub, in.data = form.Yes, sub.ID, account.DetailsOf(sub)
	}
	return s.kit.Page(w, r, http.StatusOK, "account_officer", s.newOfficer(v, trail, f, in))
}

// officerPost asks for the change (A12), or brings in the chosen 副帳號's data.
func (s *Server) officerPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, kit.FormKey, carryName, subName, actName, account.FieldName, account.FieldPhone, account.FieldMail, account.FieldLogin); err != nil {
		return err
	}
	f, trail, err := s.officeOf(r, v)
	if err != nil {
		return err
	}
	in := succession{carry: r.PostForm.Get(carryName), sub: r.PostForm.Get(subName), data: detailsOf(r)}
	if in.key, err = accountKey(r); err != nil {
		return err
	}
	page := s.newOfficer(v, trail, f, in)
	page.Faults = in.faults(f)
	if len(page.Faults) == 0 {
		if r.PostForm.Get(actName) == actFill && in.sub != "" {
			return s.redirect(w, r, "", page.Form.Action+"?"+subQuery+"="+in.sub)
		}
		number, err := s.Portal.RequestOfficer(r.Context(), v.actor, in.key, in.sub, in.data)
		if err == nil {
			return s.filed(w, r, number)
		}
		if page.Faults = fault.FieldsOf(err); len(page.Faults) == 0 {
			return err
		}
	}
	kit.Mark(page.Form.Fields, page.Faults)
	return s.kit.Page(w, r, http.StatusUnprocessableEntity, "account_officer", page)
}

// faults are those of the choice. Whoever is carried over brings what was left
// empty; without one, none is.
func (in *succession) faults(f onboarding.Staff) []fault.Field {
	switch in.carry {
	case form.No:
		in.sub = ""
		return nil
	case form.Yes:
		sub := f.Person(in.sub)
		if sub.ID == "" || sub.ID == f.Office.AccountID {
			return []fault.Field{{Key: subName, Control: subName, Message: "請選擇副帳號。"}}
		}
		own := account.DetailsOf(sub)
		for typed, kept := range map[*string]string{&in.data.Name: own.Name, &in.data.Phone: own.Phone, &in.data.Mail: own.Mail, &in.data.Login: own.Login} {
			if *typed == "" {
				*typed = kept
			}
		}
		return nil
	}
	return []fault.Field{{Key: carryName, Control: carryName + "-" + form.Yes, Message: "請選擇是否帶入副帳號。"}}
}
