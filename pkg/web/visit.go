package web

import (
	"errors"
	"net"
	"net/http"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// visit is one request of a person.
type visit struct {
	door   onboarding.Door
	actor  account.Actor
	caseID string // of the path's {number}, where the route resolves it
	flash  string // what the request before this one achieved
}

const (
	sessionCookie = "__Host-session"
	flashCookie   = "__Host-flash"
	deviceCookie  = "__Host-device"
	idLimit       = 64 // bytes; above the length of our own ids, below that of a key
	browserLimit  = 300
)

// page is the handler of a route: session, permission, handler, error page.
func (s *Server) page(rt route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := s.enter(w, r, rt)
		if err == nil {
			err = rt.handle(s, w, r, v)
		}
		if err != nil {
			s.fail(w, r, v, err)
		}
	})
}

// enter finds out who visits. A public route asks nothing.
func (s *Server) enter(w http.ResponseWriter, r *http.Request, rt route) (*visit, error) {
	v := &visit{flash: takeFlash(w, r)}
	if rt.public {
		return v, nil
	}
	door, err := s.door(r, rt.besides(r))
	if err == nil && door.Session.Level == account.LevelPassword {
		err = errSignIn
	}
	if err != nil {
		if fault.Is(err, fault.Unauthenticated) {
			keepBack(w, r)
		}
		return v, err
	}
	v.door, v.actor, v.caseID = door, account.ActorOf(door.Account, door.Session.Level), door.CaseID
	noteActor(r, v.actor, v.caseID)
	if err := account.Attempt(v.actor, rt.act); err != nil {
		return v, err
	}
	if rt.numbers && v.caseID == "" {
		return v, fault.New(fault.NotFound, "")
	}
	if r.Method == http.MethodGet && door.Session.Stale(s.Now()) {
		if err := s.Notes.TouchSession(r.Context(), door.Session, s.Now()); err != nil {
			return v, err
		}
	}
	return v, nil
}

// besides is what of the path is read together with the session.
func (rt route) besides(r *http.Request) (b onboarding.Besides) {
	n := r.PathValue("number")
	if (rt.numbers || strings.HasPrefix(n, string(casefile.AccountCase))) && numberForm.MatchString(n) {
		b.Number = n
	}
	switch id := r.PathValue("id"); {
	case len(id) > idLimit:
	case rt.whose:
		b.AccountID = id
	case rt.serves:
		b.ServiceID = id
	}
	return b
}

// errSignIn leads to the sign-in page.
var errSignIn = fault.New(fault.Unauthenticated, "請先登入。")

// door opens the session behind the request's cookie.
func (s *Server) door(r *http.Request, besides onboarding.Besides) (onboarding.Door, error) {
	ticket, ok := ticketOf(r)
	if !ok {
		return onboarding.Door{}, errSignIn
	}
	door, err := s.Store.Session(r.Context(), ticket.AccountID, ticket.Hash(), besides)
	if fault.Is(err, fault.NotFound) {
		return onboarding.Door{}, errSignIn
	}
	if err != nil {
		return onboarding.Door{}, err
	}
	if !door.Session.Alive(door.Account, s.Now()) {
		return onboarding.Door{}, errSignIn
	}
	return door, nil
}

func ticketOf(r *http.Request) (onboarding.Ticket, bool) {
	cookie, err := r.Cookie(sessionCookie)
	if errors.Is(err, http.ErrNoCookie) {
		return onboarding.Ticket{}, false
	}
	id, secret, ok := strings.Cut(cookie.Value, ".")
	return onboarding.Ticket{AccountID: id, Secret: secret}, ok && id != "" && len(id) <= idLimit && secret != ""
}

// setTicket gives the browser its session and, after a full sign-in, what it is
// known by the next time.
func setTicket(w http.ResponseWriter, t onboarding.Ticket) {
	setCookie(w, sessionCookie, t.AccountID+"."+t.Secret, 0)
	if t.Device != "" {
		setCookie(w, deviceCookie, t.Device, int(account.DeviceLife/time.Second))
	}
}

// visitOf is the browser of a request. Its address is the one the gateway saw.
func visitOf(r *http.Request) onboarding.Visit {
	v := onboarding.Visit{Source: r.RemoteAddr, Browser: r.UserAgent()}
	if host, _, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		v.Source = host
	}
	if len(v.Browser) > browserLimit {
		v.Browser = v.Browser[:browserLimit]
	}
	if cookie, err := r.Cookie(deviceCookie); err == nil && len(cookie.Value) <= idLimit {
		v.Device = cookie.Value
	}
	return v
}

func setCookie(w http.ResponseWriter, name, value string, age int) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: age,
		Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// idle is when the visit's session ends unless something is done.
func (v *visit) idle(now time.Time) time.Duration {
	if v.actor.AccountID == "" {
		return 0
	}
	return min(account.SessionIdle, v.door.Session.Expires.Sub(now))
}
