package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/secret"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// visitor is a person signed in to the pages of this process.
type visitor struct {
	b      *bench
	actor  account.Actor
	totp   secret.TOTP
	cookie string
}

// visit signs a person in, by the use cases, or finds them signed in.
func (b *bench) visit(ctx context.Context, login string) (*visitor, error) {
	if v, here := b.visitors[login]; here {
		return v, nil
	}
	p, known := b.accounts[login]
	if !known {
		return nil, fmt.Errorf("the seed has no %s", login)
	}
	totp, err := secret.ParseTOTP(p.TOTP)
	if err != nil {
		return nil, err
	}
	portal := onboarding.New(b.deps)
	half, err := portal.SignIn(ctx, login, p.Password, "192.0.2.1", "bench")
	if err != nil {
		return nil, err
	}
	door, err := b.deps.Store.Session(ctx, half.AccountID, half.Hash(), "")
	if err != nil {
		return nil, err
	}
	code, err := totp.Code(wiring.Now())
	if err != nil {
		return nil, err
	}
	ticket, err := portal.VerifyCode(ctx, door, code)
	if fault.Is(err, fault.Invalid) { // used up by a bench before this one
		if code, err = nextCode(totp); err == nil {
			ticket, err = portal.VerifyCode(ctx, door, code)
		}
	}
	if err != nil {
		return nil, err
	}
	v := &visitor{b: b, actor: account.ActorOf(door.Account, account.LevelTOTP), totp: totp,
		cookie: "__Host-session=" + ticket.AccountID + "." + ticket.Secret}
	b.visitors[login] = v
	return v, nil
}

// nextCode waits for the code after the current one.
func nextCode(totp secret.TOTP) (string, error) {
	const step = 30 * time.Second
	time.Sleep(time.Until(time.Now().Truncate(step).Add(step + time.Second)))
	return totp.Code(wiring.Now())
}

// ask asks for a page; a form makes it a POST.
func (v *visitor) ask(ctx context.Context, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, path, nil)
	if form != nil {
		r = httptest.NewRequestWithContext(ctx, http.MethodPost, path, strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	r.Header.Set("Cookie", v.cookie)
	r.RemoteAddr = "192.0.2.1"
	w := httptest.NewRecorder()
	pages := v.b.pages
	if strings.HasPrefix(path, "/a/") {
		pages = v.b.actions
	}
	pages.ServeHTTP(w, r)
	return w
}

// cost is what one request takes of the table.
func (v *visitor) cost(ctx context.Context, path string, form url.Values) (meter.Usage, error) {
	ctx, m := meter.With(ctx)
	w := v.ask(ctx, path, form)
	if w.Code >= http.StatusBadRequest {
		return meter.Usage{}, fmt.Errorf("%s answers %d", path, w.Code)
	}
	return m.Total(), nil
}
