package firewall

import (
	"net/netip"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
)

// Purpose is what a rule is for; it decides the direction.
type Purpose string

// The purposes of D12.
const (
	SPAPI   Purpose = "sp-api"   // F: the partner's SP-API
	Host    Purpose = "host"     // G: hosts that call the MyData APIs
	TestIP  Purpose = "test-ip"  // 測試 IP
	PilotIP Purpose = "pilot-ip" // 允許試辦狀態連線測試的 IP

	PilotSPAPI Purpose = "pilot-sp-api" // SPAPI of a change that is piloted beside what is live
	PilotHost  Purpose = "pilot-host"   // Host of such a change
)

// Purposes lists them in the order of rule sets and pages.
func Purposes() []Purpose {
	return []Purpose{SPAPI, Host, TestIP, PilotIP, PilotSPAPI, PilotHost}
}

// Label is the purpose's word on pages; empty for an unknown one.
func (p Purpose) Label() string {
	switch p {
	case SPAPI:
		return "SP-API"
	case Host:
		return "連線至 MyData APIs 之主機"
	case TestIP:
		return "測試 IP"
	case PilotIP:
		return "試辦 IP"
	case PilotSPAPI:
		return "SP-API（異動試辦）"
	case PilotHost:
		return "連線至 MyData APIs 之主機（異動試辦）"
	}
	return ""
}

// Direction is seen from the platform.
type Direction string

// The directions.
const (
	Inbound  Direction = "inbound"
	Outbound Direction = "outbound"
)

// Direction is outbound for an SP-API and inbound for all others.
func (p Purpose) Direction() Direction {
	if p == SPAPI || p == PilotSPAPI {
		return Outbound
	}
	return Inbound
}

// HTTPS is the port of every inbound rule, and of an SP-API whose URL names none.
const HTTPS = 443

// Rule is one entry of the ledger: it lets addresses of a service through for
// one purpose and time. It is never overwritten by another: what comes later is a
// new rule, so that the ledger answers for any moment; at one time at most one of
// an area, service and purpose is open.
type Rule struct {
	ID          string        `json:"id"` // tells the rules of a service apart
	Area        casefile.Area `json:"area"`
	ServiceID   string        `json:"service"`
	ServiceName string        `json:"servicename"`
	Purpose     Purpose       `json:"purpose"`
	Port        uint16        `json:"port"`      // TCP, on the side that is called
	Addresses   []netip.Addr  `json:"addresses"` // the far side's; at most 50 by the form
	CaseID      string        `json:"case"`
	CaseNumber  string        `json:"casenumber"`
	OpenedBy    string        `json:"openedby"`         // account id of the last approver
	Opener      string        `json:"opener"`           // their name, as it was that day
	From        time.Time     `json:"from"`             // first moment at which it is open
	To          time.Time     `json:"to,omitzero"`      // first moment at which it is closed again; zero: open-ended
	Set         Mark          `json:"set,omitzero"`     // on the real firewall
	Removed     Mark          `json:"removed,omitzero"` // from the real firewall
	Version     int           `json:"v"`
	LogHash     string        `json:"loghash"` // last hash of the rule's own history
}

// Mark is the remark of a person of ops that the real firewall follows.
type Mark struct {
	At        time.Time `json:"at"`
	AccountID string    `json:"by"`
	Name      string    `json:"name"` // as it was that day
}

// IsZero reports whether nobody has said so yet.
func (m Mark) IsZero() bool { return m.At.IsZero() }

// Ref names the rule within its area: on forms, and to the table.
func (r Rule) Ref() string { return r.ServiceID + "." + r.ID }

// RecordVersion is the version the rule has once written.
func (r Rule) RecordVersion() int { return r.Version }

// CloseAt ends the rule at t, unless it ends earlier by itself; changed is false
// then. One that has not begun will never open.
func (r Rule) CloseAt(t time.Time) (next Rule, changed bool) {
	if !r.To.IsZero() && !t.Before(r.To) {
		return r, false
	}
	r.To = t
	if t.Before(r.From) {
		r.To = r.From
	}
	r.Version++
	return r, true
}

// OpenAt reports whether the rule lets anything through at t. A rule without a
// beginning never does.
func (r Rule) OpenAt(t time.Time) bool {
	return !r.From.IsZero() && !t.Before(r.From) && (r.To.IsZero() || t.Before(r.To))
}
