package web

import (
	"net/http"
	"slices"
	"strconv"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// credentialsPage is templates/page/credentials.html: who has taken the
// client_secret of each area, and a new one for the asking (D13).
type credentialsPage struct {
	kit.Page
	Words []string
	Areas []credentialPart
	Empty string
}

// credentialPart is what one area has.
type credentialPart struct {
	Summary kit.Summary // leads to the end of the one before, while it is valid
	Take    kit.Form
}

// credentialEndPage is templates/page/credential_end.html.
type credentialEndPage struct {
	kit.Page
	Confirm kit.Confirm
}

// secretPage is templates/page/secret.html: a client_secret, this once.
type secretPage struct {
	kit.Page
	Rows  []kit.SummaryRow
	Words []string
	Next  []kit.Link
}

const (
	seenQuery      = "seen" // version of what the page showed
	previousSecret = "先前的 client_secret"
)

func (s *Server) credentials(w http.ResponseWriter, r *http.Request, v *visit) error {
	sv := v.door.Service
	if err := v.mayUse(sv, account.TakeSecret); err != nil {
		return err
	}
	list, err := s.Store.Credentials(r.Context(), sv.ID)
	if err != nil {
		return err
	}
	page := credentialsPage{Page: s.serviceFrame(v, sv, "client_secret"), Words: []string{
		"client_secret 在領取或更新時顯示一次，之後無法再查詢；請先備妥保存的地方。",
		"更新後，舊的在 14 天內與新的並行有效，之後失效；所有系統都已更換時可以提前停用。"}}
	for _, area := range sv.SecretAreas() {
		have := service.Credential{ServiceID: sv.ID, Area: area}
		if i := slices.IndexFunc(list, func(c service.Credential) bool { return c.Area == area }); i >= 0 {
			have = list[i]
		}
		page.Areas = append(page.Areas, s.credentialPart(sv, have))
	}
	if len(page.Areas) == 0 {
		page.Empty = "服務核准後才有 client_secret。"
	}
	return s.kit.Page(w, r, http.StatusOK, "credentials", &page)
}

func (s *Server) credentialPart(sv service.Service, c service.Credential) credentialPart {
	path, now := servicePath(sv)+"/credentials", s.Now()
	text := func(label, text string) kit.SummaryRow {
		return kit.SummaryRow{Label: label, Answer: kit.Answer{Text: text}}
	}
	part := credentialPart{Summary: kit.Summary{Title: c.Area.Label(), Rows: []kit.SummaryRow{{Label: "client_id", Answer: kit.Answer{List: []string{sv.ClientID}}}}}}
	add := func(rows ...kit.SummaryRow) { part.Summary.Rows = append(part.Summary.Rows, rows...) }
	words := "領取 client_secret"
	switch valid := c.Current.ValidAt(now); {
	case valid:
		words = "更新 client_secret"
		add(text("目前的 client_secret", calendar.Minute(c.Current.Taken)+" 由"+c.Current.Taker+"領取"))
	default:
		add(text("目前的 client_secret", "尚未領取"))
	}
	hidden := []kit.Hidden{{Name: areaQuery, Value: string(c.Area)}}
	if c.Previous.ValidAt(now) {
		row := text(previousSecret, "有效至 "+calendar.Minute(c.Previous.Ends)+"，到期自動停用")
		row.Edit = kit.Link{Text: "停用", Href: path + "/end?" + areaQuery + "=" + string(c.Area), Hidden: previousSecret + " " + c.Area.Label()}
		add(row)
		return part
	}
	part.Take = kit.Form{Action: path, Hidden: append(hidden, kit.Hidden{Name: seenQuery, Value: strconv.Itoa(c.Version)}),
		Buttons: []kit.Button{{Text: words, Hidden: c.Area.Label()}}}
	return part
}

// credentialsPost shows a new client_secret, this once.
func (s *Server) credentialsPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, areaQuery, seenQuery); err != nil {
		return err
	}
	area := casefile.Area(r.PostForm.Get(areaQuery))
	seen, err := strconv.Atoi(r.PostForm.Get(seenQuery))
	if err != nil {
		seen = -1 // of no page of ours
	}
	handed, err := s.Portal.TakeSecret(r.Context(), v.actor, r.PathValue("id"), area, seen)
	if err != nil {
		return err
	}
	path := "/services/" + r.PathValue("id")
	page := secretPage{Page: s.frame(v, "client_secret", kit.Link{Text: "線上服務列表", Href: "/services"}, kit.Link{Text: "編輯線上服務", Href: path}),
		Next: []kit.Link{{Text: "我已保存", Href: path + "/credentials"}}}
	page.Area = kit.Area(area)
	page.Rows, page.Words = handedRows(handed, area, seen > 0)
	return s.kit.Page(w, r, http.StatusOK, "secret", &page)
}

