package web

import (
	"errors"
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// failure is how a code is shown: status, heading, what to do.
type failure struct {
	status  int
	heading string
	advice  string
}

var failures = map[fault.Code]failure{
	fault.Invalid:         {http.StatusUnprocessableEntity, "送出的內容有誤", "請回到上一頁，修正後再送出。您輸入的內容沒有被儲存。"},
	fault.Unauthenticated: {http.StatusUnauthorized, "請先登入", "請登入後再試一次。"},
	fault.Forbidden:       {http.StatusForbidden, "沒有權限", "如果您認為應該可以使用這項功能，請與客服聯絡。"},
	fault.NotFound:        {http.StatusNotFound, "找不到頁面", "網址可能不完整，或這項資料不在您可以查看的範圍內。"},
	fault.Conflict:        {http.StatusConflict, "資料已有異動", "請回到原頁面查看目前的內容，再決定要做什麼。您的操作沒有生效。"},
	fault.Expired:         {http.StatusGone, "連結已失效", "請重新取得連結，或登入後臺辦理。"},
	fault.TooMany:         {http.StatusTooManyRequests, "操作過於頻繁", "請稍候幾分鐘再試。"},
	fault.Unavailable:     {http.StatusServiceUnavailable, "系統暫時無法服務", "您的操作沒有生效，請稍後再試一次。"},
	fault.Internal:        {http.StatusInternalServerError, "系統發生錯誤", "您的操作可能沒有生效，請重新查看資料後再試。"},
}

// tooLarge is a form above the limit: Invalid with a status of its own.
var tooLarge = failure{http.StatusRequestEntityTooLarge, "送出的內容過大", "請回到上一頁，縮短內容後再送出；檔案請在上傳檔案的頁面交付。您輸入的內容沒有被儲存。"}

// retryAfter is what a program is told to wait, in seconds, where a person reads
// that it may help.
const retryAfter = "120"

// errorPage is templates/page/error.html: what happened, what to do, whom to call
// with which number, and where to go on.
type errorPage struct {
	kit.Page
	Message string
	Advice  string
	Request string
	Links   []kit.Link
}

// fail shows an error to the person and keeps its cause for the log.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, v *visit, err error) {
	code := fault.CodeOf(err)
	blame(r, err)
	if code == fault.Unauthenticated && !safe(r.Method) && s.resend(w, r, v) {
		return
	}
	if code == fault.Unauthenticated && safe(r.Method) {
		if redirectErr := s.redirect(w, r, fault.MessageOf(err), "/signin"); redirectErr == nil {
			return
		}
	}
	f := failureOf(code, err)
	page := errorPage{Page: s.frame(v, f.heading), Message: fault.MessageOf(err), Advice: f.advice, Request: entryOf(r).id,
		Links: []kit.Link{{Text: "登入後臺", Href: "/signin"}, {Text: entrance.Text, Href: entrance.Href}}}
	if code == fault.Invalid && safe(r.Method) { // nothing was typed
		page.Advice = "網址的內容不正確，請回到上一頁，或由首頁重新查詢。"
	}
	page.Banner = ""
	if v.actor.AccountID != "" {
		page.Links = []kit.Link{{Text: "回" + home.Text, Href: home.Href}}
	}
	if code == fault.TooMany || code == fault.Unavailable {
		w.Header().Set("Retry-After", retryAfter)
	}
	if renderErr := s.kit.Page(w, r, f.status, "error", &page); renderErr != nil {
		http.Error(w, f.heading, f.status)
	}
}

func failureOf(code fault.Code, err error) failure {
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
		return tooLarge
	}
	if f, known := failures[code]; known {
		return f
	}
	return failures[fault.Internal]
}

func (s *Server) notFound(http.ResponseWriter, *http.Request, *visit) error {
	return fault.New(fault.NotFound, "")
}
