package web

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

func TestEveryErrorSaysWhatHappenedAndWhatToDo(t *testing.T) {
	t.Parallel()
	for code, want := range map[fault.Code]struct {
		status  int
		heading string
	}{
		fault.Invalid:     {http.StatusUnprocessableEntity, "送出的內容有誤"},
		fault.Forbidden:   {http.StatusForbidden, "沒有權限"},
		fault.NotFound:    {http.StatusNotFound, "找不到頁面"},
		fault.Conflict:    {http.StatusConflict, "資料已有異動"},
		fault.Expired:     {http.StatusGone, "連結已失效"},
		fault.TooMany:     {http.StatusTooManyRequests, "操作過於頻繁"},
		fault.Unavailable: {http.StatusServiceUnavailable, "系統暫時無法服務"},
		fault.Internal:    {http.StatusInternalServerError, "系統發生錯誤"},
		"unheard of":      {http.StatusInternalServerError, "系統發生錯誤"},
	} {
		t.Run(string(code), func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.portal = s.failing(&fault.Error{Code: code, Message: "為什麼。"})
			for path, c := range map[string]struct {
				by   *browser
				lead string
			}{"/": {s.as(s.Officer), "回首頁"}, "/start": {s.visitor(), "登入後臺"}} {
				p := c.by.get(path).want(want.status)
				text, lead := p.main(), c.lead
				if p.h1() != want.heading || p.link(lead) == "" {
					t.Errorf("%q: %s", p.h1(), text)
				}
				for _, part := range []string{"為什麼。", p.header.Get("X-Request-Id"), "0800-009-868"} {
					if part == "" || !strings.Contains(text, part) {
						t.Errorf("it does not say %q: %s", part, text)
					}
				}
				if strings.Contains(text, "您輸入的內容") {
					t.Errorf("nothing was typed: %s", text)
				}
				waits := want.status == http.StatusTooManyRequests || want.status == http.StatusServiceUnavailable
				if (p.header.Get("Retry-After") != "") != waits {
					t.Errorf("Retry-After is %q", p.header.Get("Retry-After"))
				}
			}
		})
	}
}

// failing is the portal with pages that fail, for somebody and for anybody.
func (s *site) failing(err error) http.Handler {
	s.t.Helper()
	fail := func(*Server, http.ResponseWriter, *http.Request, *visit) error { return err }
	handler, buildErr := build(Config{Portal: s.Service, Store: s.Store, Notes: s.Store, Now: s.Clock.Now, NewID: s.IDs.Next, Log: slog.New(slog.DiscardHandler),
		BasePath: basePath, PortalURL: portaltest.PortalURL, Phone: "0800-009-868", Mail: "mydata@example.gov.tw", Version: "test"},
		[]route{{method: get, pattern: "/{$}", act: account.UsePortal, handle: fail}, {method: get, pattern: "/start", public: true, handle: fail}})
	if buildErr != nil {
		s.t.Fatal(buildErr)
	}
	return http.StripPrefix(basePath, handler)
}

func TestTrust21_AFormTooLargeIsSaidToBe(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.as(s.Ops).post("/bulletins/new", url.Values{"text": {strings.Repeat("字", bodyLimit)}})
	if p.want(http.StatusRequestEntityTooLarge); p.h1() != "送出的內容過大" {
		t.Error(p.main())
	}
}
