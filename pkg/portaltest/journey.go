package portaltest

import (
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/scan/scantest"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// Answer has the open review of a case that was asked for last decided: approved
// by all its parties, or refused or returned by the first.
func (w *World) Answer(t testing.TB, caseID string, a chain.Answer) {
	t.Helper()
	for {
		w.Settle(t)
		d, err := w.Store.Dossier(t.Context(), caseID)
		must(t, err)
		r, _ := d.Foremost()
		stage, waits := d.OpenStage(r)
		if !waits {
			return
		}
		who := map[chain.Party]account.Actor{chain.Authority: w.Bureau, chain.Ops: w.Ops, chain.MODA: w.Moda}[stage.Party]
		b := onboarding.Ballot{CaseID: caseID, Review: r.Seq, Round: r.Round, Stage: stage.Order, Seen: stage.Shown(), Decision: casefile.Decision{
			Answer: a, Opinion: "請依說明辦理。", Received: true, FormKey: w.IDs.Next()}}
		if stage.Letter {
			b.Official = &casefile.Official{Date: calendar.Today(w.Clock.Now()), Number: "銀局字第1號"}
		}
		_, err = w.Decide(t.Context(), who, b)
		must(t, err)
		if a != chain.Approve {
			w.Settle(t)
			return
		}
	}
}

// Fill writes on a service's paper what change makes of it, with a file where it
// asks for one, and sends it; the number of its case comes back.
func (w *World) Fill(t testing.TB, kind casefile.Kind, serviceID string, change func(form.Values)) string {
	t.Helper()
	desk, err := w.Paper(t.Context(), w.Officer, kind, serviceID, -1)
	must(t, err)
	d := desk.Draft
	values := d.Values.Clone()
	change(values)
	d, err = w.SaveDraft(t.Context(), w.Officer, d, form.Parsed{Values: values}, d.Version)
	must(t, err)
	for _, f := range form.On(d.Asks().Paper()) {
		if f.Kind == form.FileField && values.Asks(f) {
			w.HandIn(t, w.Officer, d.ID, f.Key, scantest.Paper())
		}
	}
	number, err := w.Ask(t.Context(), w.Officer, kind, serviceID)
	must(t, err)
	w.Settle(t)
	return number
}

// journeyGoLive is the day a journey goes live on.
const journeyGoLive = "2024-07-01"

// Reach brings a new service of the officer's to a step of a first service's
// way: Testing, TestEnded, Piloting, Waiting or Live.
func (w *World) Reach(t testing.TB, step service.Step) service.Service {
	t.Helper()
	number, err := w.Submit(t.Context(), w.Officer, w.Draft(t, w.Officer, Application()))
	must(t, err)
	caseID, err := w.Store.Claimed(t.Context(), onboarding.NumberClaim, number)
	must(t, err)
	w.Answer(t, caseID, chain.Approve)
	d, err := w.Store.Dossier(t.Context(), caseID)
	must(t, err)
	load := func() service.Service {
		sv, _, err := w.Store.Service(t.Context(), d.Case.ServiceID)
		must(t, err)
		return sv
	}
	if sv := load(); w.Clock.Now().Before(sv.Window.Opens()) {
		w.Clock.Set(sv.Window.Opens())
	}
	if step == service.TestEnded {
		w.Clock.Set(load().Window.Closes())
		w.Until(t)
	}
	if step == service.Testing || step == service.TestEnded {
		return load()
	}
	w.Fill(t, casefile.GoLiveKind, d.Case.ServiceID, GoLive)
	w.Answer(t, caseID, chain.Approve)
	if step == service.Piloting {
		return load()
	}
	w.Fill(t, casefile.ReportKind, d.Case.ServiceID, func(form.Values) {})
	w.Answer(t, caseID, chain.Approve)
	if step == service.Live {
		w.Clock.Set(load().GoLive.Start())
		w.Until(t)
	}
	return load()
}

// Until has the clock do all that is due by now.
func (w *World) Until(t testing.TB) {
	t.Helper()
	_, err := w.Tick(t.Context())
	must(t, err)
	w.Settle(t)
}

// GoLive fills in what a first go-live application lacks.
func GoLive(v form.Values) {
	v.Set(form.GoLiveDate, journeyGoLive)
	v.Set(form.PilotIPs, "203.66.35.40")
}
