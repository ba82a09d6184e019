package figures

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// Standing is what waits and how services stand within a scope.
type Standing struct {
	Waiting  map[Desk]Ages  `json:"waiting,omitempty"`
	Services map[string]int `json:"services,omitempty"` // by the word of their state
}

// Now is how things stood at a moment.
type Now struct {
	At     time.Time           `json:"at"`
	Scopes map[string]Standing `json:"scopes,omitempty"`
}

// keeps is how long a count of what waits is shown before it is made again.
const keeps = 10 * time.Minute

// Fresh reports whether the count is recent enough at an instant.
func (n Now) Fresh(at time.Time) bool { return at.Sub(n.At) < keeps }

// Wait counts a stage that waits; for an authority, what waits for itself.
func (n *Now) Wait(s casefile.Stage) {
	authority := ""
	if s.Party == chain.Authority {
		authority = s.PartyID
	}
	n.in(authority, func(st Standing) { st.Waiting[deskOf(s)] = st.Waiting[deskOf(s)].With(n.At.Sub(s.Opened)) })
}

// Service counts a service by its state then.
func (n *Now) Service(s service.Service) {
	n.in(s.AuthorityID, func(st Standing) { st.Services[s.StateAt(n.At).Label()]++ })
}

func (n *Now) in(authority string, count func(Standing)) {
	if n.Scopes == nil {
		n.Scopes = map[string]Standing{}
	}
	for _, scope := range []string{All, authority} {
		if scope == "" {
			continue
		}
		if _, known := n.Scopes[scope]; !known {
			n.Scopes[scope] = Standing{Waiting: map[Desk]Ages{}, Services: map[string]int{}}
		}
		count(n.Scopes[scope])
	}
}
