package web

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestA14_TheWarningIsInThePageAndItsButtonKeepsThePage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	p := b.get("/me").want(ok)
	if !strings.Contains(p.body, "登入將於 2 分鐘後結束") {
		t.Error("without script nothing warns")
	}
	s.Clock.Advance(14 * time.Minute)
	p.press("繼續使用").want(http.StatusNoContent) // a browser stays where it is
	s.Clock.Advance(14 * time.Minute)
	b.get("/").want(ok)
}
