package turnstile_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/secret"
	"mydata.nat.gov.tw/portal/pkg/turnstile"
)

// cloudflare answers as siteverify does: a proof is good once, for the key that
// belongs to it.
func cloudflare(t *testing.T) *httptest.Server {
	t.Helper()
	used := map[string]bool{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || r.FormValue("remoteip") != "192.0.2.7" {
			t.Errorf("%s from %q", r.Method, r.FormValue("remoteip"))
		}
		w.Header().Set("Content-Type", "application/json")
		proof := r.FormValue("response")
		switch {
		case r.FormValue("secret") != "the key":
			fmt.Fprint(w, `{"success":false,"error-codes":["invalid-input-secret"]}`)
		case proof == "slow":
			<-r.Context().Done()
		case proof == "broken":
			fmt.Fprint(w, `<html>`)
		case proof == "down":
			w.WriteHeader(http.StatusBadGateway)
			fmt.Fprint(w, `{"success":true,"hostname":"portal.example","action":"signin"}`)
		case proof == "elsewhere":
			http.Redirect(w, r, "https://evil.example/", http.StatusTemporaryRedirect)
		case proof == "other-host":
			fmt.Fprint(w, `{"success":true,"hostname":"evil.example","action":"signin"}`)
		case proof == "other-page":
			fmt.Fprint(w, `{"success":true,"hostname":"portal.example","action":"signup"}`)
		case proof != "genuine" || used[proof]:
			fmt.Fprint(w, `{"success":false,"error-codes":["timeout-or-duplicate"]}`)
		default:
			used[proof] = true
			fmt.Fprint(w, `{"success":true,"challenge_ts":"2024-03-15T02:00:00Z","hostname":"portal.example","action":"signin","cdata":""}`)
		}
	}))
	t.Cleanup(server.Close)
	return server
}

func TestA13_OnlyAGenuineProofIsTakenAndOnce(t *testing.T) {
	t.Parallel()
	v := turnstile.New(secret.NewText("the key"), "portal.example", cloudflare(t).URL)
	for _, c := range []struct {
		proof string
		want  fault.Code
	}{
		{"genuine", ""}, {"genuine", fault.Forbidden}, {"forged", fault.Forbidden}, {"", fault.Forbidden}, {strings.Repeat("x", 3000), fault.Forbidden},
		{"other-host", fault.Forbidden}, {"other-page", fault.Forbidden}, {"broken", fault.Unavailable}, {"down", fault.Unavailable}, {"elsewhere", fault.Unavailable},
	} {
		if err := v.Verify(t.Context(), c.proof, "192.0.2.7"); fault.CodeOf(err) != c.want {
			t.Errorf("%.10s: %v, want %q", c.proof, err, c.want)
		}
	}
	wrong := turnstile.New(secret.NewText("another key"), "portal.example", cloudflare(t).URL)
	if err := wrong.Verify(t.Context(), "genuine", "192.0.2.7"); !fault.Is(err, fault.Forbidden) || strings.Contains(err.Error(), "another key") {
		t.Errorf("with a wrong key: %v", err)
	}
}

func TestA13_NoAnswerIsARefusal(t *testing.T) {
	t.Parallel()
	server := cloudflare(t)
	v := turnstile.New(secret.NewText("the key"), "portal.example", server.URL)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := v.Verify(ctx, "slow", "192.0.2.7"); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a service that hangs: %v", err)
	}
	gone := turnstile.New(secret.NewText("the key"), "portal.example", "http://127.0.0.1:1")
	if err := gone.Verify(t.Context(), "genuine", "192.0.2.7"); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a service that is gone: %v", err)
	}
}
