package store_test

import (
	"context"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
)

// TestADecisionCostsAtMostTwentyWriteUnits takes one application through all
// stages and looks at the request that writes each decision. doc.go says what
// it is made of.
func TestADecisionCostsAtMostTwentyWriteUnits(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	number, err := w.Submit(t.Context(), w.Officer, w.Draft(t, w.Officer, portaltest.Application()))
	if err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	id, err := w.Store.Claimed(t.Context(), onboarding.NumberClaim, number)
	if err != nil {
		t.Fatal(err)
	}
	for _, who := range []account.Actor{w.Bureau, w.Ops, w.Bureau, w.Moda} {
		ctx, m := meter.With(t.Context())
		decide(ctx, t, w, who, id)
		u := m.Total()
		t.Logf("%s: %v", who.Login, m.Calls())
		if u.Requests > 3 || u.Write > 20 || u.Read > 4 {
			t.Errorf("%s: %+v in %v", who.Login, u, m.Calls())
		}
		w.Settle(t)
	}
}

func decide(ctx context.Context, t *testing.T, w *portaltest.World, who account.Actor, caseID string) {
	t.Helper()
	d, err := w.Store.Dossier(t.Context(), caseID)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := d.Newest()
	ballot := onboarding.Ballot{CaseID: caseID, Review: r.Seq, Round: r.Round, Stage: r.Stage, Seen: 1, Decision: casefile.Decision{
		Answer: chain.Approve, Opinion: "符合規定，同意所請。", FormKey: w.IDs.Next(), Received: true,
		Official: &casefile.Official{Date: calendar.Today(w.Clock.Now()), Number: "銀局字第1130000001號"}}}
	if _, err := w.Decide(ctx, who, ballot); err != nil {
		t.Fatal(err)
	}
}

// TestC1_ADecisionThatSaysAllItMayCostsNoMore takes the longest opinion and notes
// there are, on a case whose names are long.
func TestC1_ADecisionThatSaysAllItMayCostsNoMore(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	values := portaltest.Application()
	values.Set(form.Name, strings.Repeat("名", 100))
	number, err := w.Submit(t.Context(), w.Officer, w.Draft(t, w.Officer, values))
	if err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	id, err := w.Store.Claimed(t.Context(), onboarding.NumberClaim, number)
	if err != nil {
		t.Fatal(err)
	}
	ballot := onboarding.Ballot{CaseID: id, Review: 1, Round: 1, Stage: 1, Seen: 1, Decision: casefile.Decision{
		Answer: chain.Return, FormKey: w.IDs.Next()}}
	each := strings.Repeat("補", onboarding.TextLimit/(onboarding.NotesAtMost+1))
	ballot.Opinion = each
	for _, f := range form.On(form.Application)[:onboarding.NotesAtMost] {
		ballot.Notes = append(ballot.Notes, casefile.FieldNote{Field: string(f.Key), Text: each})
	}
	ctx, m := meter.With(t.Context())
	if _, err := w.Decide(ctx, w.Bureau, ballot); err != nil {
		t.Fatal(err)
	}
	t.Log(m.Calls())
	if u := m.Total(); u.Requests > 3 || u.Write > 20 {
		t.Errorf("%+v in %v", u, m.Calls())
	}
}
