package api

import (
	"encoding/json"
	"io"
	"net/http"
	"time"

	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// pollingBody is 輪詢狀態 as it was reported.
type pollingBody struct {
	State      service.Poll `json:"state"`
	StateLabel string       `json:"state_label"`
	Since      time.Time    `json:"since"`
}

func pollingOf(s service.Service) *pollingBody {
	if s.Polling.State == "" {
		return nil
	}
	return &pollingBody{s.Polling.State, s.Polling.State.Label(), s.Polling.Since}
}

const reportLimit = 1 << 10 // bytes; a report has one word

// polling takes the monitor's report. It may come as often as the monitor asks:
// only another finding than before is written.
func (c Config) polling(r *http.Request, k apikey.Key) (any, error) {
	var report struct {
		State service.Poll `json:"state"`
	}
	in := json.NewDecoder(io.LimitReader(r.Body, reportLimit))
	in.DisallowUnknownFields()
	if err := in.Decode(&report); err != nil {
		return nil, &fault.Error{Code: fault.Invalid, Message: `請求內容必須是 {"state": "ok"} 或 {"state": "failed"}。`, Err: err}
	}
	s, err := c.Portal.ReportPolling(r.Context(), k, r.PathValue("id"), report.State)
	if err != nil {
		return nil, err
	}
	return pollingOf(s), nil
}
