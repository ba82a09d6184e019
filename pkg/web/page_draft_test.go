package web

import (
	"net/http"
	"testing"
)

func TestB7_AnApplicationIsFilledInAndSent(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	p := b.get("/services").want(http.StatusOK)
	p = b.get(p.link("新增線上服務")).want(http.StatusOK)
	p = p.press("開始填寫").follow().want(http.StatusOK)
	t.Log(p.path, p.main())
	p = b.get(p.link("基本資料")).want(http.StatusOK)
	t.Log(p.main())
	p = p.press("儲存並繼續")
	t.Log(p.status, p.faults())
}
