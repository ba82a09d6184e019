package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// signUpDetailsPage is templates/page/signup_details.html (figs. 6, 64).
type signUpDetailsPage struct {
	kit.Page
	Form kit.Form
}

// nextName is sent by the two buttons, which say where the person goes on.
const (
	nextName      = "next"
	toApplication = "application"
	toAuthority   = "authority"
)

var detailNames = []string{onboarding.FieldOrganisation, onboarding.FieldKind, onboarding.FieldPrivate, onboarding.FieldSector, onboarding.FieldAuthority,
	account.FieldName, account.FieldPhone, account.FieldLogin, onboarding.FieldPassword, onboarding.FieldPasswordAgain, nextName}

func (s *Server) newSignUpDetails(r *http.Request, v *visit, u onboarding.SignUp) (*signUpDetailsPage, error) {
	authorities, err := s.Store.Authorities(r.Context())
	if err != nil {
		return nil, err
	}
	private := ""
	if u.Proposal.Kind != "" {
		private = yesNoValue(u.Proposal.Private)
	}
	remit := authorityField(authorities, u.Proposal.AuthorityID)
	remit.Hints = []string{"主管貴機關業務的機關，由維運團隊於審核帳號時確認。申請主管機關帳號者免填。"}
	sector := sectorField(u.Proposal.Sector)
	sector.Hints = []string{"申請主管機關帳號者免填。"}
	password := kit.Field{Kind: kit.Password, ID: onboarding.FieldPassword, Label: "機關承辦人密碼", Autocomplete: "new-password", Width: kit.Medium,
		Hints: []string{"密碼必須包含 8-12 字元，至少各存在英文字母、數字、符號。", "不可以是常見的密碼，不可以包含帳號、姓名、機關名稱、日期或電話。"}}
	if u.PasswordHash != "" {
		password.Hints = append(password.Hints, "先前已設定密碼；不更換時可以留空。")
	}
	page := signUpDetailsPage{Page: s.signUpFrame(v, "機關單位基本資料"), Form: kit.Form{Action: "/signup/details", Fields: []kit.Field{
		{Kind: kit.Group, ID: "agency", Label: "機關單位", Fields: []kit.Field{
			{Kind: kit.Text, ID: onboarding.FieldOrganisation, Label: "機關名稱全銜", Value: u.Proposal.Name, Autocomplete: "organization"},
			kindField(string(u.Proposal.Kind)), privateField(private), sector, remit,
			{Kind: kit.Text, ID: account.FieldName, Label: "機關承辦人姓名", Value: u.Details.Name, Autocomplete: "name", Width: kit.Medium},
			{Kind: kit.Phone, ID: account.FieldPhone, Label: "機關承辦人電話", Value: u.Details.Phone, Autocomplete: "tel", Width: kit.Medium, Example: "02-2380-0000#123"},
			{Kind: kit.Fixed, ID: account.FieldMail, Label: "機關承辦人電子郵件", Value: u.Mail, Hints: []string{"已驗證的機關信箱。"}},
		}},
		{Kind: kit.Group, ID: "account", Label: "帳號資訊", Fields: []kit.Field{
			{Kind: kit.Text, ID: account.FieldLogin, Label: "機關承辦人帳號", Value: u.Details.Login, Autocomplete: "username", Width: kit.Medium,
				Hints: []string{"帳號不可以使用身分證字號，英數混合最少 5 碼。"}},
			password,
			{Kind: kit.Password, ID: onboarding.FieldPasswordAgain, Label: "再次確認密碼", Autocomplete: "new-password", Width: kit.Medium},
		}},
	}, Buttons: []kit.Button{{Text: "填寫介接申請單", Name: nextName, Value: toApplication}, {Text: "申請主管機關帳號", Name: nextName, Value: toAuthority}}}}
	return &page, nil
}

func (s *Server) signUpDetails(w http.ResponseWriter, r *http.Request, v *visit, u onboarding.SignUp) error {
	if len(u.Numbers) > 0 {
		return s.redirect(w, r, "", "/signup/done")
	}
	page, err := s.newSignUpDetails(r, v, u)
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "signup_details", page)
}

// signUpDetailsPost keeps what was typed, and goes on to the application or, for
// an authority, sends everything (A5).
func (s *Server) signUpDetailsPost(w http.ResponseWriter, r *http.Request, v *visit, u onboarding.SignUp) error {
	if err := parseOnly(r, detailNames...); err != nil {
		return err
	}
	if len(u.Numbers) > 0 {
		return s.redirect(w, r, "", "/signup/done")
	}
	post := r.PostForm
	authority := post.Get(nextName) == toAuthority
	u, err := s.Portal.SaveSignUp(r.Context(), u, onboarding.SignUpDetails{
		Details:  account.Details{Name: post.Get(account.FieldName), Phone: post.Get(account.FieldPhone), Login: post.Get(account.FieldLogin)},
		Proposal: casefile.Proposal{Name: post.Get(onboarding.FieldOrganisation), Sector: post.Get(onboarding.FieldSector), AuthorityID: post.Get(onboarding.FieldAuthority)},
		Kind:     post.Get(onboarding.FieldKind), Private: post.Get(onboarding.FieldPrivate),
		Password: post.Get(onboarding.FieldPassword), Again: post.Get(onboarding.FieldPasswordAgain), Authority: authority})
	switch {
	case fault.Is(err, fault.Invalid):
		page, pageErr := s.newSignUpDetails(r, v, u)
		if pageErr != nil {
			return pageErr
		}
		page.Faults = fault.FieldsOf(err)
		kit.Mark(page.Form.Fields, page.Faults)
		return s.kit.Page(w, r, http.StatusUnprocessableEntity, "signup_details", page)
	case err != nil:
		return err
	case !authority:
		return s.redirect(w, r, "「機關單位基本資料」已儲存。", "/signup/application")
	}
	if _, err := s.Portal.SendAuthority(r.Context(), u); err != nil {
		return err
	}
	return s.redirect(w, r, "", "/signup/done")
}

// signUpDonePage is templates/page/signup_done.html.
type signUpDonePage struct {
	kit.Page
	Done kit.Done
}

func (s *Server) signUpDone(w http.ResponseWriter, r *http.Request, v *visit, u onboarding.SignUp) error {
	if len(u.Numbers) == 0 {
		return s.redirect(w, r, "", "/signup/details")
	}
	page := signUpDonePage{Page: s.signUpFrame(v, "申請已送出"), Done: kit.Done{Label: "申請單號", Numbers: u.Numbers,
		Next:  []string{"維運團隊審核您的帳號，結果寄到「" + u.Mail + "」。", "收到「後臺帳號審核通過」後，以您設定的帳號、密碼登入，並綁定驗證器 APP。"},
		Links: []kit.Link{{Text: "登入後臺", Href: "/signin"}}}}
	if len(u.Numbers) > 1 {
		page.Done.Next = append(page.Done.Next, "介接申請單 "+u.Numbers[1]+" 等候帳號審核：通過後自動開始審核，登入後可在「資料申請」查看進度；帳號未通過時一併結束。")
	}
	return s.kit.Page(w, r, http.StatusOK, "signup_done", &page)
}
