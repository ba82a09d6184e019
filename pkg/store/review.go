package store

import (
	"context"
	"strconv"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// reviewRow shows a review in the index of owed steps while its machine owes one.
func reviewRow(v casefile.Review) row {
	r := row{key: reviewKey(v.CaseID, v.Seq), record: v}
	if !v.Next.IsZero() {
		r.shown = []entry{{GSI1, owedReviews, inOrder(v.Next, v.CaseID, strconv.Itoa(v.Seq))}}
	}
	return r
}

// stageRow shows a stage in its party's queue while it waits.
func stageRow(v casefile.Stage) row {
	r := row{key: stageKey(v.CaseID, v.Review, v.Round, v.Order), record: v}
	if v.Open() {
		r.shown = []entry{{GSI1, queueOf(v.PartyID), inOrder(v.Opened, v.Number)}}
	}
	return r
}

func unsentRow(u casefile.Unsent) row { return row{key: unsentKey(u.CaseID, u.EventID), record: u} }

func noteRow(n casefile.Note) row { return row{key: noteKey(n.CaseID, n.ID), record: n} }

func tokenRow(t onboarding.TaskToken) row {
	return row{key: tokenKey(t.CaseID, t.Review), record: t}
}

// Queue lists the stages that wait for a party, longest waiting first.
func (s *Store) Queue(ctx context.Context, partyID string, p onboarding.Page) ([]casefile.Stage, string, error) {
	wanted := p.Queue.Wants
	if p.Queue.Empty() {
		wanted = nil
	}
	return page(ctx, s, Query{Index: GSI1, PK: queueOf(partyID)}, p, wanted)
}

// Owed lists reviews whose machine has owed a step since before a time, longest
// first.
func (s *Store) Owed(ctx context.Context, before time.Time, limit int) ([]casefile.Review, error) {
	return first[casefile.Review](ctx, s, Query{Index: GSI1, PK: owedReviews, Range: Range{To: stamp(before)}}, limit)
}

// TaskToken returns the sealed token of the stage a review waits at.
func (s *Store) TaskToken(ctx context.Context, caseID string, review int) (onboarding.TaskToken, error) {
	return one[onboarding.TaskToken](ctx, s, tokenKey(caseID, review))
}
