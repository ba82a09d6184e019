package web

import (
	"net/http"
	"strconv"

	"mydata.nat.gov.tw/portal/pkg/environment"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// hostsPage is templates/page/environment_hosts.html, on which ops edits the
// hosts and addresses of both areas.
type hostsPage struct {
	kit.Page
	Form kit.Form
}

// newHosts shows what was typed, over the version seen.
func (s *Server) newHosts(v *visit, seen int, test, production string) *hostsPage {
	area := func(id string, a kit.Area, typed string) kit.Field {
		return kit.Field{Kind: kit.TextArea, ID: id, Label: a.Label() + "主機與網址", Lines: 8, Value: typed,
			Hints: []string{"每行一項，先寫名稱，再寫主機、網址或 IP，中間以冒號分開。"}, Example: "平臺前臺：mydata.nat.gov.tw"}
	}
	return &hostsPage{Page: s.frame(v, "編輯主機與網址", environmentLink), Form: kit.Form{Action: environmentPath + "/hosts",
		Hidden:  []kit.Hidden{{Name: seenName, Value: strconv.Itoa(seen)}},
		Fields:  []kit.Field{area(onboarding.FieldTestHosts, kit.TestArea, test), area(onboarding.FieldProductionHosts, kit.ProductionArea, production)},
		Buttons: []kit.Button{{Text: "儲存並公佈"}}, Cancel: kit.Link{Text: "取消", Href: environmentPath}}}
}

func (s *Server) hosts(w http.ResponseWriter, r *http.Request, v *visit) error {
	sheet, err := s.Store.Environment(r.Context())
	if err != nil {
		return err
	}
	page := s.newHosts(v, sheet.Version, environment.TypedHosts(sheet.Test), environment.TypedHosts(sheet.Production))
	return s.kit.Page(w, r, http.StatusOK, "environment_hosts", page)
}

func (s *Server) hostsPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, seenName, onboarding.FieldTestHosts, onboarding.FieldProductionHosts); err != nil {
		return err
	}
	seen, err := strconv.Atoi(r.PostForm.Get(seenName))
	if err != nil {
		return fault.New(fault.Invalid, "這個表單不完整，請重新開啟「編輯主機與網址」。")
	}
	test, production := r.PostForm.Get(onboarding.FieldTestHosts), r.PostForm.Get(onboarding.FieldProductionHosts)
	err = s.Portal.EditHosts(r.Context(), v.actor, seen, test, production)
	if err == nil {
		return s.redirect(w, r, "主機與網址已公佈。", environmentPath)
	}
	if len(fault.FieldsOf(err)) == 0 {
		return err
	}
	page := s.newHosts(v, seen, test, production)
	page.Faults = fault.FieldsOf(err)
	kit.Mark(page.Form.Fields, page.Faults)
	return s.kit.Page(w, r, http.StatusUnprocessableEntity, "environment_hosts", page)
}
