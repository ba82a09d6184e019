package web

import (
	"net/http"
	"strconv"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// mePage is templates/page/me.html: a person's own access (A7, A14, A15).
type mePage struct {
	kit.Page
	Rows     []kit.SummaryRow
	Weak     *kit.Notice // signed in without the authenticator: nothing can be changed
	Password *kit.Form
	Factor   []string
	Recovery *kit.Form
	Sessions kit.Table
}

// renewID keeps the code's control of the second form apart from the first's.
const renewID = "renew-code"

// sessionName names the session to be ended.
const sessionName = "session"

func (s *Server) newMe(v *visit, self onboarding.Self) *mePage {
	a := v.door.Account
	page := &mePage{Page: s.frame(v, "我的帳號"), Rows: []kit.SummaryRow{
		{Label: "帳號", Answer: kit.Answer{Text: a.Login}}, {Label: "姓名", Answer: kit.Answer{Text: a.Name}},
		{Label: "電子信箱", Answer: kit.Answer{Text: a.Mail}, Warnings: unreachedNotice(a).Lines}, {Label: "電話", Answer: kit.Answer{Text: a.Phone}}}}
	if err := account.Attempt(v.actor, account.ManageSelf); err != nil {
		page.Weak = &kit.Notice{Title: fault.MessageOf(err), Warning: true}
	} else {
		page.Password = &kit.Form{Action: "/me/password", Buttons: []kit.Button{{Text: "變更密碼"}}, Fields: append([]kit.Field{
			{Kind: kit.Password, ID: onboarding.FieldCurrent, Label: "目前的密碼", Autocomplete: "current-password", Width: kit.Medium}},
			append(newPasswordFields(), codeField())...)}
		renew := codeField()
		renew.ID = renewID
		page.Recovery = &kit.Form{Action: "/me/recovery", Fields: []kit.Field{renew}, Buttons: []kit.Button{{Text: "重新產生備用驗證碼", Look: kit.Secondary}}}
	}
	page.Factor = []string{"驗證器於 " + calendar.Minute(a.FactorSince) + " 綁定。", "備用驗證碼尚有 " + strconv.Itoa(self.Codes) + " 組" + made(self) + "。",
		"更換手機或遺失驗證器時，請登出後重新登入，於驗證碼頁選擇「遺失驗證器」。"}
	page.list(v, self)
	return page
}

func made(self onboarding.Self) string {
	if self.Made.IsZero() {
		return ""
	}
	return "，於 " + calendar.Minute(self.Made) + " 產生"
}

// levels are how sessions were opened.
var levels = map[account.Level]string{account.LevelTOTP: "驗證器", account.LevelMail: "E-mail 驗證碼或備用驗證碼"}

// list shows the sessions, each other one with what ends it.
func (p *mePage) list(v *visit, self onboarding.Self) {
	p.Sessions = kit.Table{ID: "sessions", Caption: "登入中的裝置", Columns: []kit.Column{{Label: "項次", Header: true}, {Label: "瀏覽器"}, {Label: "登入方式"}, {Label: "登入時間"}, {Label: "最近使用"}, {Label: "操作"}}}
	for n, session := range self.Sessions {
		item, act := strconv.Itoa(n+1), kit.Cell{Text: "目前使用的裝置"}
		if session.Hash != v.door.Session.Hash {
			act = kit.Cell{Form: &kit.Form{Action: "/me/sessions", Hidden: []kit.Hidden{{Name: sessionName, Value: session.Hash}},
				Buttons: []kit.Button{{Text: "登出裝置 " + item, Look: kit.Secondary}}}}
		}
		p.Sessions.Rows = append(p.Sessions.Rows, kit.TableRow{Cells: []kit.Cell{{Text: item}, {Text: browserName(session.Browser)}, {Text: levels[session.Level]},
			{Text: calendar.Minute(session.Opened), Whole: true}, {Text: calendar.Minute(session.Seen), Whole: true}, act}})
	}
}

func (s *Server) me(w http.ResponseWriter, r *http.Request, v *visit) error {
	self, err := s.Portal.Self(r.Context(), v.door)
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "me", s.newMe(v, self))
}

// mePassword changes the password; every other session ends with it.
func (s *Server) mePassword(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, onboarding.FieldCurrent, onboarding.FieldPassword, onboarding.FieldPasswordAgain, onboarding.FieldCode); err != nil {
		return err
	}
	post := r.PostForm
	ticket, err := s.Portal.ChangePassword(r.Context(), v.door, onboarding.Change{Current: post.Get(onboarding.FieldCurrent), Code: post.Get(onboarding.FieldCode),
		Password: post.Get(onboarding.FieldPassword), Again: post.Get(onboarding.FieldPasswordAgain)}, visitOf(r))
	if err == nil {
		setTicket(w, ticket)
		return s.redirect(w, r, "密碼已變更，其他裝置已登出。", "/me")
	}
	return s.meAgain(w, r, v, err, codeFaults(err), func(p *mePage) []kit.Field { return p.Password.Fields })
}

// meRecovery voids the recovery codes and shows others, this once.
func (s *Server) meRecovery(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, renewID); err != nil {
		return err
	}
	codes, err := s.Portal.RenewRecovery(r.Context(), v.door, r.PostForm.Get(renewID))
	if err == nil {
		return s.showRecovery(w, r, v, codes, kit.Link{Text: "回我的帳號", Href: "/me"})
	}
	faults := codeFaults(err)
	for i := range faults {
		faults[i].Key, faults[i].Control = renewID, renewID
	}
	return s.meAgain(w, r, v, err, faults, func(p *mePage) []kit.Field { return p.Recovery.Fields })
}

// meAgain shows the page with what was wrong in one of its forms.
func (s *Server) meAgain(w http.ResponseWriter, r *http.Request, v *visit, err error, faults []fault.Field, at func(*mePage) []kit.Field) error {
	if faults == nil {
		return err
	}
	self, loadErr := s.Portal.Self(r.Context(), v.door)
	if loadErr != nil {
		return loadErr
	}
	page := s.newMe(v, self)
	page.Faults = faults
	kit.Mark(at(page), faults)
	return s.kit.Page(w, r, refusalStatus(err), "me", page)
}

// meSession ends one of the person's sessions (A14).
func (s *Server) meSession(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, sessionName); err != nil {
		return err
	}
	if err := s.Portal.EndSession(r.Context(), v.door, r.PostForm.Get(sessionName)); err != nil {
		return err
	}
	return s.redirect(w, r, "該裝置已登出。", "/me")
}
