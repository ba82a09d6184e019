package web

import (
	"fmt"
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// maintenancePage is templates/page/maintenance.html: the maintenance windows of
// a service (D11, fig. 22).
type maintenancePage struct {
	kit.Page
	Notes   []string
	Table   kit.Table
	Removes []kit.Form
	Form    kit.Form
}

// maintenanceNotes are the manual's two.
var maintenanceNotes = []string{"註1：系統將於指定時間切換維護狀態，並將自動發信。", "註2：維護期間不跑可下載性排程。"}

const removedQuery = "window"

// ownService loads a service that the visitor may work on: see mayUse.
func (s *Server) ownService(r *http.Request, v *visit, act account.Act) (service.Service, []service.Revision, error) {
	sv, revisions, err := s.Store.Service(r.Context(), r.PathValue("id"))
	if err == nil {
		err = v.mayUse(sv, act)
	}
	return sv, revisions, err
}

// mayUse refuses a service that the visitor may not work on: for others it does
// not exist.
func (v *visit) mayUse(sv service.Service, act account.Act) error {
	if sv.ID == "" || sv.Step == service.Deleted {
		return fault.New(fault.NotFound, "")
	}
	return account.May(v.actor, act, account.Object{OrganisationID: sv.OrganisationID, AuthorityID: sv.AuthorityID})
}

// serviceFrame is the layout of a page below a service's own.
func (s *Server) serviceFrame(v *visit, sv service.Service, title string) kit.Page {
	p := s.frame(v, title, kit.Link{Text: "線上服務列表", Href: "/services"}, kit.Link{Text: "編輯線上服務", Href: servicePath(sv)})
	p.Caption, p.State, p.Area = sv.Name, kit.State(sv.StateAt(s.Now()).Label()), areaOf(sv)
	return p
}

func servicePath(sv service.Service) string { return "/services/" + sv.ID }

func (s *Server) maintenance(w http.ResponseWriter, r *http.Request, v *visit) error {
	sv, _, err := s.ownService(r, v, account.Apply)
	if err != nil {
		return err
	}
	return s.showMaintenance(w, r, v, sv, nil, http.StatusOK)
}

func (s *Server) showMaintenance(w http.ResponseWriter, r *http.Request, v *visit, sv service.Service, faults []fault.Field, status int) error {
	path := servicePath(sv) + "/maintenance"
	page := maintenancePage{Page: s.serviceFrame(v, sv, "服務維護時間"), Notes: maintenanceNotes, Table: kit.Table{ID: "windows", Caption: "已設定的維護時間",
		Empty: kit.Empty{Text: "尚未設定維護時間。"}, Columns: []kit.Column{{Label: "項次", Number: true}, {Label: "維護起訖時間", Header: true}, {Label: "維護設定"}, {Label: "下一次"}}}}
	for i, u := range sv.Upkeep {
		next := kit.Cell{Text: "已結束", Whole: true}
		if span, ok := u.Next(s.Now()); ok {
			next.Text, next.Hint = calendar.Minute(span.Start), "至 "+calendar.Minute(span.End)
		}
		page.Table.Rows = append(page.Table.Rows, kit.TableRow{Cells: []kit.Cell{{Text: fmt.Sprint(i + 1)}, {Text: u.String(), Whole: true}, {Text: u.Repeat.Label()}, next}})
		page.Removes = append(page.Removes, kit.Form{Action: path + "/remove", Hidden: []kit.Hidden{{Name: removedQuery, Value: u.ID}},
			Buttons: []kit.Button{{Text: fmt.Sprintf("移除第 %d 項", i+1), Hidden: u.String(), Look: kit.Secondary}}})
	}
	page.Form = kit.Form{Action: path, Fields: maintenanceFields(r.PostForm.Get), Buttons: []kit.Button{{Text: "保存"}}, Cancel: kit.Link{Text: "取消", Href: servicePath(sv)}}
	page.Faults = faults
	kit.Mark(page.Form.Fields, faults)
	return s.kit.Page(w, r, status, "maintenance", &page)
}

// maintenanceFields ask for one more window.
func maintenanceFields(typed func(string) string) []kit.Field {
	day := func(id, label string) kit.Field {
		return kit.Field{Kind: kit.Date, ID: id, Label: label, Value: typed(id)}
	}
	clock := func(id, label string) kit.Field {
		return kit.Field{Kind: kit.Text, ID: id, Label: label, Value: typed(id), Example: "22:30", Width: kit.Short, Autocomplete: "off"}
	}
	choice := func(id, label string, options []kit.Option) kit.Field {
		for i := range options {
			options[i].Chosen = options[i].Value == typed(id)
		}
		return kit.Field{Kind: kit.Select, ID: id, Label: label, Options: options}
	}
	weekdays, monthdays := []kit.Option{{Label: "請選擇"}}, []kit.Option{{Label: "請選擇"}}
	for n := range 7 {
		weekdays = append(weekdays, kit.Option{Value: fmt.Sprint(n), Label: service.WeekdayLabel(n)})
	}
	for n := range 31 {
		monthdays = append(monthdays, kit.Option{Value: fmt.Sprint(n + 1), Label: fmt.Sprintf("%d 日", n+1)})
	}
	then := map[service.Repeat][]kit.Field{
		service.Once:    {day(onboarding.FieldStartDay, "起日"), clock(onboarding.FieldStartTime, "起時"), day(onboarding.FieldEndDay, "迄日"), clock(onboarding.FieldEndTime, "迄時")},
		service.Weekly:  {choice(onboarding.FieldWeekday, "每星期", weekdays), clock(onboarding.FieldWeeklyFrom, "起時"), clock(onboarding.FieldWeeklyTo, "迄時")},
		service.Monthly: {choice(onboarding.FieldMonthday, "每月日", monthdays), clock(onboarding.FieldMonthlyFrom, "起時"), clock(onboarding.FieldMonthlyTo, "迄時")},
	}
	repeat := kit.Field{Kind: kit.Radios, ID: onboarding.FieldRepeat, Label: "維護設定", Hints: []string{"時間為臺北時間。迄時不晚於起時，表示到次日；沒有該日的月份，以當月最後一日為準。"}}
	for _, choice := range service.Repeats() {
		repeat.Options = append(repeat.Options, kit.Option{Value: string(choice), Label: choice.Label(), Chosen: typed(onboarding.FieldRepeat) == string(choice), Then: then[choice]})
	}
	return []kit.Field{repeat}
}

// maintenancePost stores one more window, without a review.
func (s *Server) maintenancePost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, onboarding.MaintenanceFields()...); err != nil {
		return err
	}
	err := s.Portal.AddMaintenance(r.Context(), v.actor, r.PathValue("id"), r.PostForm.Get)
	if faults := fault.FieldsOf(err); len(faults) > 0 {
		sv, _, err := s.ownService(r, v, account.Apply)
		if err != nil {
			return err
		}
		return s.showMaintenance(w, r, v, sv, faults, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	return s.redirect(w, r, "維護時間已保存。", "/services", r.PathValue("id"), "maintenance")
}

// maintenanceRemove takes one back.
func (s *Server) maintenanceRemove(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, removedQuery); err != nil {
		return err
	}
	if err := s.Portal.RemoveMaintenance(r.Context(), v.actor, r.PathValue("id"), r.PostForm.Get(removedQuery)); err != nil {
		return err
	}
	return s.redirect(w, r, "維護時間已移除。", "/services", r.PathValue("id"), "maintenance")
}
