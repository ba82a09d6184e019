package api

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// maintenanceBody is a service's maintenance over some days (D11). A scheduler
// runs no downloads during any of its spans.
type maintenanceBody struct {
	Service string        `json:"service"`
	On      bool          `json:"on"` // now, whatever days were asked for
	From    calendar.Date `json:"from"`
	To      calendar.Date `json:"to"` // the last day
	Spans   []spanBody    `json:"spans"`
}

const (
	daysAhead = 31 // that a scheduler sees unless it asks for others
	mostDays  = 92
)

// days are those a request asks for: from today on unless it names others.
func (c Config) days(r *http.Request) (from, to calendar.Date, err error) {
	from = calendar.Today(c.Now())
	if text := r.URL.Query().Get("from"); text != "" {
		if from, err = calendar.ParseDate(text); err != nil {
			return from, to, fault.New(fault.Invalid, "from 的格式為 2024-04-01。")
		}
	}
	to = from.AddDays(daysAhead - 1)
	if text := r.URL.Query().Get("to"); text != "" {
		if to, err = calendar.ParseDate(text); err != nil {
			return from, to, fault.New(fault.Invalid, "to 的格式為 2024-04-30。")
		}
	}
	if days := from.DaysUntil(to) + 1; days < 1 || days > mostDays {
		return from, to, fault.New(fault.Invalid, "to 不能早於 from，一次最多查詢 92 天。")
	}
	return from, to, nil
}

func (c Config) maintenance(r *http.Request, k apikey.Key) (any, error) {
	from, to, err := c.days(r)
	if err != nil {
		return nil, err
	}
	s, err := c.readable(r, k)
	if err != nil {
		return nil, err
	}
	_, _, on := s.Maintained(c.Now())
	body := maintenanceBody{Service: s.ID, On: on, From: from, To: to, Spans: []spanBody{}}
	for _, span := range s.MaintenanceIn(service.Span{Start: from.Start(), End: to.AddDays(1).Start()}) {
		body.Spans = append(body.Spans, spanBody{span.Start, span.End})
	}
	return body, nil
}
