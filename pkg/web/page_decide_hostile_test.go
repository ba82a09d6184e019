package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func TestTrust6_ADecisionFormNoPageSendsIsRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	b := s.as(s.Bureau)
	good := b.get("/cases/" + number).form("送出").values
	good.Set(onboarding.FieldAnswer, "approve")
	for name, change := range map[string]func(url.Values){
		"an unknown answer":      func(v url.Values) { v.Set("answer", "no") },
		"a role of one's choice": func(v url.Values) { v.Set("role", "moda") },
		"two answers":            func(v url.Values) { v.Add("answer", "reject") },
		"no version":             func(v url.Values) { v.Del("seen") },
		"a version in words":     func(v url.Values) { v.Set("seen", "all") },
		"a stage that is not":    func(v url.Values) { v.Set("stage", "99") },
		"a later stage":          func(v url.Values) { v.Set("stage", "2") },
		"broken text":            func(v url.Values) { v.Set("opinion", "\xff\xfe") },
		"an endless key":         func(v url.Values) { v.Set("form-key", strings.Repeat("k", 65)) },
		"numbers too large":      func(v url.Values) { v.Set("round", "9223372036854775808") },
	} {
		values := url.Values{}
		for k, list := range good {
			values[k] = append([]string{}, list...)
		}
		change(values)
		for _, path := range []string{"/check", "/decide"} {
			if got := b.post("/cases/"+number+path, values).status; got < 400 || got >= 500 {
				t.Errorf("%s, %s: %d", name, path, got)
			}
		}
	}
	if s.dossier(number).Stages[0].Answer != "" {
		t.Error("one of them decided")
	}
	if got := b.post("/cases/"+number+"/decide", good).status; got != http.StatusSeeOther {
		t.Errorf("the sound form: %d", got)
	}
}

func TestTrust22_HostileTextStaysText(t *testing.T) {
	t.Parallel()
	const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>{{.}}`
	s := newSite(t)
	number := s.submitted()
	s.as(s.Bureau).reviewed(number, with(onboarding.FieldAnswer, "return"), with(onboarding.FieldOpinion, hostile),
		with(onboarding.NoteField(1), string(form.Name)), with(onboarding.NoteText(1), hostile))
	s.Settle(t)
	if err := s.Resubmit(t.Context(), s.Officer, number); err != nil {
		t.Fatal(err)
	}
	s.Settle(t)
	s.decide(s.Bureau, number, chain.Approve)
	s.decide(s.Ops, number, chain.Approve)
	letter := `"><script>1</script>`
	s.as(s.Bureau).reviewed(number, with(onboarding.FieldAnswer, "approve"), with(onboarding.FieldLetterDate, "2024-03-18"), with(onboarding.FieldLetterNumber, letter))
	s.Settle(t)
	for _, who := range []account.Actor{s.Officer, s.Moda} {
		for _, path := range []string{"", "/history", "/print"} {
			page := s.as(who).get("/cases/" + number + path).want(http.StatusOK) // every page is audited for scripts and handlers
			if !strings.Contains(page.main(), hostile) || !strings.Contains(page.main(), letter) {
				t.Errorf("%s: the text is not shown as it was typed", path)
			}
			if len(all(page.root, "img")) > 0 || len(all(page.root, "script")) != 1 {
				t.Errorf("%s: the text became markup", path)
			}
		}
	}
	if page := s.linked().get(s.mailed(s.Moda)).want(http.StatusOK); !strings.Contains(page.main(), hostile) {
		t.Error("by link the text is not shown as it was typed")
	}
}
