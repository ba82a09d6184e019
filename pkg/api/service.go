package api

import (
	"net/http"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// serviceBody is a 線上服務 as it stands now.
type serviceBody struct {
	ID           string        `json:"id"`
	Organisation string        `json:"organisation"`
	Name         string        `json:"name"`
	Category     string        `json:"category"`
	State        service.State `json:"state"`
	StateLabel   string        `json:"state_label"` // 線上服務狀態
	ClientID     string        `json:"client_id,omitempty"`
	Launched     calendar.Date `json:"launched,omitzero"` // 上架日期
	Case         string        `json:"case,omitempty"`    // number of the candidate's paper

	Polling *pollingBody `json:"polling,omitempty"` // 輪詢狀態

	// Downloads are not scheduled while Maintenance is on (D11).
	Maintenance     *spanBody `json:"maintenance,omitempty"`
	NextMaintenance *spanBody `json:"next_maintenance,omitempty"`
}

// spanBody is a time with its end, which does not belong to it.
type spanBody struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

type servicesBody struct {
	Services []serviceBody `json:"services"`
	Next     string        `json:"next,omitempty"` // to ask for what follows with
}

func (c Config) body(s service.Service) serviceBody {
	now := c.Now()
	state := s.StateAt(now)
	b := serviceBody{ID: s.ID, Organisation: s.OrganisationName, Name: s.Name, Category: s.Category, State: state, StateLabel: state.Label(),
		ClientID: s.ClientID, Launched: s.Launched, Case: s.CaseNumber, Polling: pollingOf(s)}
	if _, span, on := s.Maintained(now); on {
		b.Maintenance = &spanBody{span.Start, span.End}
	}
	if span, ok := s.NextMaintenance(now); ok {
		b.NextMaintenance = &spanBody{span.Start, span.End}
	}
	return b
}

func (c Config) services(r *http.Request, k apikey.Key) (any, error) {
	ask, err := page(r)
	if err != nil {
		return nil, err
	}
	list, next, err := c.Store.Services(r.Context(), scopeOf(k), ask)
	if err != nil {
		return nil, err
	}
	body := servicesBody{Services: []serviceBody{}, Next: next}
	for _, s := range list {
		body.Services = append(body.Services, c.body(s))
	}
	return body, nil
}

func (c Config) service(r *http.Request, k apikey.Key) (any, error) {
	s, err := c.readable(r, k)
	if err != nil {
		return nil, err
	}
	return c.body(s), nil
}

// readable is the service that the path names, if the key may see it.
func (c Config) readable(r *http.Request, k apikey.Key) (service.Service, error) {
	s, _, err := c.Store.Service(r.Context(), r.PathValue("id"))
	if err != nil {
		return s, err
	}
	return s, account.May(k.Actor(), account.ReadService, account.Object{OrganisationID: s.OrganisationID, AuthorityID: s.AuthorityID})
}
