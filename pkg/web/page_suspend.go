package web

import (
	"context"
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// suspendPage is templates/page/suspend.html: a suspension, or its end, is asked
// by one person of the ministry and confirmed by another (F11).
type suspendPage struct {
	kit.Page
	Confirm kit.Confirm
	Drop    *kit.Form // takes back what was asked for
}

// haltLook is the button's: only what stops a service is dangerous.
func haltLook(lifts bool) kit.Look {
	if lifts {
		return ""
	}
	return kit.Danger
}

// haltWords is what asking and confirming are called.
func haltWords(lifts bool) string {
	if lifts {
		return "解除暫停"
	}
	return "暫停介接"
}

func (s *Server) suspend(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showSuspend(w, r, v, nil, http.StatusOK)
}

func (s *Server) showSuspend(w http.ResponseWriter, r *http.Request, v *visit, faults []fault.Field, status int) error {
	sv, _, err := s.Store.Service(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	e, ok := sv.HaltNext(s.Now())
	if !ok {
		return fault.New(fault.Conflict, "這項服務目前不能暫停介接。")
	}
	h, path, lifts := sv.HaltAsked, servicePath(sv)+"/suspend", e == service.Lifted
	page := suspendPage{Page: s.serviceFrame(v, sv, haltWords(lifts)), Confirm: kit.Confirm{
		Object:  []kit.SummaryRow{{Label: "機關(構)名稱", Answer: kit.Answer{Text: sv.OrganisationName}}, {Label: "服務名稱", Answer: kit.Answer{Text: sv.Name}}, {Label: "辦理項目", Answer: kit.Answer{Text: haltWords(lifts)}}},
		Effects: haltEffects(lifts)}}
	switch {
	case h.IsZero():
		page.Confirm.Form = kit.Form{Action: path, Fields: []kit.Field{{Kind: kit.TextArea, ID: onboarding.FieldReason, Label: "原因", Lines: 4,
			Value: r.PostForm.Get(onboarding.FieldReason), Hints: []string{"承辦人、主管機關與維運團隊會在通知信看到原因。"}}},
			Buttons: []kit.Button{{Text: "提出" + haltWords(lifts), Look: haltLook(lifts)}}, Cancel: kit.Link{Text: "取消", Href: servicePath(sv)}}
	default:
		page.Confirm.Object = append(page.Confirm.Object, kit.SummaryRow{Label: "原因", Answer: kit.Answer{Text: h.Reason}},
			kit.SummaryRow{Label: "提出", Answer: kit.Answer{Text: h.Asker + " " + calendar.Minute(h.Asked)}})
		page.Drop = &kit.Form{Action: path + "/drop", Buttons: []kit.Button{{Text: "取消這次提出", Look: kit.Secondary}}}
		page.Confirm.Form = kit.Form{Action: path + "/confirm", Buttons: []kit.Button{{Text: "確定" + haltWords(lifts), Look: haltLook(lifts)}},
			Cancel: kit.Link{Text: "返回", Href: servicePath(sv)}}
		if h.AskedBy == v.actor.AccountID {
			page.Confirm.Effects = append([]string{"已由您提出，等候數位發展部另一位同仁確認；確認後才生效。"}, page.Confirm.Effects...)
			page.Confirm.Form.Buttons = nil
		}
	}
	page.Faults = faults
	kit.Mark(page.Confirm.Form.Fields, faults)
	return s.kit.Page(w, r, status, "suspend", &page)
}

func haltEffects(lifts bool) []string {
	if lifts {
		return []string{"由另一位同仁確認後生效。", "服務狀態與防火牆規則回到此時應有的樣子。", "通知承辦人、主管機關與維運團隊。"}
	}
	return []string{"由另一位同仁確認後生效。", "兩區的防火牆規則立即關閉，服務狀態為暫停。", "審核中的申請不受影響。", "通知承辦人、主管機關與維運團隊。"}
}

// suspendPost asks for it.
func (s *Server) suspendPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, onboarding.FieldReason); err != nil {
		return err
	}
	err := s.Portal.AskHalt(r.Context(), v.actor, r.PathValue("id"), r.PostForm.Get(onboarding.FieldReason))
	if faults := fault.FieldsOf(err); len(faults) > 0 {
		return s.showSuspend(w, r, v, faults, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	return s.redirect(w, r, "已提出，等候另一位同仁確認。", "/services", r.PathValue("id"), "suspend")
}

// suspendConfirm puts into effect what another has asked for.
func (s *Server) suspendConfirm(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.settleHalt(w, r, v, s.Portal.ConfirmHalt, "已生效，並已通知承辦人、主管機關與維運團隊。")
}

// suspendDrop takes it back.
func (s *Server) suspendDrop(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.settleHalt(w, r, v, s.Portal.DropHalt, "已取消。")
}

func (s *Server) settleHalt(w http.ResponseWriter, r *http.Request, v *visit, act func(context.Context, account.Actor, string) error, done string) error {
	if err := parseOnly(r); err != nil {
		return err
	}
	if err := act(r.Context(), v.actor, r.PathValue("id")); err != nil {
		return err
	}
	return s.redirect(w, r, done, "/services", r.PathValue("id"))
}
