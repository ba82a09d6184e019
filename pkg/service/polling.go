package service

import "time"

// Poll is what the platform's monitor finds when it asks a service's SP-API
// (輪詢狀態).
type Poll string

// The findings.
const (
	PollAnswers Poll = "ok"
	PollFails   Poll = "failed"
)

var pollLabels = map[Poll]string{PollAnswers: "正常", PollFails: "異常"}

// Label is the finding's word; empty for what is none.
func (p Poll) Label() string { return pollLabels[p] }

// Polling is the monitor's newest finding and since when it finds the same; zero
// as long as it has reported none.
type Polling struct {
	State Poll      `json:"state"`
	Since time.Time `json:"since"`
}

// Polled is the service with a finding of now; changed is false where the
// monitor found the same before.
func (s Service) Polled(p Poll, now time.Time) (next Service, changed bool) {
	if s.Polling.State == p {
		return s, false
	}
	s.Polling = Polling{State: p, Since: now}
	s.Version++
	return s, true
}
