package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/form"
)

func TestF1_AutosaveTakesWhatTheEditorHolds(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.as(s.Officer).get("/drafts/" + s.Draft(t, s.Officer, form.Defaults()) + "/purpose").want(http.StatusOK)
	p.post(p.path, url.Values{"seen": {p.hidden("seen")}, "purpose-html": {"<p>新的 <b>說明</b></p>"}, "find": {""}, "act": {"autosave"}}).want(http.StatusNoContent)
	if got := p.get(p.path); !strings.Contains(got.value("purpose"), "新的 說明") {
		t.Errorf("stored: %q", got.value("purpose"))
	}
}
