package web

import (
	"net/http"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/files"
	"mydata.nat.gov.tw/portal/pkg/upload"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// uploadPage is templates/page/upload.html: a file is chosen, sent to the bucket,
// looked through, replaced or given up (B11).
type uploadPage struct {
	kit.Page
	Notice  kit.Notice
	Waiting bool // for the scan
	Rows    []kit.SummaryRow
	Send    *files.Form
	Hints   []string
	Accept  string // endings that the browser offers
	Max     int
	Done    string // where a script goes on
	Back    kit.Link
	Next    []kit.Link // what to do now, as buttons
	Form    *kit.Form
	Links   []kit.Link
}

// sentQuery marks the return from the bucket.
const sentQuery = "sent"

// lookAgain is after how many seconds a browser without script asks again.
const lookAgain = 3

func (s *Server) upload(w http.ResponseWriter, r *http.Request, v *visit, d uploads) error {
	u, err := d.get(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	above := d.above(u)
	back := above[len(above)-1]
	page := uploadPage{Page: d.frame(v, "上傳檔案", above...), Back: kit.Link{Text: "回「" + back.Text + "」", Href: back.Href},
		Rows: fileRows(u, d.path+"/"+u.ID+"/file"), Max: upload.MaxSize}
	page.Caption = u.Purpose.Label()
	at := d.path + "/" + u.ID
	again := &kit.Form{Action: at + "/replace", Buttons: []kit.Button{{Text: "重新選擇檔案"}}, Cancel: page.Back}
	remove := kit.Link{Text: "移除檔案", Href: at + "/remove"}
	switch u.State {
	case upload.Quarantined:
		switch {
		case !u.Open(s.Now()):
			page.Notice = kit.Notice{Title: "上傳期限已過", Lines: []string{"檔案沒有在一天內送出，請重新選擇。"}, Warning: true}
			page.Form = again
		case r.URL.Query().Has(sentQuery):
			page.Waiting, page.Refresh = true, lookAgain
			page.Notice = kit.Notice{Title: "檢查中", Lines: []string{"檔案已經送出，系統正在檢查內容，通常只要幾秒鐘。這一頁會自動更新；也可以先回去，檢查完成前檔案還不能使用。"}}
			page.Links = []kit.Link{page.Back, {Text: "重新選擇檔案", Href: at}, remove}
		default:
			return s.chooseFile(w, r, &page, u, at)
		}
	case upload.Clean:
		page.Notice = kit.Notice{Title: "檢查通過", Lines: []string{d.clean}}
		page.Form, again.Cancel = again, remove
		again.Buttons[0].Text, again.Buttons[0].Look = "更換檔案", kit.Secondary
		if d.act != nil {
			again.Buttons = []kit.Button{{Text: d.act.Text, Action: at + d.act.Action}, again.Buttons[0]}
		} else {
			page.Next = []kit.Link{page.Back}
		}
	case upload.Refused:
		page.Notice = kit.Notice{Title: "這個檔案不能使用", Lines: []string{u.Reason.Label()}, Warning: true}
		page.Form, page.Links = again, []kit.Link{remove}
	case upload.Kept:
		page.Notice = kit.Notice{Title: "檔案已送出", Lines: []string{d.kept}}
		page.Next = []kit.Link{page.Back}
	default:
		page.Notice = kit.Notice{Title: "檔案已移除", Lines: []string{"需要時可以再上傳一次。"}}
		page.Rows, page.Next = nil, []kit.Link{page.Back}
	}
	return s.kit.Page(w, r, http.StatusOK, "upload", &page)
}

// chooseFile shows the form that sends a file straight to the bucket, which the
// policy of this page alone allows.
func (s *Server) chooseFile(w http.ResponseWriter, r *http.Request, page *uploadPage, u upload.Upload, at string) error {
	done, err := s.kit.URL(at + "?" + sentQuery)
	if err != nil {
		return err
	}
	send, err := s.Files.Form(r.Context(), u.ID, strings.TrimSuffix(s.PortalURL, s.BasePath)+done)
	if err != nil {
		return err
	}
	var endings []string
	for _, t := range u.Purpose.Types() {
		endings = append(endings, t.Extension())
	}
	page.Send, page.Done, page.Rows, page.Accept = &send, done, nil, strings.Join(append(endings, ".jpeg"), ",")
	page.Hints = []string{"可以上傳：" + u.Purpose.Formats() + "。", "每個檔案最大 20 MB，不能加密，也不能含有巨集、指令碼或內嵌的其他檔案。上傳後系統會檢查內容。"}
	kit.AdmitForm(w, s.Files.Origin())
	return s.kit.Page(w, r, http.StatusOK, "upload", page)
}

func fileRows(u upload.Upload, href string) []kit.SummaryRow {
	if u.State == upload.Quarantined {
		return nil
	}
	if !u.State.Usable() {
		href = ""
	}
	return []kit.SummaryRow{{Label: u.Purpose.Label(), Answer: kit.Answer{Upload: uploadOf(u.File(), href)}}}
}

// uploadReplace begins again with another file.
func (s *Server) uploadReplace(w http.ResponseWriter, r *http.Request, _ *visit, d uploads) error {
	if err := parseOnly(r); err != nil {
		return err
	}
	u, err := d.get(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if u.State == upload.Kept {
		return fault.New(fault.Conflict, d.kept)
	}
	next, err := d.start(r.Context(), u)
	if err != nil {
		return err
	}
	return s.redirect(w, r, "", d.path, next.ID)
}

// uploadRemovePage is templates/page/upload_remove.html.
type uploadRemovePage struct {
	kit.Page
	Confirm kit.Confirm
}

func (s *Server) uploadRemove(w http.ResponseWriter, r *http.Request, v *visit, d uploads) error {
	u, err := d.get(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if _, err := u.Remove(); err != nil {
		return err
	}
	at := d.path + "/" + u.ID
	page := uploadRemovePage{Page: d.frame(v, "移除檔案", append(d.above(u), kit.Link{Text: "上傳檔案", Href: at})...), Confirm: kit.Confirm{
		Object:  fileRows(u, ""),
		Effects: []string{"檔案不再使用，之後可以再上傳一次。"},
		Form:    kit.Form{Action: at + "/remove", Buttons: []kit.Button{{Text: "移除", Look: kit.Danger}}, Cancel: kit.Link{Text: "取消", Href: at}}}}
	return s.kit.Page(w, r, http.StatusOK, "upload_remove", &page)
}

func (s *Server) uploadRemovePost(w http.ResponseWriter, r *http.Request, _ *visit, d uploads) error {
	if err := parseOnly(r); err != nil {
		return err
	}
	u, err := d.get(r.Context(), r.PathValue("id"))
	if err == nil {
		err = d.remove(r.Context(), u.ID)
	}
	if err != nil {
		return err
	}
	above := d.above(u)
	back, _, _ := strings.Cut(above[len(above)-1].Href, "#")
	return s.redirect(w, r, "檔案已移除。", back)
}

// uploadFile hands a file out to whoever handed it in.
func (s *Server) uploadFile(w http.ResponseWriter, r *http.Request, _ *visit, d uploads) error {
	u, err := d.get(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.handOut(w, r, u.File())
}
