package web

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// prover takes one proof; everything else is what it is told to say.
type prover map[string]error

func (p prover) Verify(_ context.Context, proof, _ string) error {
	if err, ok := p[proof]; ok {
		return err
	}
	return fault.New(fault.Forbidden, "請重新完成驗證")
}

// proving is the site with a Turnstile key.
func (s *site) proving(p Prover) *browser {
	s.t.Helper()
	built, err := New(Config{Portal: s.Service, Store: s.Store, Notes: s.Store, Now: s.Clock.Now, NewID: s.IDs.Next, Log: slog.New(slog.DiscardHandler),
		BasePath: basePath, PortalURL: portaltest.PortalURL, Phone: "0800-009-868", Mail: "mydata@example.gov.tw", Version: "test", Proofs: p, SiteKey: "0x4AAA"})
	if err != nil {
		s.t.Fatal(err)
	}
	return &browser{t: s.t, handler: http.StripPrefix(basePath, built), cookies: map[string]string{}}
}

func TestA13_WithoutAKeyNothingForeignIsOnThePage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.visitor().get("/signin").want(ok)
	if strings.Contains(p.body, "cloudflare") || strings.Contains(p.header.Get("Content-Security-Policy"), "cloudflare") {
		t.Error("the page or its policy names Cloudflare")
	}
}

func TestA13_AKeyAsksForAProof(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.proving(prover{"genuine": nil, "late": fault.New(fault.Unavailable, "驗證服務沒有回應")})
	p := b.get("/signin").want(ok)
	policy := p.header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "script-src 'self' https://challenges.cloudflare.com;") || !strings.Contains(policy, "frame-src https://challenges.cloudflare.com") ||
		attr(byClass(p.root, "cf-turnstile"), "data-sitekey") != "0x4AAA" || !strings.Contains(p.body, "需要開啟瀏覽器的 JavaScript") {
		t.Errorf("policy %s", policy)
	}
	if strings.Contains(b.get("/forgot").header.Get("Content-Security-Policy"), "cloudflare") {
		t.Error("another page lets Cloudflare in")
	}
	right := []edit{with("login", s.Officer.Login), with("password", portaltest.Password)}
	for proof, words := range map[string]string{"": "重新完成驗證", "forged": "重新完成驗證", "late": "沒有回應"} {
		refused := p.press("登入後臺", append(right, with(proofName, proof))...).want(http.StatusUnprocessableEntity)
		if !strings.Contains(refused.faults()[""], words) || len(b.cookies) > 0 {
			t.Errorf("proof %q: %v, cookies %v", proof, refused.faults(), b.cookies)
		}
		if !strings.Contains(refused.header.Get("Content-Security-Policy"), "frame-src") {
			t.Error("the page shown again has no widget")
		}
	}
	p.press("登入後臺", append(right, with(proofName, "genuine"))...).want(found)
}
