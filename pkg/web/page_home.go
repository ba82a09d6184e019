package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// homePage is templates/page/home.html.
type homePage struct {
	kit.Page
	Ways []kit.Notice
}

func (s *Server) home(w http.ResponseWriter, r *http.Request, v *visit) error {
	page := homePage{Page: s.frame(v, home.Text)}
	if v.actor.Role.Applicant() {
		page.Ways = []kit.Notice{
			{Title: "申請新的介接服務", Lines: []string{"填寫服務提供者申請單，草稿會自動保存。"}, Links: []kit.Link{{Text: "新增線上服務", Href: "/services/new"}, {Text: "草稿", Href: "/drafts"}}},
			{Title: "查看申請進度", Lines: []string{"每一份申請單目前在哪個單位、審核意見與接下來的步驟。"}, Links: []kit.Link{{Text: "資料申請", Href: "/cases"}}},
		}
	} else {
		page.Ways = []kit.Notice{{Title: "待我審核", Lines: []string{"等候貴單位審核的申請單，等候最久的排在最前面。"}, Links: []kit.Link{{Text: "前往資料審核", Href: "/cases"}}}}
	}
	return s.kit.Page(w, r, http.StatusOK, "home", &page)
}
