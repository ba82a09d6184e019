package service

import (
	"net/netip"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// Opening is what the firewall lets through for a service (D12), as it follows
// from its step, windows and revisions.
type Opening struct {
	Area      casefile.Area
	Purpose   firewall.Purpose
	Port      uint16
	Addresses []netip.Addr
	From      time.Time // zero: as soon as it is granted
	To        time.Time // zero: open-ended
	CaseID    string    // the paper that asked for it
	Number    string
}

// Openings lists what is to be open at now and what is granted for later; what
// has ended by now is left out. Of a suspended service nothing is open.
func (s Service) Openings(revisions []Revision, now time.Time) []Opening {
	if s.Marks.Has(Halted) {
		return nil
	}
	var list []Opening
	candidate, _ := Find(revisions, s.Candidate)
	live, serves := Find(revisions, s.Live)
	if serves {
		list = append(list, Opening{CaseID: s.LiveCase, Number: s.LiveNumber}.in(casefile.ProductionArea, live.Production, firewall.SPAPI, firewall.Host)...)
	}
	var shut time.Time
	for _, w := range s.Windows() {
		if s.InTest() && !w.Over && now.Before(w.Closes()) {
			o := Opening{CaseID: s.CaseID, Number: s.CaseNumber, From: w.Opens(), To: w.Closes()}
			if o.From.Before(shut) {
				o.From = shut // until then the window before is open
			}
			list = append(list, o.in(casefile.TestArea, candidate.Values, firewall.SPAPI, firewall.Host, firewall.TestIP)...)
		}
		shut = w.Closes()
	}
	o := Opening{CaseID: s.CaseID, Number: s.CaseNumber}
	switch {
	case !s.piloting():
	case serves:
		list = append(list, o.in(casefile.ProductionArea, candidate.Production, firewall.PilotSPAPI, firewall.PilotHost, firewall.PilotIP)...)
	default:
		list = append(list, o.in(casefile.ProductionArea, candidate.Production, firewall.SPAPI, firewall.Host, firewall.PilotIP)...)
	}
	return list
}

// InTest reports whether the candidate is where its test windows count.
func (s Service) InTest() bool {
	return s.Step == Testing || s.Step == TestEnded || s.Step == GoLiveReview && s.Way == form.Test
}

func (s Service) piloting() bool {
	return s.Step == Piloting || s.Step == ReportReview || s.Step == Waiting
}

// in is the opening for some purposes in an area, by its answers; one without
// addresses is left out.
func (o Opening) in(area casefile.Area, v form.Values, purposes ...firewall.Purpose) []Opening {
	var list []Opening
	for _, p := range purposes {
		o.Area, o.Purpose, o.Port, o.Addresses = area, p, firewall.HTTPS, v.Addresses(source[p])
		if p.Direction() == firewall.Outbound {
			o.Port = v.Port(form.SPAPIURL)
		}
		if len(o.Addresses) > 0 {
			list = append(list, o)
		}
	}
	return list
}

var source = map[firewall.Purpose]form.Key{firewall.SPAPI: form.SPAPIIPs, firewall.Host: form.HostIPs, firewall.TestIP: form.TestIPs,
	firewall.PilotIP: form.PilotIPs, firewall.PilotSPAPI: form.SPAPIIPs, firewall.PilotHost: form.HostIPs}
