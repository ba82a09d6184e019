package service

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// Step is where the candidate stands.
type Step string

// The steps.
const (
	NoCandidate Step = ""
	TestReview  Step = "test-review" // 測試審核中
	Testing     Step = "testing"     // 測試中
	TestEnded   Step = "test-ended"  // 測試到期
)

// Label is the step's word; empty where there is no candidate.
func (s Step) Label() string {
	switch s {
	case TestReview:
		return "測試審核中"
	case Testing:
		return "測試中"
	case TestEnded:
		return "測試到期"
	}
	return ""
}

// Window is the time a service may be tested (D2). Epoch counts the windows a
// service has had; timers repeat it, so that a late one harms nothing.
type Window struct {
	calendar.Window
	Epoch int `json:"epoch"`
}

// Service is a 線上服務.
type Service struct {
	ID               string `json:"id"`
	OrganisationID   string `json:"org"`
	OrganisationName string `json:"orgname"`
	AuthorityID      string `json:"authority,omitempty"`
	Name             string `json:"name"`
	Category         string `json:"category"`

	Step       Step   `json:"step,omitempty"`
	Candidate  int    `json:"candidate,omitempty"` // number of the candidate revision; 0: none
	CaseID     string `json:"case,omitempty"`      // the candidate's paper
	CaseNumber string `json:"casenumber,omitempty"`
	ClientID   string `json:"client,omitempty"`   // issued with the first approval (D1)
	ResourceID string `json:"resource,omitempty"` // likewise
	Window     Window `json:"window,omitzero"`

	SealedFor string `json:"sealedfor,omitempty"` // organisation the candidate's key texts are bound to, where it is not this one

	Created time.Time `json:"created"`
	Version int       `json:"v"`
	LogHash string    `json:"loghash"`
}

// RecordVersion is the version the service has once written.
func (s Service) RecordVersion() int { return s.Version }

// Revision is one set of answers of a service.
type Revision struct {
	ServiceID string              `json:"service"`
	N         int                 `json:"n"` // counts from 1
	Values    form.Values         `json:"values"`
	DataSets  form.Catalogue      `json:"datasets"`          // the chosen part of the catalogue, as it read that day
	Secrets   map[form.Key][]byte `json:"secrets,omitempty"` // key texts of H, encrypted (B4)
	CaseID    string              `json:"case"`
	Version   int                 `json:"v"`
}

// RecordVersion is the version the revision has once written.
func (r Revision) RecordVersion() int { return r.Version }

// State is the 線上服務狀態 of spec.md D.
type State string

// The states this version of the portal knows.
const (
	Offline  State = "offline"  // 未上線
	InTest   State = "testing"  // 測試中
	TestOver State = "test-end" // 測試到期
)

// Label is the state's word.
func (s State) Label() string {
	switch s {
	case InTest:
		return "測試中"
	case TestOver:
		return "測試到期"
	}
	return "未上線"
}

// StateAt computes the state at a moment: a window that has ended is over
// although no timer fired, one that has not begun is not yet 測試中 (D1, D2).
func (s Service) StateAt(now time.Time) State {
	switch s.Step {
	case Testing, TestEnded:
		switch {
		case !now.Before(s.Window.Closes()):
			return TestOver
		case !now.Before(s.Window.Opens()):
			return InTest
		}
	}
	return Offline
}

func (s Service) refused(event string) error {
	return fault.Newf(fault.Conflict, "service %s: %s at step %q", s.ID, event, s.Step)
}
