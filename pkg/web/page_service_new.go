package web

import (
	"net/http"
	"regexp"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// serviceNewPage is templates/page/service_new.html.
type serviceNewPage struct {
	kit.Page
	Form kit.Form
}

const (
	paperName       = "application"
	serviceProvider = "service"
)

// keyForm is what a form key of ours looks like: see Config.NewID.
var keyForm = regexp.MustCompile(`^[a-z2-7]{26}$`)

func (s *Server) newServiceNew(v *visit, key string) *serviceNewPage {
	return &serviceNewPage{Page: s.frame(v, "新增線上服務", kit.Link{Text: "線上服務列表", Href: "/services"}),
		Form: kit.Form{Action: "/services/new", Key: key, Buttons: []kit.Button{{Text: "開始填寫"}}, Cancel: kit.Link{Text: "取消", Href: "/services"},
			Fields: []kit.Field{paperField()}}}
}

// paperField asks for the application type (fig. 7).
func paperField() kit.Field {
	return kit.Field{Kind: kit.Radios, ID: paperName, Label: "申請類型", Options: []kit.Option{
		{Value: serviceProvider, Label: "服務提供者申請單", Hint: "貴機關的線上服務經民眾同意，向 MyData 取用個人資料。", Chosen: true}}}
}

func paperFault() fault.Field {
	return fault.Field{Key: paperName, Control: paperName + "-" + serviceProvider, Message: "請選擇申請類型。"}
}

func (s *Server) serviceNew(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.kit.Page(w, r, http.StatusOK, "service_new", s.newServiceNew(v, s.NewID()))
}

// serviceNewPost makes a draft whose id is the form's key: pressed twice, it
// makes one (trust 8).
func (s *Server) serviceNewPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, kit.FormKey, paperName); err != nil {
		return err
	}
	key := r.PostForm.Get(kit.FormKey)
	if !keyForm.MatchString(key) {
		return fault.New(fault.Invalid, "這個表單不完整，請重新開啟「新增線上服務」。")
	}
	if r.PostForm.Get(paperName) != serviceProvider {
		page := s.newServiceNew(v, key)
		page.Faults = []fault.Field{paperFault()}
		kit.Mark(page.Form.Fields, page.Faults)
		return s.kit.Page(w, r, http.StatusUnprocessableEntity, "service_new", page)
	}
	draft, err := s.Portal.NewDraft(r.Context(), v.actor, key)
	if err != nil {
		return err
	}
	return s.redirect(w, r, "已建立草稿，填寫的內容會自動儲存。", "/drafts", draft.ID)
}
