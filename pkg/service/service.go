package service

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// Service is a 線上服務.
type Service struct {
	ID               string `json:"id"`
	OrganisationID   string `json:"org"`
	OrganisationName string `json:"orgname"`
	AuthorityID      string `json:"authority,omitempty"`
	Name             string `json:"name"`
	Category         string `json:"category"`

	Step       Step     `json:"step,omitempty"`
	Marks      Mark     `json:"marks,omitempty"` // what runs beside the step
	Way        form.Way `json:"way,omitempty"`   // by which the candidate entered; a first one by test
	Revisions  int      `json:"revisions"`       // how many there have been
	Candidate  int      `json:"candidate,omitempty"`
	CaseID     string   `json:"case,omitempty"` // the candidate's paper; without a candidate that of what is live
	CaseNumber string   `json:"casenumber,omitempty"`
	Base       string   `json:"base,omitempty"`   // number of the first case, which later ones add -n to (B8)
	Cases      int      `json:"cases,omitempty"`  // how many later ones there have been
	ClientID   string   `json:"client,omitempty"` // issued with the first approval (D1)
	ResourceID string   `json:"resource,omitempty"`
	Window     Window   `json:"window,omitzero"`
	Further    Window   `json:"further,omitzero"` // granted while Window was open (D3)

	GoLive     calendar.Date `json:"golive,omitzero"` // expected, once waiting for it the day it goes live (D7)
	Live       int           `json:"live,omitempty"`  // number of the revision in force
	LiveCase   string        `json:"livecase,omitempty"`
	LiveNumber string        `json:"livenumber,omitempty"`
	Launched   calendar.Date `json:"launched,omitzero"` // 上架日期; none while not live
	EverLive   bool          `json:"everlive,omitempty"`

	Upkeep      []Upkeep `json:"upkeep,omitempty"`      // 服務維護時間, in the order they were added (D11)
	UpkeepEpoch int      `json:"upkeepepoch,omitempty"` // how often that was changed: timers repeat it

	Polling Polling `json:"polling,omitzero"` // 輪詢狀態; none of what was taken down

	Certificates []Certificate `json:"certificates,omitempty"` // those in use, for their deadlines (F6)

	Halt      Halt   `json:"halt,omitzero"`       // the last one that was confirmed (F11)
	HaltAsked Halt   `json:"haltasked,omitzero"`  // waits for another person
	SealedFor string `json:"sealedfor,omitempty"` // organisation the candidate's key texts are bound to, where it is not this one

	Created time.Time `json:"created"`
	Version int       `json:"v"`
	LogHash string    `json:"loghash"`
}

// RecordVersion is the version the service has once written.
func (s Service) RecordVersion() int { return s.Version }

// Confirmed gives the service to the organisation that ops has confirmed (A6).
// Key texts stay bound to the one they were sealed for.
func (s Service) Confirmed(organisationID, name, authorityID string) Service {
	if s.SealedFor == "" && s.OrganisationID != organisationID {
		s.SealedFor = s.OrganisationID
	}
	s.OrganisationID, s.OrganisationName, s.AuthorityID = organisationID, name, authorityID
	s.Version++
	return s
}
