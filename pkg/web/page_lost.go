package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// lostFactorPage is templates/page/lost.html: what somebody can do whose
// authenticator is gone (A15). Recovery codes come first.
type lostFactorPage struct {
	kit.Page
	Recovery *kit.Form // none where no codes are left
	Lines    []string
	Ask      kit.Form
}

const (
	actRecover = "recover"
	actAsk     = "ask"
)

// mailedID keeps the mailed code's control apart from the recovery code's.
const mailedID = "mailed-code"

func (s *Server) newLost(v *visit, role account.Role, lost onboarding.Lost) *lostFactorPage {
	reviewer := rebindReviewer(role)
	page := &lostFactorPage{Page: s.frame(v, "遺失驗證器", kit.Link{Text: codeTitle, Href: "/signin/code"}),
		Ask: kit.Form{Action: "/signin/lost", Cancel: kit.Link{Text: "回登入頁", Href: "/signin"}}}
	page.Narrow = true
	page.Trail = []kit.Link{{Text: codeTitle, Href: "/signin/code"}}
	if lost.Codes > 0 {
		page.Recovery = &kit.Form{Action: "/signin/lost", Fields: []kit.Field{recoveryField()},
			Buttons: []kit.Button{{Text: "以備用驗證碼重新綁定", Name: actName, Value: actRecover}}}
	}
	switch {
	case lost.Proved:
		page.Lines = []string{"信箱已確認。送出後，" + reviewer + "會審核並可能與貴機關聯絡；您與承辦人都會收到通知。審核通過前，原驗證器仍然有效。"}
		page.Ask.Buttons = []kit.Button{{Text: "申請重新綁定", Name: actName, Value: actAsk}}
	case lost.Typing:
		page.Lines = []string{"驗證碼已寄到您帳號的電子郵件信箱，請輸入信件中的 8 位數字。"}
		field := mailedField()
		field.ID = mailedID
		page.Ask.Fields = []kit.Field{field}
		page.Ask.Buttons = []kit.Button{{Text: "確認信箱", Name: actName, Value: actProve}, {Text: "重新寄送驗證碼", Name: actName, Value: actSend, Look: kit.Secondary}}
	default:
		page.Lines = []string{"沒有備用驗證碼時，可以向" + reviewer + "申請重新綁定。請先確認信箱。"}
		page.Ask.Buttons = []kit.Button{{Text: "寄送驗證碼到信箱", Name: actName, Value: actSend}}
	}
	if page.Recovery != nil { // one of the two comes first
		second := page.Ask.Buttons
		if lost.Proved || lost.Typing {
			second = page.Recovery.Buttons
		}
		second[0].Look = kit.Secondary
	}
	return page
}

// rebindReviewer is who decides about another authenticator: nobody of the
// person's own organisation (C10).
func rebindReviewer(role account.Role) string {
	if role == account.Ops {
		return "數位發展部"
	}
	return "維運團隊"
}

func (s *Server) lostFactor(w http.ResponseWriter, r *http.Request, v *visit) error {
	_, page, err := s.losing(r, v)
	if fault.Is(err, fault.Conflict) {
		return s.redirect(w, r, "", "/signin/bind")
	}
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "lost", page)
}

func (s *Server) losing(r *http.Request, v *visit) (onboarding.Door, *lostFactorPage, error) {
	door, err := s.half(r)
	if err != nil {
		return door, nil, err
	}
	lost, err := s.Portal.Lost(r.Context(), door)
	return door, s.newLost(v, door.Account.Role, lost), err
}

func (s *Server) lostFactorPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, actName, onboarding.FieldCode, mailedID); err != nil {
		return err
	}
	door, page, err := s.losing(r, v)
	if err != nil {
		return err
	}
	ctx, banner, next := r.Context(), "", "/signin/lost"
	switch act := r.PostForm.Get(actName); {
	case act == actRecover && page.Recovery != nil:
		if page.Faults = blanks(page.Recovery.Fields, r); len(page.Faults) == 0 {
			err = s.Portal.Recover(ctx, door, r.PostForm.Get(onboarding.FieldCode))
			banner, next = "備用驗證碼已使用，請綁定新的驗證器。", "/signin/bind"
		}
	case act == actProve:
		if page.Faults = blanks(page.Ask.Fields, r); len(page.Faults) == 0 {
			err = s.Portal.ProveMailbox(ctx, door, r.PostForm.Get(mailedID))
		}
	case act == actSend:
		err = s.Portal.SendCode(ctx, door, account.ToProve)
	case act == actAsk:
		var number string
		number, err = s.Portal.AskRebind(ctx, door)
		banner, next = "申請單 "+number+" 已送出。"+rebindReviewer(door.Account.Role)+"審核通過後，會寄信通知您重新登入並綁定驗證器。", "/signin"
	default:
		return fault.New(fault.Invalid, "送出的內容有這一頁沒有的欄位，請重新開啟這一頁再試。")
	}
	if err == nil && len(page.Faults) == 0 {
		return s.redirect(w, r, banner, next)
	}
	if err != nil {
		if page.Faults = codeFaults(err); page.Faults == nil {
			return err
		}
		page.place(r.PostForm.Get(actName))
	}
	if page.Recovery != nil {
		kit.Mark(page.Recovery.Fields, page.Faults)
	}
	kit.Mark(page.Ask.Fields, page.Faults)
	return s.kit.Page(w, r, refusalStatus(err), "lost", page)
}

// place moves faults of a code to the control they are about.
func (p *lostFactorPage) place(act string) {
	if act == actRecover {
		return
	}
	key := mailedID
	if len(p.Ask.Fields) == 0 {
		key = ""
	}
	for i := range p.Faults {
		p.Faults[i].Key, p.Faults[i].Control = key, key
	}
}
