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
)

// Purposes lists them in the order of rule sets and pages.
func Purposes() []Purpose { return []Purpose{SPAPI, Host, TestIP, PilotIP} }

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

// Direction is outbound for SPAPI and inbound for all others.
func (p Purpose) Direction() Direction {
	if p == SPAPI {
		return Outbound
	}
	return Inbound
}

// HTTPS is the port of every inbound rule, and of an SP-API whose URL names none.
const HTTPS = 443

// Rule lets the addresses of one service through for one purpose. There is one
// rule for each area, service and purpose.
type Rule struct {
	Area        casefile.Area `json:"area"`
	ServiceID   string        `json:"service"`
	ServiceName string        `json:"servicename"`
	Purpose     Purpose       `json:"purpose"`
	Port        uint16        `json:"port"`      // TCP, on the side that is called
	Addresses   []netip.Addr  `json:"addresses"` // the far side's; at most 50 by the form
	CaseID      string        `json:"case"`
	CaseNumber  string        `json:"casenumber"`
	OpenedBy    string        `json:"openedby"`    // account id of the last approver
	Opener      string        `json:"opener"`      // their name, as it was that day
	From        time.Time     `json:"from"`        // first moment at which it is open
	To          time.Time     `json:"to,omitzero"` // first moment at which it is closed again; zero: open-ended
	SetAt       time.Time     `json:"setat,omitzero"`
	SetBy       string        `json:"setby,omitempty"` // account id of who set it on the real firewall
	Version     int           `json:"v"`
}

// RecordVersion is the version the rule has once written.
func (r Rule) RecordVersion() int { return r.Version }

// OpenAt reports whether the rule lets anything through at t. A rule without a
// beginning never does.
func (r Rule) OpenAt(t time.Time) bool {
	return !r.From.IsZero() && !t.Before(r.From) && (r.To.IsZero() || t.Before(r.To))
}
