package onboarding_test

import (
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// submitted is a world in which the officer's application has reached the
// authority.
func submitted(t *testing.T) (w *portaltest.World, number, caseID string) {
	t.Helper()
	w = portaltest.NewWorld(t)
	number, err := w.Submit(t.Context(), w.Officer, w.Draft(t, w.Officer, portaltest.Application()))
	if err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	caseID, err = w.Store.Claimed(t.Context(), onboarding.NumberClaim, number)
	if err != nil {
		t.Fatal(err)
	}
	return w, number, caseID
}

func dossier(t *testing.T, w *portaltest.World, caseID string) (casefile.Dossier, casefile.Review) {
	t.Helper()
	d, err := w.Store.Dossier(t.Context(), caseID)
	if err != nil {
		t.Fatal(err)
	}
	r, ok := d.Newest()
	if !ok {
		t.Fatal("the case has no review")
	}
	return d, r
}

// ballot is an answer about the stage that is open now, with all that any stage
// may ask for.
func ballot(t *testing.T, w *portaltest.World, caseID string, a chain.Answer) onboarding.Ballot {
	t.Helper()
	d, r := dossier(t, w, caseID)
	stage, ok := d.OpenStage(r)
	if !ok {
		t.Fatalf("no stage is open: review is %s at stage %d", r.State, r.Stage)
	}
	return onboarding.Ballot{CaseID: caseID, Review: r.Seq, Round: r.Round, Stage: stage.Order, Seen: stage.Shown(),
		Decision: casefile.Decision{Answer: a, Opinion: "意見", FormKey: w.IDs.Next(), Received: true,
			Official: &casefile.Official{Date: calendar.Today(w.Clock.Now()), Number: "銀局字第1130000001號"}}}
}

// decide answers the open stage and lets the world come to rest.
func decide(t *testing.T, w *portaltest.World, who account.Actor, caseID string, a chain.Answer) {
	t.Helper()
	if _, err := w.Decide(t.Context(), who, ballot(t, w, caseID, a)); err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
}

// approved lets all four stages of the full chain approve.
func approved(t *testing.T, w *portaltest.World, caseID string) {
	t.Helper()
	for _, who := range []account.Actor{w.Bureau, w.Ops, w.Bureau, w.Moda} {
		decide(t, w, who, caseID, chain.Approve)
	}
}

// subjects lists the subjects of the mails to a login's address.
func subjects(w *portaltest.World, a account.Actor) []string {
	var list []string
	for _, m := range w.Mail.To(a.Mail) {
		list = append(list, m.Subject)
	}
	return list
}