func handedRows(h onboarding.Handed, area casefile.Area, renewed bool) ([]kit.SummaryRow, []string) {
	words := []string{"client_secret 只在這一頁顯示一次，離開後無法再查詢。請立即保存在安全的地方；遺失時請更新。"}
	row := kit.SummaryRow{Label: area.Label() + " client_secret", Answer: kit.Answer{List: []string{h.Text.Reveal()}}}
	if h.Sealed != "" {
		words = append(words, "內容已用貴機關提供的 RSA 公開金鑰加密（RSA-OAEP，SHA-256，Base64），請以對應的私密金鑰解密。")
		row.Answer = kit.Answer{Text: h.Sealed, Link: true}
	}
	if renewed {
		words = append(words, "先前的 client_secret 在 14 天內仍然有效，到期自動停用；請在期限內完成更換。")
	}
	return []kit.SummaryRow{row}, words
}

// credentialsEnd asks once more before the client_secret before the current one
// is ended.
func (s *Server) credentialsEnd(w http.ResponseWriter, r *http.Request, v *visit) error {
	sv := v.door.Service
	if err := v.mayUse(sv, account.TakeSecret); err != nil {
		return err
	}
	list, err := s.Store.Credentials(r.Context(), sv.ID)
	if err != nil {
		return err
	}
	area := casefile.Area(r.URL.Query().Get(areaQuery))
	i := slices.IndexFunc(list, func(c service.Credential) bool { return c.Area == area && c.Previous.ValidAt(s.Now()) })
	if i < 0 {
		return fault.New(fault.Conflict, "先前的 client_secret 已停用。")
	}
	path := servicePath(sv) + "/credentials"
	text := func(label, text string) kit.SummaryRow {
		return kit.SummaryRow{Label: label, Answer: kit.Answer{Text: text}}
	}
	page := credentialEndPage{Page: s.serviceFrame(v, sv, "停用"+previousSecret), Confirm: kit.Confirm{
		Object: []kit.SummaryRow{text("服務名稱", sv.Name), text("區", area.Label()),
			text(previousSecret, "有效至 "+calendar.Minute(list[i].Previous.Ends)),
			text("目前的 client_secret", calendar.Minute(list[i].Current.Taken)+" 由"+list[i].Current.Taker+"領取")},
		Effects: []string{"停用後，使用先前 client_secret 的系統立即無法連線；目前的 client_secret 不受影響。", "停用後不能恢復。"},
		Form: kit.Form{Action: path + "/end", Hidden: []kit.Hidden{{Name: areaQuery, Value: string(area)}},
			Buttons: []kit.Button{{Text: "確定", Look: kit.Danger}}, Cancel: kit.Link{Text: "取消", Href: path}}}}
	page.Area = kit.Area(area)
	return s.kit.Page(w, r, http.StatusOK, "credential_end", &page)
}

// credentialsEndPost ends it; a repeat says the same.
func (s *Server) credentialsEndPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, areaQuery); err != nil {
		return err
	}
	if err := s.Portal.EndSecret(r.Context(), v.actor, r.PathValue("id"), casefile.Area(r.PostForm.Get(areaQuery))); err != nil {
		return err
	}
	return s.redirect(w, r, "先前的 client_secret 已停用。", "/services", r.PathValue("id"), "credentials")
}
