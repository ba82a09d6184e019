package web

import (
	"net/http"
	"strconv"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

var lockNames = map[onboarding.LockKind]string{
	onboarding.PasswordLock: "密碼", onboarding.CodeLock: "驗證碼", onboarding.RecoveryLock: "備用驗證碼",
}

// locksPage is templates/page/account_locks.html: what is counted against an
// account (trust 12).
type locksPage struct {
	kit.Page
	Table kit.Table
	Form  *kit.Form
}

// accountLocks shows the counts, and lets ops end them.
func (s *Server) accountLocks(w http.ResponseWriter, r *http.Request, v *visit) error {
	a, err := whoseOf(v)
	if err != nil {
		return err
	}
	locks, err := s.Portal.Locks(r.Context(), v.actor, a)
	if err != nil {
		return err
	}
	path := "/accounts/" + a.ID
	page := locksPage{Page: s.frame(v, "登入鎖定", accountsLink, kit.Link{Text: "編輯帳號", Href: path}), Table: kit.Table{ID: "locks", Caption: "嘗試次數",
		Empty: kit.Empty{Text: "目前沒有失敗的嘗試。"},
		Columns: []kit.Column{{Label: "項目", Header: true}, {Label: "瀏覽器"}, {Label: "本次次數", Number: true}, {Label: "連續失敗", Number: true},
			{Label: "狀態"}, {Label: "重新計算時間"}}}}
	page.Caption = a.Login
	for _, l := range locks {
		until := "—"
		if !l.Until.IsZero() {
			until = calendar.Minute(l.Until)
		}
		page.Table.Rows = append(page.Table.Rows, kit.TableRow{Cells: []kit.Cell{{Text: lockNames[l.What]}, {Text: browserOf(l)},
			{Text: strconv.Itoa(l.Tries)}, {Text: strconv.Itoa(l.Row)}, {Text: lockState(l)}, {Text: until, Whole: true}}})
	}
	if len(locks) > 0 {
		page.Form = &kit.Form{Action: path + "/locks", Buttons: []kit.Button{{Text: "解除鎖定"}}, Cancel: kit.Link{Text: "回編輯帳號", Href: path}}
	}
	return s.kit.Page(w, r, http.StatusOK, "account_locks", &page)
}

func browserOf(l onboarding.Lock) string {
	if l.Known {
		return "曾登入的瀏覽器"
	}
	return "其他"
}

func lockState(l onboarding.Lock) string {
	if l.Closed() {
		return "鎖定中"
	}
	return "計數中"
}

// accountLocksPost lifts them, which the account's history keeps.
func (s *Server) accountLocksPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r); err != nil {
		return err
	}
	if err := s.Portal.LiftLocks(r.Context(), v.actor, r.PathValue("id")); err != nil {
		return err
	}
	return s.redirect(w, r, "登入鎖定已解除。", "/accounts", r.PathValue("id"), "locks")
}
