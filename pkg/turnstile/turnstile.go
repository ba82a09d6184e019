// Package turnstile has Cloudflare say whether the proof that came with a sign-in
// is genuine (A13). It speaks the siteverify protocol: one POST for each proof,
// which is good once and for five minutes.
package turnstile

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

// Siteverify is where proofs are verified.
const Siteverify = "https://challenges.cloudflare.com/turnstile/v0/siteverify"

// Action is what a page says the proof is for; a proof made for another page of
// the same site is refused.
const Action = "signin"

const (
	deadline   = 5 * time.Second
	proofLimit = 2048    // characters, Cloudflare's own
	replyLimit = 1 << 16 // bytes
)

// Verifier asks Cloudflare. It is safe for concurrent use.
type Verifier struct {
	key      secret.Text
	host     string
	endpoint string
	client   *http.Client
}

// New returns a verifier for proofs made on the pages of host (no port); endpoint
// is Siteverify outside of tests.
func New(key secret.Text, host, endpoint string) *Verifier {
	return &Verifier{key: key, host: host, endpoint: endpoint, client: &http.Client{Timeout: deadline,
		CheckRedirect: func(*http.Request, []*http.Request) error { return errors.New("turnstile: a redirect") }}}
}

// reply is what of Cloudflare's answer counts.
type reply struct {
	Success  bool     `json:"success"`
	Hostname string   `json:"hostname"`
	Action   string   `json:"action"`
	Codes    []string `json:"error-codes"`
}

// Verify returns nil for a genuine proof, Forbidden for any other, and
// Unavailable where Cloudflare could not be asked within five seconds: all but
// nil is a refusal (trust 24). source is the caller's address.
func (v *Verifier) Verify(ctx context.Context, proof, source string) error {
	const op = "turnstile.Verify"
	if proof == "" || len(proof) > proofLimit {
		return refused(op, "no proof")
	}
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	r, err := v.ask(ctx, url.Values{"secret": {v.key.Reveal()}, "response": {proof}, "remoteip": {source}})
	switch {
	case err != nil:
		return &fault.Error{Code: fault.Unavailable, Op: op, Message: "驗證服務沒有回應，請稍後再試一次。", Err: err}
	case !r.Success:
		return refused(op, strings.Join(r.Codes, ", "))
	case r.Hostname != v.host || r.Action != Action:
		return refused(op, "a proof of another page")
	}
	return nil
}

func refused(op, cause string) error {
	return &fault.Error{Code: fault.Forbidden, Op: op, Message: "無法確認這是由人操作的瀏覽器，請重新完成驗證後再登入。", Err: errors.New(cause)}
}

func (v *Verifier) ask(ctx context.Context, form url.Values) (reply, error) {
	var r reply
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, v.endpoint, strings.NewReader(form.Encode()))
	if err != nil {
		return r, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := v.client.Do(request)
	if err != nil {
		return r, err
	}
	defer answer.Body.Close()
	if answer.StatusCode >= http.StatusInternalServerError || answer.StatusCode == http.StatusTooManyRequests {
		return r, fmt.Errorf("turnstile: status %d", answer.StatusCode)
	}
	return r, json.NewDecoder(io.LimitReader(answer.Body, replyLimit)).Decode(&r)
}
