package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/secret"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// visitor is a person of the sample data, with a browser. Since the portal in
// this process stands on the stack's table, the session holds in both.
type visitor struct {
	b       *bench
	actor   account.Actor
	cookies map[string]string
	totp    secret.TOTP
	step    int64         // of the last code shown
	entered time.Duration // how long password and code took
}

// visit signs a person in over HTTP, as a browser would, or finds them signed in.
func (b *bench) visit(ctx context.Context, login string) (*visitor, error) {
	if v, here := b.people[login]; here {
		return v, nil
	}
	var sample struct {
		Accounts []struct {
			Account, Password string
			TOTP              string `json:"totp_secret"`
		}
	}
	if err := read(b.Accounts, &sample); err != nil {
		return nil, err
	}
	for _, p := range sample.Accounts {
		if p.Account != login {
			continue
		}
		v := &visitor{b: b, cookies: map[string]string{}}
		var err error
		if v.totp, err = secret.ParseTOTP(p.TOTP); err != nil {
			return nil, err
		}
		b.people[login] = v
		return v, v.signIn(ctx, login, p.Password)
	}
	return nil, fmt.Errorf("the sample data have no %s", login)
}

// sessionCookie holds the account's id and the session's secret.
const sessionCookie = "__Host-session"

func (v *visitor) signIn(ctx context.Context, login, password string) error {
	begun := time.Now()
	for _, q := range []question{{path: "/signin"}, {path: "/signin", form: url.Values{"login": {login}, "password": {password}}}, {path: "/signin/code"}} {
		r, err := v.there(ctx, q)
		if err != nil {
			return err
		}
		if r.status >= http.StatusBadRequest {
			return fmt.Errorf("%s %s answers %d to %s", q.method(), q.path, r.status, login)
		}
	}
	if err := v.enterCode(ctx); err != nil {
		return fmt.Errorf("the code of %s: %w", login, err)
	}
	v.entered = time.Since(begun)
	id, text, _ := strings.Cut(v.cookies[sessionCookie], ".")
	door, err := v.b.deps.Store.Session(ctx, id, onboarding.Ticket{AccountID: id, Secret: text}.Hash(), onboarding.Besides{})
	v.actor = account.ActorOf(door.Account, door.Session.Level)
	return err
}

// enterCode tries another code where a bench before this one has used one up.
func (v *visitor) enterCode(ctx context.Context) error {
	for try := 1; ; try++ {
		code, err := v.code()
		if err != nil {
			return err
		}
		q := question{path: "/signin/code", form: url.Values{onboarding.FieldCode: {code}}}
		r, err := v.there(ctx, q)
		if err != nil || r.status != http.StatusUnprocessableEntity || try == 3 {
			return orStatus(err, r, http.StatusSeeOther, q)
		}
	}
}

// code is one that was not used yet: of the step before this one, of this, or of
// the next, which the portal takes all three. It waits where they are used up.
func (v *visitor) code() (string, error) {
	const period = 30
	v.step = max(v.step+1, wiring.Now().Unix()/period-1)
	time.Sleep(time.Until(time.Unix((v.step-1)*period, 0)))
	return v.totp.Code(time.Unix(v.step*period, 0))
}
