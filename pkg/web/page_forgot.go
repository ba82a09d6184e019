package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// forgotPage is templates/page/forgot.html, for whoever has forgotten a password
// and for whoever was invited and has none yet (A8).
type forgotPage struct {
	kit.Page
	Lines []string
	Form  kit.Form
}

const sendLink = "寄送設定密碼信"

func (s *Server) newForgot(v *visit, title, login string) *forgotPage {
	page := &forgotPage{Page: s.frame(v, title), Form: kit.Form{Action: "/forgot", Fields: []kit.Field{
		{Kind: kit.Text, ID: "login", Label: "帳號", Value: login, Autocomplete: "username", Width: kit.Medium}},
		Buttons: []kit.Button{{Text: sendLink}}}}
	page.Narrow = true
	page.Trail = []kit.Link{{Text: "登入後臺", Href: "/signin"}}
	return page
}

func (s *Server) forgot(w http.ResponseWriter, r *http.Request, v *visit) error {
	page := s.newForgot(v, "忘記密碼", "")
	page.Lines = []string{"請輸入您的帳號，系統會寄送設定密碼的連結到該帳號的電子郵件信箱。已綁定的驗證器不受影響。"}
	return s.kit.Page(w, r, http.StatusOK, "forgot", page)
}

// invited is where the mails to people lead for whom somebody else has asked.
func (s *Server) invited(w http.ResponseWriter, r *http.Request, v *visit) error {
	page := s.newForgot(v, "接受邀請", "")
	page.Lines = []string{"請輸入通知信中的帳號。系統會寄送設定密碼的連結到您的信箱，設定後以帳號、密碼登入，並依畫面綁定驗證器。"}
	return s.kit.Page(w, r, http.StatusOK, "forgot", page)
}

// forgotPost answers the same for every account name (trust 17).
func (s *Server) forgotPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, "login"); err != nil {
		return err
	}
	login := r.PostForm.Get("login")
	page := s.newForgot(v, "忘記密碼", login)
	var err error
	if page.Faults = blanks(page.Form.Fields, r); len(page.Faults) == 0 {
		err = s.Portal.Forgot(r.Context(), login, visitOf(r))
		switch fault.CodeOf(err) {
		case "":
			return s.redirect(w, r, "", "/forgot/sent")
		case fault.TooMany:
			page.Faults = []fault.Field{{Key: "login", Control: "login", Message: fault.MessageOf(err)}}
		default:
			return err
		}
	}
	kit.Mark(page.Form.Fields, page.Faults)
	return s.kit.Page(w, r, refusalStatus(err), "forgot", page)
}

// forgotSentPage is templates/page/forgot_sent.html.
type forgotSentPage struct {
	kit.Page
	What kit.Notice
	Next []string
}

func (s *Server) forgotSent(w http.ResponseWriter, r *http.Request, v *visit) error {
	page := forgotSentPage{Page: s.frame(v, "請至信箱收取設定密碼信"), What: kit.Notice{Title: "已處理您的申請",
		Lines: []string{"如果這個帳號可以使用，幾分鐘內會在該帳號的信箱收到「設定密碼」信。"}, Links: []kit.Link{{Text: "沒有收到，重新申請", Href: "/forgot"}}},
		Next: []string{"開啟信中的連結。連結在寄出一小時後自動失效，只能使用一次。", "輸入新的密碼。", "以帳號與新密碼登入，再輸入驗證器的驗證碼；尚未綁定者，依畫面綁定。"}}
	page.Narrow = true
	page.Trail = []kit.Link{{Text: "登入後臺", Href: "/signin"}}
	return s.kit.Page(w, r, http.StatusOK, "forgot_sent", &page)
}
