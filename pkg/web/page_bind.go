package web

import (
	"net/http"
	"strconv"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// bindPage is templates/page/bind.html: an authenticator is bound step by step
// (figs. 19, 66).
type bindPage struct {
	kit.Page
	Where  string // which step of how many
	Head   string
	Lines  []string
	Until  string // how long the mailed code is good
	Secret string // in groups of four, beside the image; "" before there is one
	Form   kit.Form
}

// recoveryPage is templates/page/recovery.html: recovery codes, shown once.
type recoveryPage struct {
	kit.Page
	Codes []string
	Next  []kit.Link
}

// The acts of the form.
const (
	actSend  = "send"
	actProve = "prove"
	actBind  = "bind"
)

func (s *Server) newBind(v *visit, b onboarding.Binding) *bindPage {
	page := &bindPage{Page: s.halfFrame(v), Form: kit.Form{Action: "/signin/bind", Cancel: kit.Link{Text: "回登入頁", Href: "/signin"}}}
	page.Where = "綁定驗證器：第 " + strconv.Itoa(int(b.Step)+1) + " 步，共 3 步"
	send := kit.Button{Text: "下一步", Name: actName, Value: actSend}
	switch b.Step {
	case onboarding.GetApp:
		page.Head = "安裝驗證器應用程式"
		page.Lines = []string{"首次登入需要綁定驗證器。請先在手機安裝驗證器應用程式，例如 Google Authenticator 或 Microsoft Authenticator，可於 App Store 或 Google Play 取得。",
			"按「下一步」後，會寄送驗證碼到您帳號的電子郵件信箱，確認由您本人綁定。"}
		page.Form.Buttons = []kit.Button{send}
	case onboarding.TypeCode:
		page.Head = "確認信箱"
		page.Until = calendar.Minute(b.Until)
		send.Text, send.Look = "重新寄送驗證碼", kit.Secondary
		page.Form.Fields = []kit.Field{mailedField()}
		page.Form.Buttons = []kit.Button{{Text: "下一步", Name: actName, Value: actProve}, send}
	case onboarding.ScanImage:
		page.Head = "請掃描QR code進行綁定"
		page.Lines = []string{"以驗證器應用程式掃描下圖；無法掃描時，在應用程式選擇手動輸入，帳號填您的帳號，並輸入圖旁的金鑰。", "完成後，應用程式每 30 秒顯示一組 6 位數字。請輸入目前顯示的驗證碼。"}
		page.Secret = inFours(b.Secret)
		page.Form.Fields = []kit.Field{codeField()}
		page.Form.Buttons = []kit.Button{{Text: "驗證", Name: actName, Value: actBind}}
	}
	return page
}

// inFours makes a long secret readable; apps take it with or without the spaces.
func inFours(secret string) string {
	var b strings.Builder
	for i, c := range secret {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// binding loads how far the visitor has come; whoever is bound already is led to
// the code.
func (s *Server) binding(r *http.Request) (onboarding.Door, onboarding.Binding, error) {
	door, err := s.half(r)
	if err != nil {
		return door, onboarding.Binding{}, err
	}
	b, err := s.Portal.Binding(r.Context(), door)
	return door, b, err
}

func (s *Server) bind(w http.ResponseWriter, r *http.Request, v *visit) error {
	_, b, err := s.binding(r)
	if fault.Is(err, fault.Conflict) {
		return s.redirect(w, r, "", "/signin/code")
	}
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "bind", s.newBind(v, b))
}

// bindImage is the QR code. It belongs to the half session, and like every answer
// it is kept nowhere.
func (s *Server) bindImage(w http.ResponseWriter, r *http.Request, _ *visit) error {
	door, err := s.half(r)
	if err != nil {
		return err
	}
	image, err := s.Portal.BindImage(r.Context(), door)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Content-Length", strconv.Itoa(len(image)))
	_, _ = w.Write(image) // the reader has gone: nobody is left to tell
	return nil
}

func (s *Server) bindPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, actName, onboarding.FieldCode); err != nil {
		return err
	}
	door, b, err := s.binding(r)
	if err != nil {
		return err
	}
	page, code := s.newBind(v, b), r.PostForm.Get(onboarding.FieldCode)
	act := r.PostForm.Get(actName)
	if act != actSend {
		page.Faults = blanks(page.Form.Fields, r)
	}
	if len(page.Faults) == 0 {
		switch act {
		case actSend:
			err = s.Portal.SendCode(r.Context(), door, account.ToProve)
		case actProve:
			err = s.Portal.ProveMailbox(r.Context(), door, code)
		default:
			ticket, codes, bindErr := s.Portal.Bind(r.Context(), door, code, visitOf(r))
			if bindErr == nil {
				setTicket(w, ticket)
				return s.showRecovery(w, r, v, codes, kit.Link{Text: "完成", Href: "/"})
			}
			err = bindErr
		}
		if err == nil {
			return s.redirect(w, r, "", "/signin/bind")
		}
		if page.Faults = codeFaults(err); page.Faults == nil {
			return err
		}
		if len(page.Form.Fields) == 0 { // the first step has no control
			page.Faults[0].Control = ""
		}
	}
	kit.Mark(page.Form.Fields, page.Faults)
	return s.kit.Page(w, r, refusalStatus(err), "bind", page)
}

// showRecovery answers a post with recovery codes: they are shown this once, so
// that no page can show them again.
func (s *Server) showRecovery(w http.ResponseWriter, r *http.Request, v *visit, codes []string, next kit.Link) error {
	page := recoveryPage{Page: s.frame(v, "備用驗證碼"), Codes: codes, Next: []kit.Link{next}}
	if v.actor.AccountID == "" {
		page.Page = s.halfFrame(v)
	}
	return s.kit.Page(w, r, http.StatusOK, "recovery", &page)
}
