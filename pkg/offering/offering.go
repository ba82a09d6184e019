// Package offering holds what organisations have registered beside their online
// services: data sets they provide through MyData (A) and services at their
// counters (C). An offering comes into being when its application is approved,
// so that it is always either in force or taken down:
//
//	event      from        to          by a case of kind
//	Begin      –           in force    data-new, counter-new (an application of several data sets begins several)
//	Bespeak    in force    in force    data-change, data-retire, counter-change, counter-retire: one at a time
//	Change     in force    in force    …-change, approved: the new answers replace the old
//	Retire     in force    taken down  …-retire, approved
//	Release    in force    in force    …-change, …-retire, refused or withdrawn
//
// It is pure: ids and times are passed in and nothing is stored.
package offering

import (
	"slices"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// State is where an offering stands.
type State string

// The states.
const (
	InForce State = "in-force" // 啟用中
	Retired State = "retired"  // 已下架
)

// Label is the state's word on screens.
func (s State) Label() string {
	if s == Retired {
		return "已下架"
	}
	return "啟用中"
}

// Offering is a data set or counter service. Of a data set the id is also that
// of its entry in the catalogue.
type Offering struct {
	ID               string          `json:"id"`
	Letter           casefile.Letter `json:"letter"` // ProviderData or CounterService
	OrganisationID   string          `json:"org"`
	OrganisationName string          `json:"orgname"`
	AuthorityID      string          `json:"authority,omitempty"`
	Name             string          `json:"name"`
	State            State           `json:"state"`
	Values           form.Values     `json:"values"`   // in force; of a single data set, see form.Values.Alone
	DataSets         form.Catalogue  `json:"datasets"` // what a counter service uses, as it read that day
	Papers           []Paper         `json:"papers"`   // its cases, oldest first
	CaseID           string          `json:"case,omitempty"`
	Since            time.Time       `json:"since"` // in force or taken down since then
	Version          int             `json:"v"`
	LogHash          string          `json:"loghash"`
}

// RecordVersion is the version the offering has once written.
func (o Offering) RecordVersion() int { return o.Version }

// Paper is a case about an offering.
type Paper struct {
	Number string        `json:"number"`
	Kind   casefile.Kind `json:"kind"`
	Sent   time.Time     `json:"sent"`
}

// PaperOf is a case as the offering keeps it.
func PaperOf(c casefile.Case) Paper { return Paper{Number: c.Number, Kind: c.Kind, Sent: c.Applied} }

// Begin brings an offering into force; what o says of its owner and answers is kept.
func Begin(o Offering, c casefile.Case, now time.Time) Offering {
	o.Letter, o.OrganisationID, o.OrganisationName, o.AuthorityID = c.Letter, c.OrganisationID, c.OrganisationName, c.AuthorityID
	o.Name, o.State, o.Since = o.Values.Title(), InForce, now
	o.Papers, o.Version = []Paper{PaperOf(c)}, 1
	return o
}

// Bespeak keeps the offering for a case that is about it; a second one is a
// Conflict, and so is one about what was taken down.
func (o Offering) Bespeak(c casefile.Case) (Offering, error) {
	switch {
	case o.State == Retired:
		return o, fault.New(fault.Conflict, "「"+o.Name+"」已經下架，不能再申請異動或下架。")
	case o.CaseID != "":
		return o, fault.New(fault.Conflict, "「"+o.Name+"」已有審核中的申請單 "+o.Papers[len(o.Papers)-1].Number+"，請等它結束再申請。")
	}
	o.CaseID = c.ID
	o.Papers = append(slices.Clone(o.Papers), PaperOf(c))
	o.Version++
	return o, nil
}

// Change replaces the answers in force by those of the case it is kept for.
func (o Offering) Change(caseID string, v form.Values, sets form.Catalogue) (Offering, error) {
	next, err := o.Release(caseID)
	next.Values, next.DataSets, next.Name = v, sets, v.Title()
	return next, err
}

// Retire takes it down.
func (o Offering) Retire(caseID string, now time.Time) (Offering, error) {
	next, err := o.Release(caseID)
	next.State, next.Since = Retired, now
	return next, err
}

// Release ends a case about the offering; another one is a Conflict.
func (o Offering) Release(caseID string) (Offering, error) {
	if o.CaseID != caseID || caseID == "" {
		return o, fault.Newf(fault.Conflict, "offering %s is not kept for case %s", o.ID, caseID)
	}
	o.CaseID = ""
	o.Version++
	return o, nil
}
