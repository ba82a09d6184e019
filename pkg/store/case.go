package store

import (
	"context"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

const monthLayout = "2006-01"

func caseRow(c casefile.Case) row {
	at := inOrder(c.Applied, c.Number)
	r := row{key: caseKey(c.ID), record: c, shown: []entry{
		{GSI2, casesOf(c.OrganisationID), at},
		{GSI3, casesIn(c.Applied.In(calendar.Taipei()).Format(monthLayout)), at},
	}}
	if c.AuthorityID != "" {
		r.shown = append(r.shown, entry{GSI1, casesUnder(c.AuthorityID), at})
	}
	return r
}

func submissionRow(s casefile.Submission) row {
	return row{key: submissionKey(s.CaseID, s.Review, s.Round), record: s}
}

// Dossier reads a case, its notes, reviews and stages in one consistent query of the
// key range behind the submissions.
func (s *Store) Dossier(ctx context.Context, caseID string) (casefile.Dossier, error) {
	var d casefile.Dossier
	key := caseKey(caseID)
	items, err := s.all(ctx, Query{PK: key.PK, Range: Range{From: key.SK}})
	if err != nil {
		return d, err
	}
	if len(items) == 0 || textOf(items[0][attrSK]) != key.SK {
		return d, fault.New(fault.NotFound, "")
	}
	if d.Case, err = decode[casefile.Case](items[0]); err != nil {
		return d, err
	}
	var notes, reviews, stages, letters, unsent []Item
	for _, item := range items[1:] {
		switch sk := textOf(item[attrSK]); {
		case strings.Contains(sk, stageInfix):
			stages = append(stages, item)
		case strings.Contains(sk, letterInfix):
			letters = append(letters, item)
		case strings.HasPrefix(sk, notePrefix):
			notes = append(notes, item)
		case strings.HasPrefix(sk, unsentPrefix):
			unsent = append(unsent, item)
		case strings.HasPrefix(sk, reviewPrefix):
			reviews = append(reviews, item)
		}
	}
	if d.Reviews, err = decodeAll[casefile.Review](reviews); err != nil {
		return d, err
	}
	if d.Stages, err = decodeAll[casefile.Stage](stages); err != nil {
		return d, err
	}
	if d.Letters, err = decodeAll[casefile.LetterDraft](letters); err != nil {
		return d, err
	}
	if d.Unsent, err = decodeAll[casefile.Unsent](unsent); err != nil {
		return d, err
	}
	d.Notes, err = decodeAll[casefile.Note](notes)
	return d, err
}

// Submission reads what was submitted in one round: at half price, and again
// consistently where that did not see it yet.
func (s *Store) Submission(ctx context.Context, caseID string, review, round int) (casefile.Submission, error) {
	key := submissionKey(caseID, review, round)
	item, err := s.getLate(ctx, key)
	if err == nil && item == nil {
		return one[casefile.Submission](ctx, s, key)
	}
	if err != nil {
		return casefile.Submission{}, err
	}
	return found[casefile.Submission](item)
}

// Cases lists cases by the time they were applied for, newest first; a month
// that is none of the calendar is Invalid.
func (s *Store) Cases(ctx context.Context, scope onboarding.Scope, month string, p onboarding.Page) ([]casefile.Case, string, error) {
	q := Query{Backward: true}
	if month != "" || scope.All {
		from, err := time.ParseInLocation(monthLayout, month, calendar.Taipei())
		if err != nil {
			return nil, "", &fault.Error{Code: fault.Invalid, Op: "store.Cases", Message: "月份不正確。", Err: err}
		}
		q.Range = Range{From: stamp(from), To: stamp(from.AddDate(0, 1, 0))}
	}
	switch {
	case scope.OrganisationID != "":
		q.Index, q.PK = GSI2, casesOf(scope.OrganisationID)
	case scope.AuthorityID != "":
		q.Index, q.PK = GSI1, casesUnder(scope.AuthorityID)
	case scope.All:
		q.Index, q.PK = GSI3, casesIn(month)
	default:
		return nil, "", noScope()
	}
	return page(ctx, s, q, p, wantedCase(scope, p))
}
