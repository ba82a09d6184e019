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

// keyForm is what a form key of ours looks like: see Config.NewID.
var keyForm = regexp.MustCompile(`^[a-z2-7]{26}$`)

// newServiceNew asks for the application type, on the page of one of them.
func (s *Server) newServiceNew(v *visit, t paperType, key string) *serviceNewPage {
	return &serviceNewPage{Page: s.frame(v, t.begin, t.list),
		Form: kit.Form{Action: t.list.Href + "/new", Key: key, Buttons: []kit.Button{{Text: "開始填寫"}}, Cancel: kit.Link{Text: "取消", Href: t.list.Href},
			Fields: []kit.Field{paperField(t.value)}}}
}

// beginPaper is the page that begins an application of some type, though another
// can be chosen on it.
func beginPaper(of string) handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request, v *visit) error {
		t, _ := typeNamed(of)
		return s.kit.Page(w, r, http.StatusOK, "service_new", s.newServiceNew(v, t, s.NewID()))
	}
}

// beginPaperPost makes a draft whose id is the form's key: pressed twice, it makes
// one (trust 8).
func beginPaperPost(of string) handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request, v *visit) error {
		if err := parseOnly(r, kit.FormKey, paperName); err != nil {
			return err
		}
		on, _ := typeNamed(of)
		key := r.PostForm.Get(kit.FormKey)
		if !keyForm.MatchString(key) {
			return fault.New(fault.Invalid, "這個表單不完整，請重新開啟「"+on.begin+"」。")
		}
		chosen, ok := typeNamed(r.PostForm.Get(paperName))
		if !ok {
			page := s.newServiceNew(v, on, key)
			page.Faults = []fault.Field{paperFault()}
			kit.Mark(page.Form.Fields, page.Faults)
			return s.kit.Page(w, r, http.StatusUnprocessableEntity, "service_new", page)
		}
		draft, err := s.Portal.NewDraft(r.Context(), v.actor, key, chosen.kind)
		if err != nil {
			return err
		}
		return s.redirect(w, r, "已建立草稿，填寫的內容會自動儲存。", "/drafts", draft.ID)
	}
}
